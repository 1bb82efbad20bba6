"""The worklists of a fake session: the real grammar, answered by going through the reports one by one."""

from array import array
from collections.abc import Callable, Sequence

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.review import WorklistRow
from mosaic_desk.core.worklist_parsing import query_from
from mosaic_desk.core.worklist_query import Has, HasTerm, Is, IsTerm, PatientTerm, StateTerm, Term, Vocabulary, WordTerm
from mosaic_desk.core.worklist_values import Found, SavedView


class FakeLists:
    """`rows` gives every row with its text; a term that it does not know finds nothing."""

    def __init__(self, rows: Callable[[], list[tuple[WorklistRow, str]]], names: dict[str, str]) -> None:
        self._rows = rows
        self._vocabulary = Vocabulary(
            findings={FindingId(key): (name,) for key, name in names.items()}, languages=("en", "da"),
            readers=("Ada Berg",),
        )  # fmt: skip
        self.kept: dict[str, str] = {}
        self.served_query = ""
        self.note = ""
        self.calls: list[str] = []

    def vocabulary(self, taxonomy_id: TaxonomyId) -> Vocabulary:
        return self._vocabulary

    def found(self, taxonomy_id: TaxonomyId, query: str) -> Found:
        self.calls.append(f"found {query}".strip())
        asked = query_from(query, self._vocabulary)
        rows = [row for row, text in self._rows() if all(_holds(term, row, text) for term in asked.terms)]
        return Found(positions=array("I", (row.position for row in rows)), note=self.note, words=asked.words)

    def rows_at(self, taxonomy_id: TaxonomyId, positions: Sequence[int]) -> tuple[WorklistRow, ...]:
        self.calls.append("rows")
        wanted = set(positions)
        return tuple(row for row, _ in self._rows() if row.position in wanted)

    def rows_after(
        self, taxonomy_id: TaxonomyId, query: str = "", *, after: int = 0, limit: int = 500
    ) -> tuple[WorklistRow, ...]:
        found = self.found(taxonomy_id, query).positions
        return self.rows_at(taxonomy_id, [position for position in found if position > after][:limit])

    def serve(self, taxonomy_id: TaxonomyId, query: str) -> None:
        query_from(query, self._vocabulary)
        self.served_query = query

    def next_unread(self, taxonomy_id: TaxonomyId, *, after: ReportId | None) -> ReportId | None:
        found = set(self.found(taxonomy_id, self.served_query).positions)
        rows = [row for row, _ in self._rows()]
        here = next((row.position for row in rows if row.report_id == after), 0)
        open_rows = [row for row in rows if row.state is ReportState.UNREAD and row.position in found]
        return next((row.report_id for row in [*(row for row in open_rows if row.position > here), *open_rows]), None)

    def views(self) -> tuple[SavedView, ...]:
        return tuple(SavedView(name=name, query=query) for name, query in sorted(self.kept.items()))

    def save_view(self, name: str, query: str) -> None:
        if not name:
            raise InputError("A view needs a name.")
        self.kept[name] = query

    def rename_view(self, old: str, new: str) -> None:
        self.kept[new] = self.kept.pop(old)

    def delete_view(self, name: str) -> None:
        del self.kept[name]


def _holds(term: Term, row: WorklistRow, text: str) -> bool:
    match term:
        case WordTerm(text=word):
            is_true = word.lower() in (text + row.report_id).lower()
        case StateTerm(states=states):
            is_true = row.state in states
        case IsTerm(what=Is.FLAGGED):
            is_true = row.is_flagged
        case PatientTerm(patient_id=patient_id):
            is_true = row.patient_id == patient_id
        case HasTerm(what=Has.IMAGE):
            is_true = row.has_image
        case _:
            return False
    return is_true is not term.is_not
