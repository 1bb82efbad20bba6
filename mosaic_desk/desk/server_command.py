"""`mosaic-desk remote`: which server a project may send report text to, and the model that it serves."""

from dataclasses import asdict
from pathlib import Path

from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.server_address import ServerSetting
from mosaic_desk.desk.commands import Told
from mosaic_desk.desk.labeller import ModelChoice
from mosaic_desk.desk.server import allowed_server, server_changes, set_project_server, told_server
from mosaic_desk.store import Project


def set_remote(path: Path, setting: ServerSetting | None, *, by: ReaderName) -> Told:
    """Allows a server for a project, or with None any no longer. Asks no server.

    Raises:
        MosaicError: if the project cannot be written.
    """
    with Project.open(path) as project:
        set_project_server(project, setting, by=by)
    return show_remote(path)


def show_remote(path: Path) -> Told:
    """What is set, and since when.

    Raises:
        MosaicError: if the project or its setting cannot be read.
    """
    with Project.open(path, is_read_only=True) as project:
        changes = server_changes(project)
    setting = changes[-1].setting if changes else None
    data = {"server": asdict(setting) if setting else None, "changes": len(changes)}
    return Told(text=told_server(changes), data=data)


def project_model(path: Path) -> ModelChoice:
    """The model behind the server that a project allows.

    Raises:
        MosaicError: if it allows none.
    """
    with Project.open(path, is_read_only=True) as project:
        return ModelChoice(server=allowed_server(project))
