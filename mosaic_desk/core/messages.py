"""What the desk and the worker say to each other: frozen values, one line of JSON each.

A line that is not a message is a broken pipe, never skipped: see `ProtocolBroken`.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from mosaic_desk.core.errors import WorkerError

PROTOCOL = 1
MAX_LINE_BYTES = 8 * 1024 * 1024
ALIVE_EVERY_S = 1.0


class ProtocolBroken(WorkerError):
    """The other side said something that is not a message."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hello:
    """First line of the worker."""

    protocol: int
    version: str
    pid: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadModel:
    """Load a backbone (name or folder) and an adapter (name, folder, None: the one that fits, "none": untuned).

    `engine` is how it will be asked, "slots" or "json": an adapter is trained for one of them. `quantise` is
    "none", "nf4", or "auto": NF4 on a GPU that the model does not fit into otherwise.
    """

    backbone: str
    adapter: str | None
    device: str = "cpu"
    engine: str = "slots"
    quantise: str = "auto"


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """The model is ready; hashes are "sha256:…". `used_prompt` is the JSON prompt that lies with its weights.

    `memory_mib` is what the process holds, `estimated_mib` what was foretold for the model alone.
    """

    backbone: str
    backbone_hash: str
    adapter: str | None
    adapter_hash: str | None
    device: str
    memory_mib: float
    used_prompt: str | None = None
    estimated_mib: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreReports:
    """Score these texts, pairs of (report id, text), under a prompt given by its parts."""

    instruction: str
    branches: list[list[str]]
    classes: list[str]
    reports: list[list[str]]
    batch_reports: int = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class ConnectServer:
    """Ask a server from now on; `setting` is that of `core.server_address`. Answered by `Loaded`."""

    setting: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class AskServer:
    """Ask the server about these texts, pairs of (report id, text), under a JSON prompt given by its parts."""

    request: str
    keys: list[list[str]]
    classes: list[str]
    quote: str
    reads_whole_report: bool
    reports: list[list[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerJson:
    """Have the loaded model answer these texts in the JSON form; parts as those of `AskServer`."""

    request: str
    keys: list[list[str]]
    classes: list[str]
    quote: str
    reads_whole_report: bool
    reports: list[list[str]]
    batch_reports: int = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """The answer for one report.

    `probabilities` holds a list per finding in the order of the `classes` asked, `evidence` the spans per
    finding; both are empty where `error` says why there is no answer. `labels` are the classes chosen,
    empty where each is the likeliest. `embedding` is that of the report as text, None where its model gives none.
    """

    report_id: str
    probabilities: list[list[float]]
    evidence: list[list[list[int]]]
    warnings: list[str]
    error: str | None = None
    labels: list[str] = field(default_factory=list)
    embedding: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Scored:
    """All reports of the request were answered. `memory_mib` is what the worker has held at most."""

    reports: int
    seconds: float
    memory_mib: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """A step of something that takes long, such as loading."""

    text: str
    done: int
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Alive:
    """Said every second, so that a worker that stands still is told from one that works."""

    memory_mib: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Cancel:
    """Stop what is being done."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cancelled:
    """What was being done has stopped."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Failed:
    """It could not be done. `error` is the name of the `MosaicError`, "bug" for anything else."""

    error: str
    sentence: str


Message = (
    Hello | LoadModel | ConnectServer | Loaded | ScoreReports | AskServer | AnswerJson | Answered | Scored | Progress
    | Alive | Cancel | Cancelled | Failed
)
_KINDS: Mapping[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        Hello, LoadModel, ConnectServer, Loaded, ScoreReports, AskServer, AnswerJson, Answered, Scored, Progress, Alive,
        Cancel, Cancelled, Failed,
    )
}


def line_of(message: Message) -> str:
    """The message as one line, with its line break."""
    return json.dumps({"kind": type(message).__name__, **asdict(message)}, ensure_ascii=False) + "\n"


def message_of(line: str) -> Message:
    """The message on a line.

    Raises:
        ProtocolBroken: if it is none, or lacks a field.
    """
    try:
        data = json.loads(line)
        kind = _KINDS[data.pop("kind")]
        known = {one.name for one in fields(kind)}
        message: Message = kind(**{name: value for name, value in data.items() if name in known})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ProtocolBroken("The model's process said something that is no message; it was ended.") from None
    return message
