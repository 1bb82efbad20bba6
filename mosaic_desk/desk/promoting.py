"""Which adapter suggests in a project: promoted by a named reader past the gate, rolled back in one step.

The gate is three things: the adapter was loaded and is what it was (`adapter_checking`), it was compared
with the one before it, and every doubt of that comparison was answered with a typed reason.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from mosaic_desk.core.adapter_events import AdapterEvent, AdapterEventKind, AdapterRef
from mosaic_desk.core.errors import InputError, ModelRefused
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.verdict import NEVER_COMPARED, Comparison, Verdict
from mosaic_desk.desk.adapter_carrying import import_adapter
from mosaic_desk.desk.adapter_checking import CheckedAdapter
from mosaic_desk.desk.adapters import (
    KnownAdapter,
    active_folder,
    known_adapter,
    known_adapters,
    model_for,
    whole_adapter,
)
from mosaic_desk.desk.comparing import comparison_of_run, figures_of
from mosaic_desk.desk.judging import JudgedRun, judged_run, refuse_other_judgement
from mosaic_desk.desk.labeller import ModelChoice
from mosaic_desk.desk.overtaken import as_of_now, suggesting_hash
from mosaic_desk.desk.run_folder import CARD
from mosaic_desk.exchange.adapter_files import checked_manifest
from mosaic_desk.exchange.adapter_zip import write_adapter_zip
from mosaic_desk.store import Project
from mosaic_desk.store.adapters import AdapterChange, refuse_nobody

_GUARDED = "guarded_findings"
_LONGEST_REASON = 2_000


class AdapterDesk:
    """The adapters of one project; its methods run in the thread that opened the project."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def known(self) -> tuple[KnownAdapter, ...]:
        """The adapters of this project, the newest name last."""
        return known_adapters(self._project)

    def history(self) -> tuple[AdapterEvent, ...]:
        """Who promoted, rolled back and imported what, oldest first."""
        return self._project.adapters.events()

    def active_folder(self) -> Path | None:
        """Where the active adapter lies; None where the shipped one suggests.

        Raises:
            ModelError: if it is damaged or gone.
        """
        return active_folder(self._project)

    def model(self, choice: ModelChoice) -> ModelChoice:
        """What a choice of model means here: an adapter of the project by its name; left out, the active one.

        Raises:
            ModelError: if the active adapter is damaged or gone.
        """
        return model_for(self._project, choice)

    def comparison(self, name: str) -> Comparison | None:
        """An adapter against the one before it; None where it was not trained here.

        Raises:
            MosaicError: if there is no such adapter, or its run is damaged.
        """
        adapter = known_adapter(self._project, name)
        found = comparison_of_run(adapter.folder.parent, self._project.taxonomies(), guarded=self.guarded())
        return as_of_now(found, adapter, suggesting_hash(self._project, adapter.backbone))

    def judged(self, name: str) -> JudgedRun:
        """How the two adapters of a run compare, with what that was made of: to promote by. Takes seconds.

        Raises:
            MosaicError: if there is no such adapter, or its run is damaged.
        """
        run = known_adapter(self._project, name).folder.parent
        return judged_run(run, self._project.taxonomies(), guarded=self.guarded())

    def verdict(self, name: str) -> Verdict:
        """What the comparison says, and which doubts promoting has to answer with a reason.

        Raises:
            MosaicError: if there is no such adapter, or its run is damaged.
        """
        comparison = self.comparison(name)
        return NEVER_COMPARED if comparison is None else comparison.verdict

    def promote(self, name: str, *, checked: CheckedAdapter, reader: ReaderName, reason: str = "") -> AdapterEvent:
        """Lets an adapter suggest from now on; on the disk when this returns.

        What is recorded is the comparison of the files as they lie there now: one that was computed before is held
        against them, else it is computed here, which takes seconds.

        Raises:
            InputError: without a reader, without a reason where one is needed, where it is active already, or was
                compared on something else than what lies there.
            ModelError: if it is not the adapter that was checked.
            ProjectReadOnly: if this instance may not write.
        """
        adapter = AdapterRef(name=name, hash=checked_manifest(known_adapter(self._project, name).folder).hash)
        if adapter.hash != checked.hash:
            raise ModelRefused(f"The adapter {name} is not the one that was tried; try it again.")
        if self._project.adapters.active() == adapter:
            raise InputError(f"The adapter {name} is active already.")
        comparison = self._judged_now(name, checked.judged)
        verdict = NEVER_COMPARED if comparison is None else comparison.verdict
        if verdict.needs_reason and not reason.strip():
            raise InputError(f"Promoting {name} needs a reason: {' '.join(verdict.doubts)}")
        return self._record(AdapterEventKind.PROMOTED, adapter, reader, reason, figures=comparison)

    def roll_back(self, *, reader: ReaderName, reason: str = "") -> AdapterEvent:
        """Lets the adapter before the active one suggest again, at once; one that is gone is passed over.

        Raises:
            InputError: without a reader, or where the shipped adapter is active.
            ProjectReadOnly: if this instance may not write.
        """
        earlier = self._project.adapters.in_turn()[:-1]
        path = self._project.path
        adapter = next((one for one in reversed(earlier) if whole_adapter(path, one) is not None), None)
        return self._record(AdapterEventKind.ROLLED_BACK, adapter, reader, reason)

    def import_zip(self, source: Path, *, reader: ReaderName) -> KnownAdapter:
        """Takes an adapter in that was exported elsewhere; it suggests only once it is promoted here.

        Raises:
            MosaicError: if the zip is refused, or the project cannot be written.
        """
        if self._project.read_only_reason is not None:
            raise InputError(self._project.read_only_reason)
        refuse_nobody(reader)
        name = import_adapter(self._project.path, source)
        adapter = known_adapter(self._project, name)
        told = {event.adapter.hash for event in self.history() if event.adapter is not None}
        if adapter.hash is not None and adapter.hash not in told:
            ref = AdapterRef(name=name, hash=adapter.hash)
            self._record(AdapterEventKind.IMPORTED, ref, reader, "")
        return adapter

    def export_zip(self, name: str, output: Path) -> None:
        """Writes an adapter into a zip, to be imported elsewhere; it is patient data, and says so.

        Raises:
            MosaicError: if it is damaged, or the zip cannot be written.
        """
        folder = known_adapter(self._project, name).folder
        checked_manifest(folder)
        write_adapter_zip(folder, output, name=name, card=folder.parent / CARD)

    def outdated(self, taxonomy_id: TaxonomyId) -> tuple[ReportId, ...]:
        """Open reports whose suggestion is not of the adapter that is active, to be suggested for anew.

        What is done keeps the suggestion that was corrected: an adapter's answers on what it learned tell nothing.
        """
        return self._project.adapters.outdated(self._project.taxonomy(taxonomy_id))

    def guarded(self) -> tuple[FindingId, ...]:
        """The findings that readers marked: they may not lose sensitivity, like the rare ones."""
        kept = json.loads(self._project.settings.find(_GUARDED) or "[]")
        return tuple(FindingId(str(finding_id)) for finding_id in kept)

    def set_guarded(self, findings: Sequence[FindingId]) -> None:
        """Marks these findings, and no others.

        Raises:
            InputError: if one is asked by no taxonomy of the project.
        """
        asked = {finding_id for taxonomy in self._project.taxonomies() for finding_id in taxonomy.finding_ids}
        if not set(findings) <= asked:
            raise InputError("No taxonomy of this project asks one of these findings.")
        self._project.settings.keep(_GUARDED, json.dumps(sorted(set(findings))) if findings else None)

    def _judged_now(self, name: str, judged: JudgedRun | None) -> Comparison | None:
        if judged is None:
            return self.comparison(name)
        adapter = known_adapter(self._project, name)
        refuse_other_judgement(
            judged, adapter.folder.parent, self._project.taxonomies(), guarded=self.guarded()
        )
        return as_of_now(judged.comparison, adapter, suggesting_hash(self._project, adapter.backbone))

    def _record(
        self, kind: AdapterEventKind, adapter: AdapterRef | None, reader: ReaderName, reason: str, *,
        figures: Comparison | None = None,
    ) -> AdapterEvent:
        if len(reason) > _LONGEST_REASON:
            raise InputError(f"This text is longer than {_LONGEST_REASON} signs; shorten it.")
        change = AdapterChange(
            reader=ReaderName(reader.strip()), kind=kind, adapter=adapter, reason=reason.strip(),
            figures=figures_of(figures),
        )
        return self._project.adapters.record(change)
