"""The marks, the history and the models of a fake session, by the rules of the real ones."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.review import CommentEntry, HistoryEntry, ReviewPage, Undone
from mosaic_desk.core.suggestion import ModelRef, Span
from tests.gui.fake_reports import MODEL, NOON, TAXONOMY, Stored

Change = Callable[[Stored], Stored]


class Kept(Protocol):
    """What the parts share with their session."""

    names: dict[str, str]
    stored: dict[ReportId, Stored]
    guidance: dict[str, tuple[str, ReaderName]]
    fail_with: MosaicError | None
    calls: list[str]
    reader: ReaderName

    def page(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage: ...

    def write(self, report_id: ReportId, text: str, change: Change) -> None: ...


class FakeMarks:
    def __init__(self, session: Kept) -> None:
        self._session = session

    def flag(self, report_id: ReportId, taxonomy_id: TaxonomyId) -> ReviewPage:
        return self._write(report_id, "flag", lambda stored: replace(stored, is_flagged=not stored.is_flagged))

    def unsure(self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId) -> ReviewPage:
        text = f"{self._session.names[finding_id]} unsure"
        return self._write(report_id, text, lambda stored: replace(stored, unsure=stored.unsure ^ {finding_id}))

    def evidence(
        self, report_id: ReportId, taxonomy_id: TaxonomyId, finding_id: FindingId, spans: tuple[Span, ...]
    ) -> ReviewPage:
        text = f"evidence of {self._session.names[finding_id]}"
        return self._write(
            report_id, text, lambda stored: replace(stored, own={**stored.own, finding_id: tuple(spans)})
        )

    def comment(self, report_id: ReportId, taxonomy_id: TaxonomyId, text: str) -> ReviewPage:
        return self._write(report_id, "comment", lambda stored: replace(stored, comment=text))

    def comments(self, taxonomy_id: TaxonomyId) -> tuple[CommentEntry, ...]:
        return tuple(
            CommentEntry(report_id=key, position=place, comment=stored.comment, reader=self._session.reader, at=NOON)
            for place, (key, stored) in enumerate(self._session.stored.items(), 1) if stored.comment
        )  # fmt: skip

    def set_guidance(self, taxonomy_id: TaxonomyId, finding_id: FindingId, text: str) -> None:
        if self._session.fail_with is not None:
            raise self._session.fail_with
        self._session.guidance[finding_id] = (text, self._session.reader)

    def _write(self, report_id: ReportId, text: str, change: Change) -> ReviewPage:
        self._session.write(report_id, text, change)
        return self._session.page(report_id, TAXONOMY)


class FakeHistory:
    def __init__(self, session: Kept) -> None:
        self._session = session
        self.done: list[tuple[str, Stored, Stored]] = []
        self.undone: list[tuple[str, Stored, Stored]] = []

    def note(self, text: str, *, old: Stored, new: Stored) -> None:
        self.done.append((text, old, new))
        self.undone.clear()

    def entries(self, limit: int = 200) -> tuple[HistoryEntry, ...]:
        self._session.calls.append("history")
        steps = [*((step, True) for step in self.undone), *((step, False) for step in reversed(self.done))]
        return tuple(
            HistoryEntry(
                action=len(steps) - place, at=NOON, reader=self._session.reader, report_id=step[1].report.report_id,
                text=step[0], is_undone=is_undone, can_jump=True,
            )
            for place, (step, is_undone) in enumerate(steps)
        )[:limit]  # fmt: skip

    def undo(self) -> Undone | None:
        if not self.done:
            return None
        text, old, new = self.done.pop()
        self.undone.append((text, old, new))
        self._session.stored[old.report.report_id] = old
        return Undone(report_id=old.report.report_id, text=f"Undo: {text}")

    def redo(self) -> Undone | None:
        if not self.undone:
            return None
        text, old, new = self.undone.pop()
        self.done.append((text, old, new))
        self._session.stored[new.report.report_id] = new
        return Undone(report_id=new.report.report_id, text=f"Redo: {text}")

    def undo_to(self, action: int) -> Undone | None:
        undone = None
        while len(self.done) >= action:
            undone = self.undo()
        return undone

    def redo_to(self, action: int) -> Undone | None:
        redone = None
        while len(self.done) < action:
            redone = self.redo()
        return redone


class FakeSuggestions:
    def models(self) -> tuple[ModelRef, ...]:
        return (MODEL,)
