"""The invariants of a project, by name: what `doctor` runs, and what the tests of every fault end with.

Replays the whole history and compares it with what was derived from it on the way.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.events import Event, EventKind
from mosaic_desk.store.adapters import adapters
from mosaic_desk.store.chain import FIRST_DIGEST, events_after
from mosaic_desk.store.embeddings import embeddings
from mosaic_desk.store.faults import told_in_sentences
from mosaic_desk.store.page import COUNTING, EFFECT_COLUMNS, EffectColumns, effect_of
from mosaic_desk.store.standing import Standing
from mosaic_desk.store.tables import ActionRow, ChainEndRow, LabelRow, MarkRow, ReportStateRow, TaxonomyRow
from mosaic_desk.store.values import digest_of, taxonomy_of
from mosaic_desk.store.worklist_check import worklist

_BATCH = 5_000
# The 1 asks to compare with the reports themselves, not only the index with itself.
_CHECK_SEARCH = "INSERT INTO report_search (report_search, rank) VALUES ('integrity-check', 1)"

_NEVER_UNDONE = (EventKind.IMPORTED, EventKind.DRAWN)

_COUNTER_QUESTIONS = {
    "counters of labels": """
        SELECT count(*) FROM (
            SELECT taxonomy_number, finding_id, label, count(*) AS n FROM label GROUP BY 1, 2, 3
            EXCEPT SELECT taxonomy_number, finding_id, label, n FROM label_count)
        UNION ALL SELECT count(*) FROM (
            SELECT taxonomy_number, finding_id, label, n FROM label_count WHERE n > 0
            EXCEPT SELECT taxonomy_number, finding_id, label, count(*) FROM label GROUP BY 1, 2, 3)""",
    "counters of reports": """
        SELECT count(*) FROM report_count AS c WHERE n <> (
            SELECT count(*) FROM report_state AS s WHERE s.taxonomy_number = c.taxonomy_number AND
                CASE c.what WHEN 'flagged' THEN is_flagged WHEN 'waiting' THEN is_waiting ELSE state = c.what END)""",
    "states of reports": """
        SELECT (SELECT count(*) FROM report) * (SELECT count(*) FROM taxonomy)
            <> (SELECT count(*) FROM report_state)""",
    "suggestions": """
        SELECT count(*) FROM report_state AS s JOIN report AS r ON r.position = s.report_position
            LEFT JOIN suggestion AS g USING (taxonomy_number, report_position)
            WHERE s.has_suggestion <> (g.model IS NOT NULL AND g.error IS NULL)
               OR s.is_waiting <> (g.model IS NULL AND r.has_text)""",
    "search": "SELECT (SELECT count(*) FROM report) <> (SELECT count(*) FROM report_search_docsize)",
}


@dataclass(kw_only=True, slots=True)
class _Replay:
    """What follows from the events alone."""

    status: dict[int, str] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)
    pages: dict[tuple[int, int], Standing] = field(default_factory=dict)


def problems_of(session: Session) -> list[str]:
    """One sentence for each invariant that does not hold, beginning with its name; empty when all do."""
    found: list[str] = []
    for check in (_integrity, _taxonomies, _history, _counters, worklist, adapters, embeddings):
        try:
            with told_in_sentences():
                found += check(session)
        except MosaicError as error:
            found.append(f"{_name(check)}: {error}")
        except (DBAPIError, ValueError, KeyError, TypeError) as error:
            # What cannot even be read back is damage of the file here, whatever it is called.
            found.append(f"{_name(check)}: a row cannot be read back ({type(error).__name__})")
    return found


def _name(check: Callable[[Session], Iterator[str]]) -> str:
    return check.__name__.strip("_")


def search_problems(session: Session) -> list[str]:
    """Whether the search index holds the words of the reports; needs the right to write."""
    try:
        session.connection().exec_driver_sql(_CHECK_SEARCH)
    except DBAPIError:
        return ["search: the index does not hold the words of the reports"]
    return []


def _integrity(session: Session) -> Iterator[str]:
    connection = session.connection()
    for (sentence,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if sentence != "ok":
            yield f"integrity: {sentence}"
    for table, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"references: a row of {table} points at nothing"


def _taxonomies(session: Session) -> Iterator[str]:
    for row in session.exec(select(TaxonomyRow)):
        if taxonomy_of(row).fingerprint() != row.fingerprint:
            yield f"taxonomies: “{row.taxonomy_id}” version {row.version} is not what was stored"


def _counters(session: Session) -> Iterator[str]:
    for name, question in _COUNTER_QUESTIONS.items():
        wrong = sum(row[0] for row in session.connection().execute(text(question)))
        if wrong:
            yield f"{name}: {wrong} differ from the rows they count"


def _history(session: Session) -> Iterator[str]:
    replay = _Replay()
    yield from _chain(session, replay)
    stored = {row.number: row.status for row in session.exec(select(ActionRow))}
    if stored != replay.status:
        yield "actions: what is undone differs from a replay of the history"
    _fold(session, replay)
    yield from _labels(session, replay)
    yield from _marks(session, replay)
    yield from _states(session, replay)


def _chain(session: Session, replay: _Replay) -> Iterator[str]:
    digest, number, action = FIRST_DIGEST, 0, 0
    for event, stored in _all_events(session):
        number += 1
        if event.number != number:
            yield f"history: event {number} is missing"
            return
        digest = digest_of(event, previous=digest)
        if stored != digest:
            yield f"history: event {number} was changed after it was written"
            return
        action = max(action, event.action)
        _turn(event, replay)
    end = session.exec(select(ChainEndRow)).one()
    if (end.events, end.actions, end.digest) != (number, action, digest):
        yield "history: its end was cut off"


def _turn(event: Event, replay: _Replay) -> None:
    status, undone = replay.status, replay.undone
    if event.kind is EventKind.UNDONE and event.undoes is not None:
        status[event.undoes] = "undone"
        undone.add(event.undoes)
    elif event.kind is EventKind.REDONE and event.undoes is not None:
        status[event.undoes] = "done"
        undone.discard(event.undoes)
    elif event.action not in status:
        if event.kind is not EventKind.DRAWN:
            status.update(dict.fromkeys(undone, "gone"))
            undone.clear()
        status[event.action] = "imported" if event.kind in _NEVER_UNDONE else "done"


def _fold(session: Session, replay: _Replay) -> None:
    # Numbers of reports and taxonomies, not ids: the derived rows carry numbers.
    question = text(f"SELECT action, taxonomy_number, report_position, {EFFECT_COLUMNS} FROM event ORDER BY number")
    for action, taxonomy_number, position, *effect in session.connection().execute(question):
        if replay.status.get(action) in COUNTING:
            page = replay.pages.setdefault((taxonomy_number, position), Standing())
            page.take(effect_of(EffectColumns(*effect)))


def _labels(session: Session, replay: _Replay) -> Iterator[str]:
    wrong = 0
    expected = {
        (*place, finding_id): (stands.label.value, stands.event_number)
        for place, page in replay.pages.items()
        for finding_id, stands in page.labels.items()
    }
    for row in session.exec(select(LabelRow)):
        place = (row.taxonomy_number, row.report_position, row.finding_id)
        wrong += expected.pop(place, None) != (row.label, row.event_number)  # type: ignore[arg-type]
    if wrong or expected:
        yield f"labels: {wrong + len(expected)} differ from a replay of the history"


def _marks(session: Session, replay: _Replay) -> Iterator[str]:
    wrong = 0
    expected = {
        (*place, mark.value, str(finding_id)): number
        for place, page in replay.pages.items()
        for (mark, finding_id), number in page.marks.items()
    }
    for row in session.exec(select(MarkRow)):
        place = (row.taxonomy_number, row.report_position, row.what, row.finding_id)
        wrong += expected.pop(place, None) != row.event_number
    if wrong or expected:
        yield f"marks: {wrong + len(expected)} differ from a replay of the history"


def _states(session: Session, replay: _Replay) -> Iterator[str]:
    blank, wrong = Standing(), 0
    for row in session.exec(select(ReportStateRow).order_by(col(ReportStateRow.report_position))):
        page = replay.pages.get((row.taxonomy_number, row.report_position), blank)
        wrong += (row.state, bool(row.is_flagged)) != (page.state.value, page.is_flagged)
    if wrong:
        yield f"states: {wrong} differ from a replay of the history"


def _all_events(session: Session) -> Iterator[tuple[Event, str]]:
    after = 0
    while True:
        batch = list(events_after(session, after=after, limit=_BATCH))
        yield from batch
        session.expunge_all()  # a million rows need not stay in memory
        if len(batch) < _BATCH:
            return
        after = batch[-1][0].number
