"""Suggestions for a whole project from the terminal, page by page, stored as they come.

What has no suggestion is asked for as it stands in the project. Asking for all again keeps its place in
the project, so that the same command goes on where it was stopped.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from mosaic_desk.core.errors import WorkerCancelled
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.pace import Pace
from mosaic_desk.desk.restarting import STRETCH_REPORTS, Restarting, stretches
from mosaic_desk.desk.suggesting import stored_in_batches
from mosaic_desk.store import Project

Tell = Callable[[str, int, int, str], None]
"""Told (what is done, reports done, reports in all, rate and time left)."""
_PLACE = "suggest_all_place"


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggested:
    """What a run did: reports asked, those of them without an answer, and those done by an earlier run of `--all`."""

    asked: int
    unanswered: int
    from_before: int
    restarts: int


def suggest_all(
    project: Project, taxonomy: Taxonomy, *, asked: Restarting, again: bool, limit: int | None, tell: Tell
) -> Suggested:
    """Suggestions for reports without one, or for all; at most `limit`.

    Raises:
        MosaicError: from the project or the model; what was stored before is kept.
        WorkerCancelled: in the place of a KeyboardInterrupt, with the sentence that says how to go on.
    """
    run = _Run(project, taxonomy, asked=asked, tell=tell)
    try:
        if again:
            run.all(limit)
        else:
            run.waiting(limit)
    except KeyboardInterrupt:
        sentence = f"Stopped; the suggestions for {run.done:,} reports are kept"
        raise WorkerCancelled(f"{sentence}, and the same command goes on from there.") from None
    return Suggested(
        asked=run.done, unanswered=len(run.unanswered), from_before=run.from_before, restarts=asked.restarts
    )


class _Run:
    """One pass over a project."""

    def __init__(self, project: Project, taxonomy: Taxonomy, *, asked: Restarting, tell: Tell) -> None:
        self._project = project
        self._taxonomy = taxonomy
        self._asked = asked
        self._tell = tell
        self._pace = Pace()
        self._total = 0
        self.done = self.from_before = 0
        self.unanswered: set[ReportId] = set()

    def waiting(self, limit: int | None) -> None:
        """Whatever has no suggestion at that moment; a stored one takes its report off the list."""
        there = self._project.suggestions.count_waiting(self._taxonomy)
        self._total = there if limit is None else min(there, limit)
        while left := min(self._total - self.done, STRETCH_REPORTS):
            reports = self._project.suggestions.waiting(self._taxonomy, limit=left)
            if not reports:
                return
            self._suggest(reports)

    def all(self, limit: int | None) -> None:
        """Every report, in the order of import, from the place where the same model was stopped.

        A limit that ends the run is no end of the project: the place where a run was stopped stays known.
        """
        key = json.dumps([self._taxonomy.fingerprint(), asdict(self._asked.model())])
        there = sum(self._project.reports.state_counts(self._taxonomy.id).values())
        kept = self._project.settings.find(_PLACE)
        place = self._place(key)
        self.from_before = place
        self._total = there if limit is None else min(there, place + limit)
        while page := self._page(place, limit):
            self._suggest([report for _, report in page if report.has_text])
            place = page[-1][0]
            self._project.settings.keep(_PLACE, json.dumps({"of": key, "place": place}))
        if not self._project.reports.stretch(after=place, limit=1):
            self._project.settings.keep(_PLACE, None)
        elif not self.from_before:  # begun at the first report: a place that was kept is another model's
            self._project.settings.keep(_PLACE, kept)

    def _page(self, place: int, limit: int | None) -> Sequence[tuple[int, Report]]:
        left = STRETCH_REPORTS if limit is None else min(STRETCH_REPORTS, limit - self.done)
        return self._project.reports.stretch(after=place, limit=left) if left > 0 else ()

    def _place(self, key: str) -> int:
        try:
            kept = json.loads(self._project.settings.find(_PLACE) or "{}")
            return int(kept["place"]) if kept["of"] == key else 0
        except (KeyError, TypeError, ValueError):
            return 0

    def _suggest(self, reports: Sequence[Report]) -> None:
        for stretch in stretches(reports):
            before, found = self.done, set[ReportId]()
            for stored in stored_in_batches(self._asked.suggestions(stretch), self._project.suggestions.save):
                for suggestion in stored:
                    found.add(suggestion.report_id)
                    self.unanswered.discard(suggestion.report_id)
                    if suggestion.error is not None:
                        self.unanswered.add(suggestion.report_id)
                self.done = before + len(found)
                self._say()

    def _say(self) -> None:
        done = self.from_before + self.done
        memory = f"{self._asked.memory_mib:,.0f} MiB" if self._asked.memory_mib else ""
        rest = ", ".join(filter(None, [self._pace.text(done=done, total=self._total), memory]))
        self._tell("Suggesting", done, self._total, rest)
