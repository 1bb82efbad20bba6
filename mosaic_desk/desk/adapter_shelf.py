"""The adapters of one open project, as a window asks for them: compared, tried, promoted, rolled back, carried.

Methods run in the desk's thread, but for those that say “in any thread”.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from mosaic_desk import places
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.retraining import AdapterLine, AdapterShelf, TrainingResult
from mosaic_desk.desk.adapter_checking import COMMAND, CheckedAdapter, check_adapter
from mosaic_desk.desk.adapters import KnownAdapter, backbone_of, known_adapter
from mosaic_desk.desk.comparing import compare_run, comparison_of_run
from mosaic_desk.desk.errand import Errand
from mosaic_desk.desk.labeller import DEFAULT_BACKBONE, ModelChoice
from mosaic_desk.desk.overtaken import as_of_now, suggesting_hash
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.desk.run_folder import CARD, COMPARISON, adapter_folder_of
from mosaic_desk.desk.seat import Seat
from mosaic_desk.desk.training_request import shipped_adapter
from mosaic_desk.exchange.adapter_files import checked_manifest
from mosaic_desk.exchange.adapter_zip import write_adapter_zip
from mosaic_desk.store import Project


class ShelfDesk:
    """What a window does with the adapters of one project."""

    def __init__(self, seat: Seat, adapters: AdapterDesk, *, command: Sequence[str] = COMMAND) -> None:
        """`command` is the process that an adapter is tried in."""
        self._seat, self._adapters, self._command = seat, adapters, command
        self._path = seat.project.path

    def result(self, name: str) -> Callable[[], TrainingResult]:
        """What compares an adapter with the one before it: seconds of arithmetic, to be called in any thread.

        Raises:
            MosaicError: if there is no such adapter.
        """
        adapter, guarded = known_adapter(self._seat.project, name), self._adapters.guarded()
        taxonomies, run = self._seat.project.taxonomies(), adapter.folder.parent
        names, titles = self._names(), {one: self._seat.in_words(one).title for one in self._seat.taxonomies}
        suggests_hash = suggesting_hash(self._seat.project, adapter.backbone)

        def compute() -> TrainingResult:
            comparison = comparison_of_run(run, taxonomies, guarded=guarded)
            if comparison is not None and not (run / COMPARISON).exists():
                with suppress(MosaicError):  # the figures are shown, also where their record cannot be written
                    compare_run(run, taxonomies, guarded=guarded)
            now = as_of_now(comparison, adapter, suggests_hash)
            return TrainingResult(name=name, is_active=adapter.is_active, comparison=now, names=names, titles=titles)

        return compute

    def listed(self) -> AdapterShelf:
        """The adapters of the project, with the one that came with the program, and their history."""
        in_turn = self._seat.project.adapters.in_turn()
        shipped = shipped_adapter(DEFAULT_BACKBONE)
        ours = AdapterLine(name=shipped.name if shipped else "", origin="shipped", is_active=not in_turn)
        known = (
            AdapterLine(name=one.name, origin=one.origin, is_active=one.is_active, problem=one.problem or _why_not(one))
            for one in self._adapters.known()
        )
        before = in_turn[-2].name if len(in_turn) > 1 else ours.name
        return AdapterShelf(
            adapters=(ours, *known), history=self._adapters.history(), before=before if in_turn else None
        )

    def check(self, name: str, *, errand: Errand | None = None) -> CheckedAdapter:
        """Loads an adapter, holds its answers against its fingerprint, compares it; takes seconds. In any thread.

        Raises:
            MosaicError: if it is not what it was, or the errand was given up.
        """
        folder = adapter_folder_of(self._path, name)
        checked = check_adapter(folder, backbone=backbone_of(folder), command=self._command, errand=errand)
        with Project.open(self._path, is_read_only=True) as project:
            return replace(checked, judged=AdapterDesk(project).judged(name))

    def promote(self, name: str, *, checked: object, reader: ReaderName, reason: str) -> None:
        """Lets an adapter suggest from now on.

        Raises:
            MosaicError: without a reader, without a reason where one is needed, or if it is not what was checked.
        """
        if not isinstance(checked, CheckedAdapter):
            raise TypeError("what `check` gave is needed")
        self._adapters.promote(name, checked=checked, reader=reader, reason=reason)

    def roll_back(self, *, reader: ReaderName, reason: str) -> None:
        """Lets the adapter before the active one suggest again.

        Raises:
            MosaicError: without a reader, or where there was none before.
        """
        self._adapters.roll_back(reader=reader, reason=reason)

    def model(self) -> ModelChoice:
        """What suggests from now on.

        Raises:
            ModelError: if the active adapter is damaged or gone.
        """
        return self._adapters.model(ModelChoice())

    def outdated(self, taxonomy_id: TaxonomyId) -> tuple[ReportId, ...]:
        """Open reports whose suggestion is another adapter's."""
        return self._adapters.outdated(taxonomy_id)

    def export(self, name: str, output: Path) -> None:
        """Writes an adapter as one zip. In any thread.

        Raises:
            MosaicError: if it is damaged, or the zip cannot be written.
        """
        folder = adapter_folder_of(self._path, name)
        checked_manifest(folder)
        write_adapter_zip(folder, output, name=name, card=folder.parent / CARD)

    def take(self, source: Path, *, reader: ReaderName) -> str:
        """Takes an adapter in; its name here.

        Raises:
            MosaicError: if the zip is refused, or the project cannot be written.
        """
        return self._adapters.import_zip(source, reader=reader).name

    def _names(self) -> dict[FindingId, str]:
        language = self._seat.language
        return {
            finding.id: finding.name(language)
            for taxonomy_id in self._seat.taxonomies
            for finding in self._seat.in_words(taxonomy_id).findings
        }


def _why_not(adapter: KnownAdapter) -> str:
    """Why one that was carried here can never suggest here; empty where it may."""
    folder = places.resources() / "backbones"
    if adapter.origin != "imported" or (folder / f"{adapter.backbone}.toml").is_file():
        return ""
    embedded = ", ".join(sorted(file.stem for file in folder.glob("*.toml")))
    return f"It was made for the backbone {adapter.backbone}, which is not here; embedded are {embedded}."
