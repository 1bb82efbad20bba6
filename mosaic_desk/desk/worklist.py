"""The worklist at the desk: what is typed becomes a query, a query places, rows, or the next report; saved views.

Knows which mode the reader is in, and that a worklist must not tell what the screen hides: a term that asks
what the model says leaves out reports that are still to be read unseen, and the answer says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from mosaic_desk.core.events import Mode, ReportState
from mosaic_desk.core.ids import ReportId, TaxonomyId
from mosaic_desk.core.review import WorklistRow
from mosaic_desk.core.worklist_parsing import query_from
from mosaic_desk.core.worklist_query import Query, Vocabulary, vocabulary_of
from mosaic_desk.core.worklist_values import Found, SavedView
from mosaic_desk.desk.seat import WhyServed
from mosaic_desk.desk.taxonomy_words import shown_taxonomy
from mosaic_desk.store import Project
from mosaic_desk.store.worklist_search import WorklistSearch

LEFT_OUT_BLIND = "Reports still to be read unseen are left out: this asks what the model says."
_BLIND = (Mode.FIRST_READ, Mode.SECOND_READER)
_OPEN = (ReportState.UNREAD, ReportState.STARTED)


class WorklistDesk:
    """One reader's worklists of an open project."""

    def __init__(
        self, project: Project, *, mode: Callable[[], Mode], language: Callable[[], str | None] = lambda: None,
        why: WhyServed = lambda _report_id, _taxonomy_id: None,
    ) -> None:
        self._project = project
        self._why = why
        self._mode = mode
        self._language = language
        self._views = project.saved_views()
        self.served_query = ""
        """What “next” serves from, as it is typed; empty: all reports."""

    def vocabulary(self, taxonomy_id: TaxonomyId) -> Vocabulary:
        """What can be asked of the project now."""
        search = self._search(taxonomy_id)
        language = self._language()
        taxonomy = shown_taxonomy(self._project.taxonomy(taxonomy_id), language)
        return vocabulary_of(taxonomy, languages=search.languages(), readers=search.readers(), shown_in=language)

    def found(self, taxonomy_id: TaxonomyId, query: str) -> Found:
        """Where all reports that a query finds lie.

        Raises:
            InputError: if the query cannot be understood.
        """
        asked = self._read(taxonomy_id, query)
        note = LEFT_OUT_BLIND if asked.asks_model and self._mode() in _BLIND else ""
        return Found(positions=self._search(taxonomy_id).positions(asked), note=note, words=asked.words)

    def rows_at(self, taxonomy_id: TaxonomyId, positions: Sequence[int]) -> tuple[WorklistRow, ...]:
        """The rows of these places, in order."""
        return self._with_reasons(self._search(taxonomy_id).rows_at(positions), taxonomy_id)

    def rows_after(
        self, taxonomy_id: TaxonomyId, query: str = "", *, after: int = 0, limit: int = 500
    ) -> tuple[WorklistRow, ...]:
        """The first rows above a position that a query finds, in the order of import; an empty one finds all.

        Raises:
            InputError: if the query cannot be understood.
        """
        rows = self._search(taxonomy_id).rows_after(self._read(taxonomy_id, query), after=after, limit=limit)
        return self._with_reasons(rows, taxonomy_id)

    def next_open(self, taxonomy_id: TaxonomyId, *, after: ReportId | None) -> ReportId | None:
        """The next report that is not done among those that are served; None when all of them are."""
        asked = self._read(taxonomy_id, self.served_query)
        return self._search(taxonomy_id).next(asked, after=after, states=_OPEN)

    def next_unread(self, taxonomy_id: TaxonomyId, *, after: ReportId | None) -> ReportId | None:
        """The next unread report of those that are served; None when there is none."""
        asked = self._read(taxonomy_id, self.served_query)
        return self._search(taxonomy_id).next(asked, after=after, states=(ReportState.UNREAD,))

    def serve(self, taxonomy_id: TaxonomyId, query: str) -> None:
        """Let “next” serve what a query finds; an empty one: all reports.

        Raises:
            InputError: if the query cannot be understood.
        """
        self._read(taxonomy_id, query)
        self.served_query = query

    def views(self) -> tuple[SavedView, ...]:
        """The saved views in the order of their names."""
        return self._views.all()

    def save_view(self, name: str, query: str) -> None:
        """Keep a query under a name.

        Raises:
            InputError: if it cannot be a name.
        """
        self._views.save(name, query)

    def rename_view(self, old: str, new: str) -> None:
        """Give a view another name.

        Raises:
            InputError: if it cannot be a name, or another view has it.
        """
        self._views.rename(old, new)

    def delete_view(self, name: str) -> None:
        """Forget a view."""
        self._views.delete(name)

    def _with_reasons(self, rows: Sequence[WorklistRow], taxonomy_id: TaxonomyId) -> tuple[WorklistRow, ...]:
        """Why the reading session serves a report, where that may be told: it depends on what is suggested."""
        whys = [None if row.is_blind else self._why(row.report_id, taxonomy_id) for row in rows]
        told = zip(rows, whys, strict=True)
        return tuple(row if why is None else replace(row, reason=why.sentence) for row, why in told)

    def _read(self, taxonomy_id: TaxonomyId, query: str) -> Query:
        return query_from(query, self.vocabulary(taxonomy_id)) if query.strip() else Query()

    def _search(self, taxonomy_id: TaxonomyId) -> WorklistSearch:
        return self._project.worklist_search(taxonomy_id, is_blind_mode=self._mode() in _BLIND)
