"""How sure the suggestions of an open project are: calibrated on its own first reads, else as the adapter ships.

Runs in the desk's thread, a few milliseconds at a time, while nobody waits: what is shown never waits for a
fit, and no report served counts anything anew. The fit itself, numbers alone, has a thread of its own. Nothing
is stored: it follows from the first reads and the suggestions as they stand.
"""

import time
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path

from mosaic_desk.core.bounds import Gauge, raised_bounds
from mosaic_desk.core.calibration import fit_calibration
from mosaic_desk.core.ids import FindingId, TaxonomyId
from mosaic_desk.core.judged import Judged, judged
from mosaic_desk.core.suggestion import ModelRef
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.run_folder import runs_folder
from mosaic_desk.desk.shipped_calibration import shipped_calibration
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.exchange.learned_texts import learned_reports
from mosaic_desk.store import Project

MOST_READS = 1000
"""First reads that are fitted on, the last imported ones: a third of a second; more tell no more."""
_STEP_S = 0.006
_REPORTS_AT_ONCE = 4
_FIRST_STEP, _STEP_SHARE = 5, 0.1
"""Fitted anew after so many first reads, or a tenth of those there were: whichever is more."""

_Key = tuple[str, str | None, str]
"""Backbone, adapter, prompt: what a calibration of a taxonomy holds for."""


class Gauging:
    """The gauges of one project, by taxonomy and model."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._fitting = DeskThread()
        self._passes: dict[tuple[TaxonomyId, str], _Pass] = {}
        self._shipped: dict[_Key, Gauge] = {}
        self._changed = 0  # first reads and suggestions that came in since the project was opened

    def gauge(self, taxonomy: Taxonomy, model: ModelRef | None) -> Gauge:
        """What suggestions of a model are shown with now: the project's own, what its adapter ships, or none."""
        if model is None:
            return Gauge()
        key = _key(model)
        standing = self._passes.get((taxonomy.id, taxonomy.version))
        if standing is not None and key in standing.gauges:
            return standing.gauges[key]
        if key not in self._shipped:
            ships = shipped_calibration(model, runs=runs_folder(self._project.path))
            self._shipped[key] = Gauge(calibration=ships)
        return self._shipped[key]

    def note(self, count: int = 1) -> None:
        """So many first reads, or suggestions, are new."""
        self._changed += count

    def go_on(self, taxonomy: Taxonomy) -> bool:
        """Count a little further, where enough is new since the last time; whether more is to be done."""
        place = (taxonomy.id, taxonomy.version)
        if place not in self._passes:
            self._passes[place] = _Pass(self._project, taxonomy, self._fitting)
        return self._passes[place].go_on(self._changed)

    def close(self) -> None:
        """End the thread."""
        self._fitting.close()


class _Pass:
    """One way through the first reads of a taxonomy, from the last imported one to the first, again and again."""

    def __init__(self, project: Project, taxonomy: Taxonomy, fitting: DeskThread) -> None:
        self._project, self._taxonomy, self._fitting = project, taxonomy, fitting
        self.gauges: Mapping[_Key, Gauge] = {}
        self._cases: dict[_Key, list[Judged]] = {}
        self._reads = 0
        self._below: int | None = None  # None: from the last report on; 0: all are in
        self._fit: Future[dict[_Key, Gauge]] | None = None
        self._counted_at: int | None = None  # what had changed when this pass began; None before the first

    def go_on(self, changed: int) -> bool:
        """One step."""
        if self._fit is not None:
            return self._take_fit()
        if self._below is None and not self._is_due(changed):
            return False
        if self._below is None:
            self._counted_at, self._reads, self._cases = changed, 0, {}
        began = time.perf_counter()
        with self._project.at_once():
            while self._below != 0 and time.perf_counter() - began < _STEP_S:
                self._read_some()
        if self._below == 0:
            cases, findings, runs = self._cases, self._taxonomy.finding_ids, runs_folder(self._project.path)
            self._fit = self._fitting.ask(
                lambda: {
                    key: gauge
                    for key, of_model in cases.items()
                    if (gauge := fitted_gauge(unlearned(of_model, runs, key[1]), findings=findings)) is not None
                }
            )
        return True

    def _is_due(self, changed: int) -> bool:
        step = max(_FIRST_STEP, self._reads * _STEP_SHARE)
        return self._counted_at is None or changed - self._counted_at >= step

    def _read_some(self) -> None:
        stretch = self._project.readings.first_reads_below(
            self._taxonomy, below=self._below, reports=_REPORTS_AT_ONCE
        )
        for read in stretch.reads:
            suggestion = self._project.suggestions.find(read.report_id, self._taxonomy)
            if suggestion is not None and suggestion.error is None and suggestion.has_probabilities:
                case = judged(suggestion, truth=read.labels, patient_id=read.patient_id)
                self._cases.setdefault(_key(suggestion.model), []).append(case)
        self._reads += len(stretch.reads)
        self._below = stretch.lowest if self._reads < MOST_READS else 0

    def _take_fit(self) -> bool:
        assert self._fit is not None
        if not self._fit.done():
            return True
        self.gauges = self._fit.result()
        self._fit, self._below, self._cases = None, None, {}
        return False


def unlearned(cases: list[Judged], runs: Path, adapter_hash: str | None) -> list[Judged]:
    """The reports that an adapter of the project did not learn from: of the others it is sure with every right."""
    learned = learned_reports(runs, adapter_hash)
    return [case for case in cases if case.report_id not in learned]


def fitted_gauge(cases: list[Judged], *, findings: tuple[FindingId, ...]) -> Gauge | None:
    """The gauge that first reads give the model they are beside; None where they are too few."""
    calibration = fit_calibration(cases, findings=findings)
    if calibration is None:
        return None
    raised = raised_bounds(cases, findings=findings, calibration=calibration)
    return Gauge(calibration=calibration, raised=raised)


def _key(model: ModelRef) -> _Key:
    return model.backbone_hash, model.adapter_hash, model.prompt_hash
