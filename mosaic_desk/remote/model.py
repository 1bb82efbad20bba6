"""Which model a server has, and what it says of it."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from mosaic_desk.core.errors import ModelMissing, ServerError
from mosaic_desk.remote.connection import Connection, Reply

_NAMES_TOLD = 5
_STABLE_FACTS = ("id", "root", "parent", "owned_by", "max_model_len", "meta")
"""What of a model's entry does not change from one question to the next; others are times and random ids."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ServedModel:
    """The model behind a server; `hash` ("sha256:…") is over its name and what the server says of it."""

    name: str
    hash: str


async def served_model(connection: Connection, name: str) -> ServedModel:
    """The model of a name, as the server lists it; by its name alone where the server has no list.

    Raises:
        ModelMissing: if the list does not hold it.
        ServerError: from the connection.
    """
    reply = await connection.ask("/models")
    entries = [entry for entry in _listed(reply) if isinstance(entry, dict)]
    entry = next((entry for entry in entries if entry.get("id") == name), None)
    if entry is None and entries:
        names = [str(entry.get("id"))[:80] for entry in entries if str(entry.get("id")).isprintable()]
        more = "" if len(names) <= _NAMES_TOLD else f" and {len(names) - _NAMES_TOLD} more"
        raise ModelMissing(f"The server has no model “{name}”; it has {', '.join(names[:_NAMES_TOLD])}{more}.")
    facts = {"name": name} | {key: entry[key] for key in _STABLE_FACTS if entry and key in entry}
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return ServedModel(name=name, hash="sha256:" + hashlib.sha256(text.encode()).hexdigest())


def _listed(reply: Reply) -> list[Any]:
    if not reply.is_done:
        if reply.status >= 500:
            raise ServerError(f"The server has an error (status {reply.status}); see its own log.")
        return []
    listed = reply.data.get("data")
    return listed if isinstance(listed, list) else []
