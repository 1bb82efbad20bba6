"""The server that a project may send report text to: set, taken back and looked up here.

Nothing is sent to a server that this does not name. Every change is kept with the project.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.server_address import (
    ServerChange,
    ServerSetting,
    changes_as_text,
    changes_from_text,
)
from mosaic_desk.store import Project

_KEY = "remote_server"
NOT_ALLOWED = (
    "This project sends no report text to any server; a server is allowed with "
    "mosaic-desk remote PROJECT --server URL --model NAME."
)


def server_changes(project: Project) -> tuple[ServerChange, ...]:
    """All that was ever set for a project, oldest first; the last one holds.

    Raises:
        InputError: if it cannot be read.
    """
    return changes_from_text(project.settings.find(_KEY))


def project_server(project: Project) -> ServerSetting | None:
    """The server that may be asked; None where the project allows none.

    Raises:
        InputError: if it cannot be read.
    """
    changes = server_changes(project)
    return changes[-1].setting if changes else None


def allowed_server(project: Project) -> ServerSetting:
    """The server that may be asked.

    Raises:
        InputError: if the project allows none, or it cannot be read.
    """
    setting = project_server(project)
    if setting is None:
        raise InputError(NOT_ALLOWED)
    return setting


def set_project_server(project: Project, setting: ServerSetting | None, *, by: ReaderName) -> None:
    """Allows a server, or with None any no longer; who and when is kept.

    Raises:
        MosaicError: if the project cannot be written.
    """
    try:
        before = server_changes(project)
    except InputError:  # unreadable: what is set now is sound again
        before = ()
    at = datetime.now(UTC).isoformat(timespec="seconds")
    project.settings.keep(_KEY, changes_as_text((*before, ServerChange(at=at, by=by, setting=setting))))


def told_server(changes: Sequence[ServerChange]) -> str:
    """One sentence on where report text may go."""
    if not changes:
        return "No report text is sent anywhere."
    last = changes[-1]
    when = f"set by {last.by} on {last.at[:10]}"
    if last.setting is None:
        return f"No report text is sent anywhere ({when}; a server was allowed before)."
    return f"Report text may be sent to {last.setting.described}, {when}."
