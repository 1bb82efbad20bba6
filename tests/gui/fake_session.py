"""A session in memory with the rules of the real one, as far as a window can see them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mosaic_desk.core.bounds import class_bound
from mosaic_desk.core.errors import InputError, MosaicError, ProjectReadOnly
from mosaic_desk.core.events import Correction, EventKind, Mode, ReportState, Shown
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.progress import Progress
from mosaic_desk.core.queued import QueuedReport
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.core.review import (
    FindingCount,
    FindingRow,
    Phase,
    ProjectSummary,
    ReviewPage,
    WorklistRow,
)
from mosaic_desk.core.worklist_values import PriorRow
from mosaic_desk.desk.session import Session
from tests.gui.fake_leading import FakeLeading
from tests.gui.fake_lists import FakeLists
from tests.gui.fake_parts import FakeHistory, FakeMarks, FakeSuggestions
from tests.gui.fake_progress import progress_of
from tests.gui.fake_reports import (  # noqa: F401 - the tests take them from here
    MODEL,
    NAMES,
    NOON,
    TAXONOMY,
    TEXT,
    M,
    N,
    P,
    Stored,
    U,
    span,
    suggest,
    suggestions_for,
)
from tests.gui.fake_sessions import FakeSessions
from tests.gui.fake_training import FakeTraining


class FakeSession(Session):
    """Queued pages: a list of reports, answered from memory; `fail_with` makes the next writes fail."""

    def __init__(self, texts: list[str], *, names: dict[str, str] | None = None, ids: list[str] | None = None,
                 read_only: str | None = None, has_images: bool = False) -> None:  # fmt: skip
        self.names = names or NAMES
        self.stored = {}
        for number, text in enumerate(texts):
            report_id = ReportId(ids[number] if ids else f"R-{number + 1:04}")
            images = (ImageRef(path="image.png"),) if has_images and number % 2 == 0 else ()
            report = Report(
                report_id=report_id, text=text, language="en", study_date=f"2021-03-{number % 28 + 1:02}", images=images
            )
            found = {key: value for key, value in suggestions_for(text).items() if key in self.names}
            self.stored[report_id] = Stored(report=report, suggestions=found)
        self.lists = FakeLists(self._rows_and_texts, self.names)
        self.is_calibrated = True
        self.must_set = {"pneumothorax": "the model is unsure"}
        self.fail_with: MosaicError | None = None
        self.read_only = read_only
        self.calls: list[str] = []
        self.leading = FakeLeading(self)
        self.marks, self.history, self.suggestions = FakeMarks(self), FakeHistory(self), FakeSuggestions()
        self.training = FakeTraining()
        self.sessions = FakeSessions()
        self._saved_at: str | None = None
        self.reader = ReaderName("Ada Berg")
        self.guidance: dict[str, tuple[str, ReaderName]] = {}
        self.chosen = Mode.PREFILLED
        self.read_around: list[str] = []
        self.why: QueuedReport | None = None  # of every page; hidden where it is blind
        self.offered: list[ReportId] = []
        self.draws: list[str] = []  # reports that are drawn next, before the queue is asked

    @property
    def mode(self) -> Mode:
        return self.chosen

    def set_mode(self, mode: Mode) -> None:
        self.chosen = mode

    def next_page(self, taxonomy_id: TaxonomyId, *, after: ReportId | None) -> ReviewPage | None:
        if self.draws:
            drawn = ReportId(self.draws.pop(0))
            self.stored[drawn] = replace(self.stored[drawn], is_drawn=True)
            return self.page(drawn, taxonomy_id)
        closed = (ReportState.DONE, ReportState.SKIPPED)
        ids = list(self.stored)
        place = ids.index(after) + 1 if after in ids else 0
        open_ids = [key for key in ids[place:] + ids[:place] if self.stored[key].state not in closed]
        return self.page(open_ids[0], taxonomy_id) if open_ids else None

    def calibrate(self, taxonomy_id: TaxonomyId) -> bool:
        self.calls.append("calibrate")
        return False

    def read_ahead(self, taxonomy_id: TaxonomyId, *, around: ReportId, ahead: int = 3) -> tuple[Report, ...]:
        self.read_around.append(around)
        return ()

    def _way(self, stored: Stored) -> tuple[Mode, Phase]:
        if stored.blind_mode is not None:
            return stored.blind_mode, Phase.REVEALED
        if stored.is_drawn:
            return Mode.FIRST_READ, Phase.BLIND
        if stored.state is ReportState.DONE or self.chosen is Mode.PREFILLED:
            return Mode.PREFILLED, Phase.OPEN
        return self.chosen, Phase.BLIND

    @classmethod
    def open(cls, path: Path, *, reader: ReaderName) -> "FakeSession":
        raise NotImplementedError

    def summary(self, taxonomy_id: TaxonomyId) -> ProjectSummary:
        counts = []
        for finding_id, name in self.names.items():
            labels = [s.corrections[finding_id].label for s in self.stored.values() if finding_id in s.corrections]
            counts.append(
                FindingCount(
                    finding_id=FindingId(finding_id), name=name, counts={c: labels.count(c) for c in ALL_CLASSES}
                )
            )
        return ProjectSummary(
            name="Chest demo", path="chest.mosaic", taxonomies=((TAXONOMY, "Chest X-ray (MIMIC-CXR)"),),
            total=len(self.stored), done=sum(s.state is ReportState.DONE for s in self.stored.values()),
            without_suggestion=sum(not s.suggestions for s in self.stored.values()),
            is_read_only=self.read_only is not None, read_only_reason=self.read_only,
            undo_text=self.history.done[-1][0] if self.history.done else None,
            redo_text=self.history.undone[-1][0] if self.history.undone else None,
            saved_at=self._saved_at, counts=tuple(counts),
        )  # fmt: skip

    def priors(self, report_id: ReportId) -> tuple[PriorRow, ...]:
        this = self.stored[report_id].report
        earlier = [
            stored.report for stored in self.stored.values()
            if this.patient_id and stored.report.patient_id == this.patient_id
            and (stored.report.study_date or "") < (this.study_date or "")
        ]  # fmt: skip
        return tuple(
            PriorRow(
                report_id=report.report_id, study_date=report.study_date, has_image=bool(report.images),
                images=report.images,
            )
            for report in sorted(earlier, key=lambda report: report.study_date or "", reverse=True)
        )  # fmt: skip

    def reports(self, report_ids: Sequence[ReportId]) -> list[Report]:
        return [self.stored[report_id].report for report_id in report_ids]

    def _rows_and_texts(self) -> list[tuple[WorklistRow, str]]:
        return [
            (
                WorklistRow(
                    position=position, report_id=stored.report.report_id, state=stored.state,
                    is_flagged=stored.is_flagged, has_suggestion=bool(stored.suggestions),
                    has_text=stored.report.has_text, has_image=bool(stored.report.images),
                    language=stored.report.language, study_date=stored.report.study_date,
                    patient_id=stored.report.patient_id,
                ),
                stored.report.text,
            )
            for position, stored in enumerate(self.stored.values(), 1)
        ]  # fmt: skip

    def page(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage:
        if report_id not in self.stored:
            raise InputError("There is no report with that id.")
        stored = self.stored[report_id]
        mode, phase = self._way(stored)
        suggestions = {} if phase is Phase.BLIND else stored.suggestions
        rows = []
        for finding_id, name in self.names.items():
            correction = stored.corrections.get(finding_id)
            found = suggestions.get(finding_id)
            must_be_set = finding_id in self.must_set and found is not None and correction is None
            is_clear = stored.suggestions.get(finding_id, suggest(M, 1)).label is M
            rows.append(
                FindingRow(
                    finding_id=FindingId(finding_id), name=name, definition=f"{name}: what counts.",
                    guidance=self.guidance[finding_id][0] if finding_id in self.guidance else "",
                    guidance_by=self.guidance[finding_id][1] if finding_id in self.guidance else None,
                    guidance_at=NOON if finding_id in self.guidance else None,
                    is_calibrated=found is not None and self.is_calibrated,
                    bound=class_bound(found.label) if found is not None else None,
                    is_unsure=finding_id in stored.unsure, own_evidence=stored.own.get(finding_id, ()),
                    suggestion=found, correction=correction, first_label=stored.first.get(finding_id),
                    disagrees=phase is Phase.REVEALED and found is not None
                    and (correction is None or correction.label is not found.label),
                    positives=sum(
                        s.corrections[finding_id].label is P for s in self.stored.values()
                        if finding_id in s.corrections
                    ),
                    needs_key=self.must_set[finding_id] if must_be_set and not is_clear else None,
                )
            )  # fmt: skip
        return ReviewPage(
            report=stored.report, taxonomy_id=taxonomy_id, classes=ALL_CLASSES, rows=tuple(rows), state=stored.state,
            is_flagged=stored.is_flagged, mode=mode, position=list(self.stored).index(report_id) + 1,
            total=len(self.stored), model=MODEL if suggestions else None,
            no_suggestion=None if suggestions or phase is Phase.BLIND else
            "No suggestion yet: the model has not read this report.",
            comment=stored.comment, skip_reason=stored.skip_reason, phase=phase,
            drawn_by="random" if stored.is_drawn else "queue", why=self.why,
        )  # fmt: skip

    def set_label(self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, label: MentionClass, *,
                  spent_ms: int) -> ReviewPage:  # fmt: skip
        self.write(report_id, f"{self.names[finding_id]} → {label}", self._corrected(finding_id, label, EventKind.SET))
        return self.page(report_id, taxonomy_id)

    def accept(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, *, spent_ms: int
    ) -> ReviewPage:
        label = self.stored[report_id].suggestions[finding_id].label
        change = self._corrected(finding_id, label, EventKind.ACCEPTED)
        self.write(report_id, f"{self.names[finding_id]} accepted", change)
        return self.page(report_id, taxonomy_id)

    def commit(self, report_id: ReportId, taxonomy_id: TaxonomyId, *, spent_ms: int) -> ReviewPage | None:
        page = self.page(report_id, taxonomy_id)
        if any(row.needs_key for row in page.rows):
            raise InputError("A row needs its own key first.")
        if page.phase is Phase.BLIND:
            self.write(report_id, "commit", lambda stored: self._blind_commit(stored, page))
            revealed = self.page(report_id, taxonomy_id)
            if any(row.disagrees for row in revealed.rows):
                return revealed
            return self.next_page(taxonomy_id, after=report_id)
        if page.phase is Phase.REVEALED:
            return self.next_page(taxonomy_id, after=report_id)

        def change(stored: Stored) -> Stored:
            for finding_id, found in stored.suggestions.items():
                if finding_id not in stored.corrections:
                    stored = self._corrected(finding_id, found.label, EventKind.ACCEPTED_UNTOUCHED)(stored)
            return replace(stored, state=ReportState.DONE)

        self.write(report_id, "commit", change)
        return self.next_page(taxonomy_id, after=None)

    def _blind_commit(self, stored: Stored, page: ReviewPage) -> Stored:
        for row in page.rows:
            if row.correction is None:
                stored = self._corrected(row.finding_id, M, EventKind.LEFT)(stored)
        first = {finding_id: correction.label for finding_id, correction in stored.corrections.items()}
        return replace(stored, state=ReportState.DONE, first=first, blind_mode=page.mode)

    def offer(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> tuple[ReportId, int]:
        self.offered.append(report_id)
        return ReportId("R-0004"), len(self.offered)

    def skip(self, report_id: ReportId, taxonomy_id: TaxonomyId, reason: str) -> ReviewPage | None:
        self.write(
            report_id, "skip", lambda stored: replace(stored, state=ReportState.SKIPPED, skip_reason=reason)
        )
        closed = (ReportState.DONE, ReportState.SKIPPED)
        open_ids = [key for key, stored in self.stored.items() if stored.state not in closed]
        return self.page(open_ids[0], taxonomy_id) if open_ids else None

    def reopen(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage:
        self.write(report_id, "reopen", lambda stored: replace(stored, state=ReportState.STARTED, skip_reason=""))
        return self.page(report_id, taxonomy_id)

    def neighbour(self, report_id: ReportId, step: int) -> ReportId | None:
        place = list(self.stored).index(report_id) + step
        return list(self.stored)[place] if 0 <= place < len(self.stored) else None

    def set_language(self, language: str | None) -> None:
        self.language = language

    def set_reader(self, reader: ReaderName) -> None:
        self.reader = reader

    def readers(self) -> tuple[ReaderName, ...]:
        names = [c.reader for stored in self.stored.values() for c in stored.corrections.values()]
        return tuple(dict.fromkeys(names))

    def progress(self, taxonomy_id: TaxonomyId, *, idle_limit_s: float = 120) -> Progress:
        self.calls.append("progress")
        return progress_of(self.summary(taxonomy_id), idle_limit_s=idle_limit_s)

    def close(self) -> None:
        self.calls.append("close")

    def _corrected(self, finding_id: str, label: MentionClass, kind: EventKind):
        def change(stored: Stored) -> Stored:
            mode, phase = self._way(stored)
            found = stored.suggestions.get(finding_id) if phase is not Phase.BLIND else None
            shown = found and Shown(
                label=found.label, probability=found.confidence, backbone_hash="b", adapter_hash="a", prompt_hash="p"
            )
            correction = Correction(
                report_id=stored.report.report_id, taxonomy_id=TAXONOMY, taxonomy_version="1",
                finding_id=FindingId(finding_id), label=label, reader=self.reader, mode=mode, kind=kind,
                at="2024-01-01T00:00:00Z", shown=shown,
            )  # fmt: skip
            corrections = {**stored.corrections, finding_id: correction}
            state = ReportState.STARTED if stored.state is ReportState.UNREAD else stored.state
            return replace(stored, corrections=corrections, state=state)

        return change

    def write(self, report_id: ReportId, text: str, change) -> None:
        if self.read_only is not None:
            raise ProjectReadOnly(self.read_only)
        if self.fail_with is not None:
            raise self.fail_with
        self.calls.append(text)
        old = self.stored[report_id]
        self.stored[report_id] = change(old)
        self.history.note(text, old=old, new=self.stored[report_id])
        self._saved_at = "14:02:11"
