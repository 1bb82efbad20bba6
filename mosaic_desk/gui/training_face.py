"""What the window asks of retraining: the desk's part as it is seen from here.

`TrainingDesk` reads the project and is asked in the desk's thread, but for the methods that say otherwise.
"""

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
from mosaic_desk.desk.labeller import ModelChoice


class TrainingFace(Protocol):
    """Retraining of one project."""

    def before(self, choice: TrainingChoice) -> BeforeTraining:
        """What a run would do now; reads every correction, in any thread."""

    def means(self, before: BeforeTraining) -> TrainingMeans:
        """What it needs of the machine; takes seconds, in any thread."""

    def start(self, choice: TrainingChoice) -> None:
        """Freeze what it learns from and start a run that lives on without the window. In any thread."""

    def follow(self) -> TrainingView | None:
        """The newest run; None where there is none or its end was seen. In any thread, one at a time."""

    def want(self, wanted: Wanted) -> None:
        """Pause or cancel the run that is alive. In any thread."""

    def resume(self) -> None:
        """Go on with the newest run from its last checkpoint."""

    def note_seen(self) -> None:
        """The end of the newest run was seen: it is not told again. In any thread."""

    def result(self, name: str) -> Callable[[], TrainingResult]:
        """What compares an adapter with the one before it; it takes seconds, and runs in any thread."""

    def shelf(self) -> AdapterShelf:
        """The adapters of the project and their history."""

    def check(self, name: str) -> object:
        """Load an adapter and compare its fingerprint; takes seconds, in any thread."""

    def promote(self, name: str, *, checked: object, reader: ReaderName, reason: str) -> None:
        """Let an adapter suggest from now on."""

    def roll_back(self, *, reader: ReaderName, reason: str) -> None:
        """Let the adapter before the active one suggest again."""

    def model(self) -> ModelChoice:
        """What suggests from now on."""

    def outdated(self, taxonomy_id: TaxonomyId) -> tuple[ReportId, ...]:
        """Open reports whose suggestion is another adapter's."""

    def export_adapter(self, name: str, output: Path) -> None:
        """Write an adapter as one zip. In any thread."""

    def import_adapter(self, source: Path, *, reader: ReaderName) -> str:
        """Take an adapter in; its name here."""
