"""What can go wrong and be put right by the user or the machine.

    MosaicError
    ├── InputError            something handed to us cannot be understood
    │   ├── TaxonomyError     a taxonomy file: file, line and reason
    │   ├── ImportRefused     a source of reports: the whole file, or its lines
    │   └── ImageError        a picture that is not one, or too large
    ├── ProjectError          the project file or its folder
    │   ├── ProjectNewer      written by a later version
    │   ├── ProjectReadOnly   another instance has it, or the folder cannot be written
    │   └── ProjectDamaged    not a project, or it fails its checks
    ├── ModelError            backbone or adapter
    │   ├── ModelMissing      not installed
    │   ├── ModelRefused      a folder that may run code or is incomplete
    │   ├── AdapterMismatch   made for another backbone
    │   └── ServerError       a server that was asked for suggestions
    │       └── ServerTimedOut  it gave no answer in time
    └── WorkerError           the child process that runs the model
        ├── WorkerDied
        ├── WorkerHung
        └── WorkerCancelled

Anything else is our bug and reaches the crash hook. A message says what happened and what to do, in
one sentence, and never holds report text.
"""

import traceback


def places_of(error: BaseException) -> str:
    """Where an error of ours happened, a line a call; not its message, which might quote a report."""
    frames = traceback.extract_tb(error.__traceback__)
    return "".join(f"  {frame.filename}:{frame.lineno} in {frame.name}\n" for frame in frames)


class MosaicError(Exception):
    """Something the user or the machine can put right; its text is the sentence that is shown."""


class InputError(MosaicError):
    """Something handed to us cannot be understood."""


class TaxonomyError(InputError):
    """A taxonomy is not usable; says where (file and line) and why."""

    def __init__(self, source: str, line: int | None, reason: str) -> None:
        place = source if line is None else f"{source}, line {line}"
        super().__init__(f"{place}: {reason}")
        self.source = source
        self.line = line
        self.reason = reason


class ImportRefused(InputError):
    """A source of reports cannot be imported; nothing of it was stored."""


class ImageError(InputError):
    """A picture cannot be shown."""


class ProjectError(MosaicError):
    """The project file, or the folder it lies in."""


class ProjectNewer(ProjectError):
    """The project was written by a later version of the program."""


class ProjectReadOnly(ProjectError):
    """The project can be read but not written now."""


class ProjectDamaged(ProjectError):
    """The file is not a project, or fails its checks."""


class ModelError(MosaicError):
    """A backbone or an adapter cannot be used."""


class ModelMissing(ModelError):
    """The backbone, the adapter or the libraries that run them are not installed."""


class ModelRefused(ModelError):
    """A model folder holds files that may run code, or lacks files it needs."""


class AdapterMismatch(ModelError):
    """The adapter was made for another backbone."""


class ServerError(ModelError):
    """A server that was asked for suggestions is away, or answers something unusable."""


class ServerTimedOut(ServerError):
    """A server gave no answer in the time that was allowed."""


class WorkerError(MosaicError):
    """The child process that runs the model."""


class WorkerDied(WorkerError):
    """The child process ended before its work was done."""


class WorkerHung(WorkerError):
    """The child process gave no sign of life for too long."""


class WorkerCancelled(WorkerError):
    """The work was cancelled by the reader."""
