"""What the window asks of retraining: the desk's parts as they are seen from here."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from mosaic_desk.core.ids import ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.retraining import (
    AdapterShelf,
    BeforeTraining,
    TrainingChoice,
    TrainingMeans,
    TrainingResult,
    TrainingView,
)
from mosaic_desk.core.training import Wanted
from mosaic_desk.desk.errand import Errand
from mosaic_desk.desk.labeller import ModelChoice


class AdapterFace(Protocol):
    """The adapters of one project; asked in the desk's thread, but for what says otherwise."""

    def result(self, name: str) -> Callable[[], TrainingResult]:
        """What compares an adapter with the one before it; it takes seconds, and runs in any thread."""

    def listed(self) -> AdapterShelf:
        """The adapters of the project and their history."""

    def check(self, name: str, *, errand: Errand) -> object:
        """Load an adapter, compare its fingerprint and its answers; takes seconds, in any thread."""

    def promote(self, name: str, *, checked: object, reader: ReaderName, reason: str) -> None:
        """Let an adapter suggest from now on."""

    def roll_back(self, *, reader: ReaderName, reason: str) -> None:
        """Let the adapter before the active one suggest again."""

    def model(self) -> ModelChoice:
        """What suggests from now on."""

    def outdated(self, taxonomy_id: TaxonomyId) -> tuple[ReportId, ...]:
        """Open reports whose suggestion is another adapter's."""

    def export(self, name: str, output: Path) -> None:
        """Write an adapter as one zip. In any thread."""

    def take(self, source: Path, *, reader: ReaderName) -> str:
        """Take an adapter in; its name here."""


class TrainingFace(Protocol):
    """Retraining of one project; all of it in any thread."""

    @property
    def adapters(self) -> AdapterFace:
        """The adapters, and which one suggests."""

    def before(self, choice: TrainingChoice) -> BeforeTraining:
        """What a run would do now."""

    def means(self, before: BeforeTraining, *, errand: Errand) -> TrainingMeans:
        """What it needs of the machine; takes up to a minute."""

    def start(self, choice: TrainingChoice) -> None:
        """Freeze what it learns from and start a run that lives on without the window."""

    def follow(self) -> TrainingView | None:
        """The newest run; None where there is none or its end was seen."""

    def want(self, wanted: Wanted) -> None:
        """Pause or cancel the run that is alive."""

    def resume(self) -> None:
        """Go on with the newest run from its last checkpoint."""

    def note_seen(self) -> None:
        """The end of the newest run was seen: it is not told again."""
