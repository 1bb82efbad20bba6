"""What readers do: recorded, undone, redone.

Every method of `History` is one transaction; every function works within the transaction it is given.
"""

from collections.abc import Sequence

from sqlalchemy import text
from sqlmodel import Session, col, func, select, update

from mosaic_desk.core.events import FINDING_KINDS, LABEL_KINDS, NOTED_KINDS, Action, Change, Event, EventKind, Mode
from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.store.chain import Chain, events_after
from mosaic_desk.store.database import Database
from mosaic_desk.store.page import Page, effect_of_event, position_of
from mosaic_desk.store.shelf import Shelf
from mosaic_desk.store.tables import ActionRow

_RECORDED = frozenset(EventKind) - {EventKind.IMPORTED, EventKind.UNDONE, EventKind.REDONE}
_FORGET = text("UPDATE action SET status = 'gone' WHERE status = 'undone'")
_NEW_ACTION = text("INSERT INTO action (number, status) VALUES (:number, :status)")
_MORE_THAN_ANY_ACTION = 1_000_000


class History:
    """The history of one project, appended to and turned back and forth."""

    def __init__(self, database: Database, shelf: Shelf) -> None:
        self._database = database
        self._shelf = shelf

    def record(self, action: Action) -> tuple[Event, ...]:
        """Append what a reader did in one go; on the disk when it returns.

        Raises:
            ProjectReadOnly: if this instance may not write.
            ProjectError: if the disk is full or faulty; nothing was stored then.
        """
        with self._database.writing() as session:
            return record(session, self._shelf, action)

    def undo(self, reader: ReaderName, mode: Mode | None = None) -> tuple[Event, ...]:
        """Take the last action back, whole; the events that say so, the last change first; empty where none is."""
        with self._database.writing() as session:
            turned = _undoable(session)[::-1]
            return _turn(session, self._shelf, turned, kind=EventKind.UNDONE, reader=reader, mode=mode)

    def redo(self, reader: ReaderName, mode: Mode | None = None) -> tuple[Event, ...]:
        """Bring back what was undone last, whole; the events that say so, empty where there is nothing."""
        with self._database.writing() as session:
            return _turn(session, self._shelf, _redoable(session), kind=EventKind.REDONE, reader=reader, mode=mode)

    def undoable(self) -> tuple[Event, ...]:
        """The events of the action that `undo` would take back; imports are never among them."""
        with self._database.reading() as session:
            return _undoable(session)

    def redoable(self) -> tuple[Event, ...]:
        """The events of the action that `redo` would bring back."""
        with self._database.reading() as session:
            return _redoable(session)

    def events(self, report_id: ReportId | None = None, *, after: int = 0, limit: int = 1000) -> tuple[Event, ...]:
        """Events with a number above `after`, of one report or of all, in order."""
        with self._database.reading() as session:
            found = events_after(session, after=after, limit=limit, report_id=report_id)
            return tuple(event for event, _ in found)


def record(session: Session, shelf: Shelf, action: Action) -> tuple[Event, ...]:
    """Append an action's changes and bring what stands up to them.

    Raises:
        InputError: if the report or the taxonomy is not of this project.
        ValueError: if a change does not fit its kind or the taxonomy; that is our bug.
    """
    asked = shelf.find(session, action.taxonomy_id, action.taxonomy_version)
    for change in action.changes:
        _check_fit(change, asked.taxonomy)
    if not action.changes:
        return ()
    position = position_of(session, action.report_id)
    page = Page(session, report_id=action.report_id, position=position, asked=asked)
    chain = Chain(session, reader=action.reader)
    events = append_changes(
        chain, page, action.changes, mode=action.mode, spent_ms=action.spent_ms, drawn_by=action.drawn_by
    )
    is_draw = any(change.kind is EventKind.DRAWN for change in action.changes)
    if not is_draw:  # a draw is nobody's doing: it is never undone, and leaves what can be redone as it is
        forget_redo(session)
    status = "imported" if is_draw else "done"
    session.connection().execute(_NEW_ACTION, {"number": chain.action, "status": status})
    chain.write()
    page.write()
    return events


def append_changes(
    chain: Chain, page: Page, changes: Sequence[Change], *, mode: Mode, spent_ms: int, drawn_by: str
) -> tuple[Event, ...]:
    """The events of changes of one page, each with what stood before it; stored by the chain and the page."""
    events = []
    for change in changes:
        event = chain.append(
            change,
            report_id=page.report_id,
            position=page.position,
            asked=page.asked,
            before=page.standing.label(change.finding_id),
            mode=mode,
            spent_ms=spent_ms,
            drawn_by=drawn_by,
        )
        page.standing.take(effect_of_event(event))
        events.append(event)
    return tuple(events)


def forget_redo(session: Session) -> None:
    """What was undone and not redone can never be redone after something new was done."""
    session.connection().execute(_FORGET)


def _undoable(session: Session) -> tuple[Event, ...]:
    number = session.exec(select(func.max(ActionRow.number)).where(ActionRow.status == "done")).one()
    return _events_of(session, number)


def _redoable(session: Session) -> tuple[Event, ...]:
    number = session.exec(select(func.min(ActionRow.number)).where(ActionRow.status == "undone")).one()
    return _events_of(session, number)


def _turn(
    session: Session,
    shelf: Shelf,
    turned: tuple[Event, ...],
    *,
    kind: EventKind,
    reader: ReaderName,
    mode: Mode | None,
) -> tuple[Event, ...]:
    """Make an action not count, or count again. An action that can be undone has one report and taxonomy."""
    if not turned:
        return ()
    first = turned[0]
    asked = shelf.find(session, first.taxonomy_id, first.taxonomy_version)
    page = Page(session, report_id=first.report_id, position=position_of(session, first.report_id), asked=asked)
    before = page.standing
    status = "undone" if kind is EventKind.UNDONE else "done"
    session.exec(update(ActionRow).where(col(ActionRow.number) == first.action).values(status=status))
    page.read_again()
    chain = Chain(session, reader=reader)
    events = tuple(
        chain.append(
            Change(kind=kind, finding_id=event.finding_id, after=page.standing.label(event.finding_id)),
            report_id=event.report_id,
            position=page.position,
            asked=asked,
            before=before.label(event.finding_id),
            mode=event.mode if mode is None else mode,
            spent_ms=0,
            drawn_by=event.drawn_by,
            undoes=first.action,
        )
        for event in turned
    )
    chain.write()
    page.write()
    return events


def _events_of(session: Session, action: int | None) -> tuple[Event, ...]:
    if action is None:
        return ()
    return tuple(event for event, _ in events_after(session, after=0, limit=_MORE_THAN_ANY_ACTION, action=action))


def _check_fit(change: Change, taxonomy: Taxonomy) -> None:
    if change.kind not in _RECORDED:
        raise ValueError(f"{change.kind} is written by undo, redo and imports only")
    if (change.kind in FINDING_KINDS) != (change.finding_id is not None):
        raise ValueError(f"{change.kind} with finding {change.finding_id}")
    if change.finding_id is not None and change.finding_id not in taxonomy.finding_ids:
        raise ValueError(f"{taxonomy.id} does not ask {change.finding_id}")
    is_label = change.kind in LABEL_KINDS and change.kind is not EventKind.CLEARED
    if is_label != (change.after is not None):
        raise ValueError(f"{change.kind} with class {change.after}")
    if (change.kind in NOTED_KINDS) != (change.note is not None):
        raise ValueError(f"{change.kind} with a note: {change.note is not None}")
    if change.after is not None and change.after not in taxonomy.classes:
        raise ValueError(f"{taxonomy.id} does not allow {change.after}")
