"""Where a server may be: this machine, or another one behind a verified certificate.

Knows the rules for an address and for what a project keeps of a server; opens no connection. The key
that a server may ask for is never here, only the name of the environment variable that holds it.
"""

import ipaddress
import json
import re
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from mosaic_desk.core.errors import InputError

# One strict form instead of a lenient parser: two parsers that read one address differently are how
# text ends up at another machine than the one that was checked. No user, no query, no escapes.
_FORM = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<path>(?:/[\w~-][\w.~-]*)*)/?",
    re.IGNORECASE | re.ASCII,
)
_DEFAULT_PATH = "/v1"
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_LONGEST_NAME = 200
_NOT_AN_ADDRESS = (
    "This is no address of a server: write it like http://127.0.0.1:8000 or https://example.org/v1, "
    "without user name, password or question mark."
)
_PLAIN_HTTP = (
    "Report text is sent to another machine only over https: give an address that begins with https://, "
    "or one of this machine (http://127.0.0.1:PORT)."
)
_UNREADABLE = "The project's server cannot be read; set it again with mosaic-desk remote."

MOST_PARALLEL = 64
LONGEST_WAIT_S = 3600.0  # a server without a graphics card takes minutes for a report


@dataclass(frozen=True, kw_only=True, slots=True)
class ServerAddress:
    """A checked address: `host` is a name or a literal address (in brackets for IPv6), `path` begins with a slash."""

    scheme: Literal["http", "https"]
    host: str
    port: int | None
    path: str

    @property
    def is_this_machine(self) -> bool:
        """Whether nothing that is sent there can leave the machine."""
        return _is_loopback(self.host)

    @property
    def url(self) -> str:
        """The address without a slash at its end."""
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}{self.path}"


def server_address(text: str) -> ServerAddress:
    """The address of a server: http for this machine only, https for any; "/v1" where no path is given.

    The name `localhost` is read as 127.0.0.1 over http, so that no name service decides where it leads.

    Raises:
        InputError: if it is none, or report text would travel in the clear.
    """
    found = _FORM.fullmatch(text.strip())
    if found is None or int(found["port"] or 1) not in range(1, 65536):
        raise InputError(_NOT_AN_ADDRESS)
    scheme: Literal["http", "https"] = "https" if found["scheme"].lower() == "https" else "http"
    host = found["host"].lower()
    if scheme == "http":
        host = "127.0.0.1" if host == "localhost" else host
        if not _is_loopback(host):
            raise InputError(_PLAIN_HTTP)
    port = int(found["port"]) if found["port"] else None
    return ServerAddress(scheme=scheme, host=host, port=port, path=found["path"] or _DEFAULT_PATH)


def _is_loopback(host: str) -> bool:
    """Literal addresses only: 127.0.0.0/8 and ::1, no name, no short form, no IPv4 inside IPv6."""
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return address.is_loopback and getattr(address, "ipv4_mapped", None) is None


@dataclass(frozen=True, kw_only=True, slots=True)
class ServerSetting:
    """A server that may be sent report text. Made by `server_setting`, which checks it.

    `ca_file` holds the only certificates that are trusted then (None: those of the system), `key_variable`
    names the environment variable with the server's key (None: it asks for none), `parallel` is how many
    requests stand at a time, `timeout_s` how long one may take.
    """

    address: str
    model: str
    ca_file: str | None = None
    key_variable: str | None = None
    parallel: int = 4
    timeout_s: float = 120.0

    @property
    def described(self) -> str:
        """Model and address in a few words, for a person who decides about it."""
        where = "on this machine" if server_address(self.address).is_this_machine else "on another machine, over https"
        return f"{self.model} at {self.address} ({where})"


def server_setting(
    *, address: str, model: str, ca_file: str | None = None, key_variable: str | None = None,
    parallel: int = 4, timeout_s: float = 120.0,
) -> ServerSetting:
    """A setting whose every part is sound.

    Raises:
        InputError: with the part that is not. What was given for the key is never repeated: it may be the key.
    """
    if not model.strip() or len(model) > _LONGEST_NAME or not model.isprintable():
        raise InputError("Give the name of the model as the server lists it.")
    if key_variable is not None and not _VARIABLE.fullmatch(key_variable):
        raise InputError(
            "The server's key is named by an environment variable in capitals (for example SERVER_KEY), and is "
            "never given or stored itself."
        )
    if parallel not in range(1, MOST_PARALLEL + 1):
        raise InputError(f"Between 1 and {MOST_PARALLEL} requests may stand at a time.")
    if not 1 <= timeout_s <= LONGEST_WAIT_S:
        raise InputError(f"A request may take between 1 and {LONGEST_WAIT_S:g} seconds.")
    return ServerSetting(
        address=server_address(address).url, model=model.strip(), ca_file=ca_file, key_variable=key_variable,
        parallel=parallel, timeout_s=timeout_s,
    )


def setting_as_json(setting: ServerSetting) -> dict[str, Any]:
    """The setting as a project keeps it and the worker is told it."""
    return asdict(setting)


def setting_from_json(stored: object) -> ServerSetting:
    """A stored setting, checked anew: a file that was tampered with sends nothing anywhere else.

    Raises:
        InputError: if it is none.
    """
    known = {field.name for field in fields(ServerSetting)}
    try:
        return server_setting(**{key: value for key, value in dict(stored).items() if key in known})  # type: ignore[call-overload]
    except (AttributeError, TypeError, ValueError):
        raise InputError(_UNREADABLE) from None


@dataclass(frozen=True, kw_only=True, slots=True)
class ServerChange:
    """What was set once: `setting` None is “off”; `at` is ISO 8601 in UTC."""

    at: str
    by: str
    setting: ServerSetting | None


def changes_as_text(changes: tuple[ServerChange, ...]) -> str:
    """All that was ever set, oldest first, as one value of a project; the last one holds."""
    rows = [
        {"at": change.at, "by": change.by, "server": setting_as_json(change.setting) if change.setting else None}
        for change in changes
    ]
    return json.dumps(rows, ensure_ascii=False)


def changes_from_text(text: str | None) -> tuple[ServerChange, ...]:
    """The changes that a project keeps; None: it never had a server.

    Raises:
        InputError: if they cannot be read.
    """
    try:
        rows = json.loads(text) if text else []
        return tuple(
            ServerChange(
                at=str(row["at"]), by=str(row["by"]),
                setting=None if row["server"] is None else setting_from_json(row["server"]),
            )
            for row in rows
        )
    except (ValueError, KeyError, TypeError):
        raise InputError(_UNREADABLE) from None
