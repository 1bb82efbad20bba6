"""Reports and their order: one, the next, a stretch of them, those that hold some words.

Everything pages by position, never by OFFSET, and searches in the full-text index, never with LIKE:
a project holds up to a million reports.
"""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, column, select, table, text
from sqlmodel import Session, col
from sqlmodel import select as choose

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import ReportState
from mosaic_desk.core.ids import FindingId, PatientId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import WorklistFilter, WorklistRow
from mosaic_desk.store.page import position_of
from mosaic_desk.store.shelf import Asked
from mosaic_desk.store.tables import ReportCountRow, ReportRow, ReportStateRow, TruthRow
from mosaic_desk.store.values import report_of

_MAX_SEARCH_WORDS = 32
# Every column but the text: a worklist never touches it.
_ROW_COLUMNS = (
    *(col(ReportStateRow.report_position), col(ReportStateRow.state), col(ReportStateRow.is_flagged)),
    *(col(ReportStateRow.has_suggestion), col(ReportRow.report_id), col(ReportRow.has_text), col(ReportRow.has_image)),
    *(col(ReportRow.language), col(ReportRow.patient_id), col(ReportRow.study_date)),
)
_COUNTS = text("SELECT what, n FROM report_count WHERE taxonomy_number = :taxonomy_number")
_SEARCH = table("report_search", column("rowid"), column("report_search"))


def report_by_id(session: Session, report_id: ReportId) -> Report:
    """The report.

    Raises:
        InputError: if the project does not hold it.
    """
    row = session.exec(choose(ReportRow).where(ReportRow.report_id == report_id)).first()
    if row is None:
        raise InputError(f"There is no report “{report_id}” in this project.")
    return report_of(row)


def all_ids(session: Session) -> tuple[ReportId, ...]:
    """All ids in the order of import."""
    return tuple(ReportId(name) for name in session.exec(choose(ReportRow.report_id).order_by(col(ReportRow.position))))


def reports_after(session: Session, *, position: int, limit: int) -> tuple[tuple[int, Report], ...]:
    """Positions and reports above a position, in order."""
    question = choose(ReportRow).where(ReportRow.position > position).order_by(col(ReportRow.position)).limit(limit)
    return tuple((row.position, report_of(row)) for row in session.exec(question))


def neighbour(session: Session, report_id: ReportId, step: int) -> ReportId | None:
    """The report some places further (or back, below 0); None past either end."""
    here = position_of(session, report_id)
    if step == 0:
        return report_id
    position = col(ReportRow.position)
    question = choose(ReportRow.report_id).where(position > here if step > 0 else position < here)
    # Over a few places only: a step is a key press, not a page.
    question = question.order_by(position if step > 0 else position.desc()).offset(abs(step) - 1).limit(1)
    name = session.exec(question).first()
    return None if name is None else ReportId(name)


def next_open(session: Session, asked: Asked, *, after: ReportId | None) -> ReportId | None:
    """The next report that is unread or started, from the start again behind the last; None where none is.

    Skipped ones come only when they are asked for: `next_skipped`.
    """
    return _next_in(session, asked, states=(ReportState.UNREAD, ReportState.STARTED), after=after)


def next_skipped(session: Session, asked: Asked, *, after: ReportId | None) -> ReportId | None:
    """The next skipped report, from the start again behind the last; None where none is."""
    return _next_in(session, asked, states=(ReportState.SKIPPED,), after=after)


def _next_in(
    session: Session, asked: Asked, *, states: tuple[ReportState, ...], after: ReportId | None
) -> ReportId | None:
    here = 0 if after is None else position_of(session, after)
    for first in (here, 0):
        found = [_first_in_state(session, asked, state=state, after=first) for state in states]
        positions = [position for position in found if position is not None]
        if positions:
            return ReportId(session.exec(choose(ReportRow.report_id).where(ReportRow.position == min(positions))).one())
    return None


def _first_in_state(session: Session, asked: Asked, *, state: str, after: int) -> int | None:
    question = choose(ReportStateRow.report_position).where(
        ReportStateRow.taxonomy_number == asked.number,
        ReportStateRow.state == state,
        ReportStateRow.report_position > after,
    )
    return session.exec(question.order_by(col(ReportStateRow.report_position)).limit(1)).first()


def worklist(
    session: Session, asked: Asked, *, show: WorklistFilter, search: str, after: int, limit: int
) -> tuple[WorklistRow, ...]:
    """Rows above a position, in order, that fit the filter and hold every word of the search."""
    place = col(ReportStateRow.report_position)
    question: Select[*tuple[Any, ...]] = select(*_ROW_COLUMNS).join(ReportRow, col(ReportRow.position) == place)
    question = question.where(col(ReportStateRow.taxonomy_number) == asked.number, *_shown_by(show))
    if search.strip():
        words = search_words(search)
        if not words:
            return ()
        rowid = _SEARCH.c.rowid
        question = question.join(_SEARCH, rowid == place).where(_SEARCH.c.report_search.op("MATCH")(words))
        question = question.where(rowid > after).order_by(rowid)
    else:
        question = question.where(place > after).order_by(place)
    return tuple(_row(row) for row in session.execute(question.limit(limit)))


def search_words(search: str) -> str:
    """What a reader typed, as a question to the full-text index: all words, each as a beginning.

    Quoted word by word, so that no sign in it is an operator; empty where no word is left.
    """
    words = search.encode("utf-8", "ignore").decode().replace("\0", " ").split()
    words = [word for word in words if any(sign.isalnum() for sign in word)][:_MAX_SEARCH_WORDS]
    return " ".join('"' + word.replace('"', '""') + '"*' for word in words)


def state_of(session: Session, asked: Asked, report_id: ReportId) -> ReportState:
    """Where a report stands."""
    question = choose(ReportStateRow.state).where(
        ReportStateRow.taxonomy_number == asked.number,
        ReportStateRow.report_position == position_of(session, report_id),
    )
    return ReportState(session.exec(question).one())


def is_flagged(session: Session, asked: Asked | None, report_id: ReportId) -> bool:
    """Whether a report is flagged under a taxonomy; None: under any."""
    position = position_of(session, report_id)
    question = choose(ReportStateRow).where(ReportStateRow.report_position == position)
    if asked is not None:
        question = question.where(ReportStateRow.taxonomy_number == asked.number)
    return any(row.is_flagged for row in session.exec(question))


def count_of(session: Session, asked: Asked, what: str) -> int:
    """A cached counter: reports in a state, flagged, or waiting for a suggestion."""
    question = choose(ReportCountRow.n).where(
        ReportCountRow.taxonomy_number == asked.number, ReportCountRow.what == what
    )
    return session.exec(question).one()


def state_counts(session: Session, asked: Asked) -> dict[ReportState, int]:
    """The cached counters of all states."""
    rows = session.connection().execute(_COUNTS, {"taxonomy_number": asked.number})
    counters = {what: int(n) for what, n in rows}
    return {state: counters[state.value] for state in ReportState}


def truth_of(session: Session, report_id: ReportId, taxonomy_id: str) -> dict[FindingId, MentionClass]:
    """The labels kept apart for scoring."""
    question = choose(TruthRow).where(
        TruthRow.report_position == position_of(session, report_id), TruthRow.taxonomy_id == taxonomy_id
    )
    return {FindingId(row.finding_id): MentionClass(row.label) for row in session.exec(question)}


def _shown_by(show: WorklistFilter) -> list[ColumnElement[bool]]:
    if show is WorklistFilter.ALL:
        return []
    if show is WorklistFilter.FLAGGED:
        # Written out, not bound: only then does SQLite see that the partial index answers it.
        return [text("report_state.is_flagged = 1")]  # type: ignore[list-item]
    return [col(ReportStateRow.state) == show.value]


def _row(row: Row[Any]) -> WorklistRow:
    return WorklistRow(
        position=row.report_position,
        report_id=ReportId(row.report_id),
        state=ReportState(row.state),
        is_flagged=bool(row.is_flagged),
        has_suggestion=bool(row.has_suggestion),
        has_text=bool(row.has_text),
        has_image=bool(row.has_image),
        language=row.language,
        patient_id=None if row.patient_id is None else PatientId(row.patient_id),
        study_date=row.study_date,
    )
