"""The adapters that a project can suggest with: those trained here or carried here, and the shipped one.

Says which there are, where they lie and what a name means; decides nothing.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from mosaic_desk import places
from mosaic_desk.core.adapter_events import AdapterRef
from mosaic_desk.core.errors import ModelError, ModelRefused
from mosaic_desk.desk.labeller import DEFAULT_BACKBONE, ModelChoice
from mosaic_desk.desk.run_folder import ADAPTER, CARD, adapter_folder_of, is_name, runs_folder
from mosaic_desk.exchange.adapter_files import AdapterManifest, adapter_manifest, checked_manifest
from mosaic_desk.store import Project

IMPORTED = "imported.json"
"""Lies in the folder of an adapter that was carried here."""
REQUEST = "request.json"
_IN_FOUR_BITS = "+nf4"
"""Behind the name of a backbone that was held in four bits: the same weights, so the same backbone."""

Origin = Literal["trained", "imported"]


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownAdapter:
    """An adapter of a project; `problem` says why it cannot be used, None where it can."""

    name: str
    folder: Path
    backbone: str
    hash: str | None
    origin: Origin
    is_active: bool
    problem: str | None = None

    @property
    def card(self) -> Path | None:
        """Its model card, a text in Markdown; None where it has none."""
        card = self.folder.parent / CARD
        return card if card.is_file() else None


def known_adapters(project: Project) -> tuple[KnownAdapter, ...]:
    """The adapters that lie beside a project, the newest name last; the files of none are hashed."""
    active = project.adapters.active()
    folder = runs_folder(project.path)
    names = sorted(run.name for run in folder.iterdir() if _is_shown(run)) if folder.is_dir() else []
    return tuple(_known(project.path, name, active) for name in names)


def known_adapter(project: Project, name: str) -> KnownAdapter:
    """One adapter of a project.

    Raises:
        InputError: if that is no name.
        ModelError: if there is none of that name, or it cannot be used.
    """
    adapter_manifest(adapter_folder_of(project.path, name))
    return _known(project.path, name, project.adapters.active())


def active_folder(project: Project) -> Path | None:
    """Where the active adapter lies; None where the shipped one suggests.

    Raises:
        ModelError: if it is not there any more, or not the one that was promoted.
    """
    active = project.adapters.active()
    if active is None:
        return None
    folder = adapter_folder_of(project.path, active.name)
    if whole_adapter(project.path, active) is None:
        raise ModelRefused(
            f"The active adapter {active.name} is damaged or gone; bring its folder back, or roll back."
        )
    return folder


def whole_adapter(project: Path, wanted: AdapterRef) -> AdapterManifest | None:
    """The manifest of an adapter whose files are those that were promoted; None where they are not, or are gone."""
    try:
        manifest = checked_manifest(adapter_folder_of(project, wanted.name))
    except (ModelError, OSError):
        return None
    return manifest if manifest.hash == wanted.hash else None


def model_for(project: Project, choice: ModelChoice) -> ModelChoice:
    """What a choice means in a project: an adapter of the project by its name; left out, the active one.

    Raises:
        ModelError: if the active adapter is damaged or gone.
    """
    if choice.server is not None or choice.engine != "slots":
        return choice
    if choice.adapter is not None:
        return _with_adapter_of(project, choice)
    folder = active_folder(project)
    if folder is None:
        return choice
    backbone = backbone_of(folder)
    # Another backbone was asked for by name: the active adapter is not for it.
    return choice if choice.backbone not in {DEFAULT_BACKBONE, backbone} else _on(choice, folder, backbone)


def _with_adapter_of(project: Project, choice: ModelChoice) -> ModelChoice:
    name = str(choice.adapter)
    if not is_name(name) or name == "none" or _is_shipped(name):
        return choice
    folder = adapter_folder_of(project.path, name)
    return _on(choice, folder, backbone_of(folder)) if folder.is_dir() else choice


def _on(choice: ModelChoice, folder: Path, backbone: str) -> ModelChoice:
    is_left_open = choice.backbone == DEFAULT_BACKBONE
    return replace(choice, adapter=str(folder), backbone=backbone if is_left_open else choice.backbone)


def backbone_of(folder: Path) -> str:
    """The name or folder of the backbone that an adapter is for, as its run was told; else as its manifest says.

    Raises:
        ModelError: if it is no adapter.
    """
    try:
        request = json.loads((folder.parent / REQUEST).read_text(encoding="utf-8"))
        return str(request["backbone"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return adapter_manifest(folder).backbone.removesuffix(_IN_FOUR_BITS)


def _is_shipped(name: str) -> bool:
    return (places.resources() / "adapters" / name).is_dir()


def _is_shown(run: Path) -> bool:
    """Whether a folder holds an adapter; a name with a dot before it is work in hand."""
    return is_name(run.name) and not run.name.startswith(".") and (run / ADAPTER).is_dir()


def _known(project: Path, name: str, active: AdapterRef | None) -> KnownAdapter:
    folder = adapter_folder_of(project, name)
    is_active = active is not None and active.name == name
    origin: Origin = "imported" if (folder.parent / IMPORTED).is_file() else "trained"
    try:
        manifest = adapter_manifest(folder)
    except ModelError as error:
        return KnownAdapter(
            name=name, folder=folder, backbone="", hash=None, origin=origin, is_active=is_active, problem=str(error)
        )
    problem = None
    if is_active and active is not None and manifest.hash != active.hash:
        problem = f"The adapter {name} is not the one that was promoted; roll back to the one before it."
    return KnownAdapter(
        name=name, folder=folder, backbone=backbone_of(folder), hash=manifest.hash, origin=origin,
        is_active=is_active, problem=problem,
    )
