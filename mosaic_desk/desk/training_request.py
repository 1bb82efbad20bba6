"""What a reader's choice means for a run: from which adapter, against which, with which knobs.

Reads which adapter suggests; starts nothing and loads no model.
"""

import tomllib
from dataclasses import replace
from pathlib import Path

from mosaic_desk import places
from mosaic_desk.core.retraining import Start, TrainingChoice
from mosaic_desk.core.training import PRESETS, TrainingConfig
from mosaic_desk.desk.adapters import model_for
from mosaic_desk.desk.labeller import ModelChoice
from mosaic_desk.desk.run_folder import ADAPTER
from mosaic_desk.desk.training_data import ProjectLessons
from mosaic_desk.exchange.run_request import AdapterPlace, RunRequest
from mosaic_desk.store import Project

_MISTYPED_SHARE = 0.2
_REORDERED_SHARE = 0.3
_ASKED_SHARE = 0.7


def adapter_in_use(project: Project) -> tuple[str, AdapterPlace | None]:
    """The backbone that suggests in a project, and its adapter: the active one, else the one shipped for it.

    Raises:
        ModelError: if the active adapter is damaged or gone.
    """
    model = model_for(project, ModelChoice())
    if model.adapter is None:
        return model.backbone, shipped_adapter(model.backbone)
    folder = Path(model.adapter)
    name = folder.parent.name if folder.name == ADAPTER else folder.name
    return model.backbone, AdapterPlace(name=name, folder=folder)


def shipped_adapter(backbone: str) -> AdapterPlace | None:
    """The adapter that comes with the program for a backbone; None where there is none."""
    card = places.resources() / "backbones" / f"{backbone}.toml"
    if not card.is_file():
        return None
    name = tomllib.loads(card.read_text(encoding="utf-8")).get("adapter")
    return AdapterPlace(name=name, folder=places.resources() / "adapters" / name) if name else None


def config_of(choice: TrainingChoice, *, seed: int) -> TrainingConfig:
    """The knobs of a preset, with the ways to vary the reports that were chosen."""
    config = replace(PRESETS[choice.preset], seed=seed)
    if choice.is_mistyped:
        config = replace(config, noisy_share=_MISTYPED_SHARE)
    if choice.is_reordered:
        config = replace(config, reordered_share=_REORDERED_SHARE)
    return replace(config, asked_share=_ASKED_SHARE) if choice.asks_fewer else config


def run_request(
    project: Project, choice: TrainingChoice, lessons: ProjectLessons, *, device: str, seed: int = 1
) -> RunRequest:
    """What a run is told. It is compared with the adapter in use, also where it starts from nothing.

    Raises:
        ModelError: if the active adapter is damaged or gone.
    """
    backbone, in_use = adapter_in_use(project)
    return RunRequest(
        backbone=backbone,
        start=in_use if choice.start is Start.ACTIVE else None,
        old=in_use,
        device=device,
        quantise="auto",
        preset=str(choice.preset),
        config=config_of(choice, seed=seed),
        taxonomies=lessons.taxonomies,
        event_number=lessons.event_number,
    )
