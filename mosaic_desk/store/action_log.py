"""The last actions of a project, newest first, each with the few events that it is named by.

Only those: a commit has an event for every row, and two hundred actions are read for one look at them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, or_, select

from mosaic_desk.core.events import Event
from mosaic_desk.store.tables import ActionRow, EventRow, ReportRow, TaxonomyRow
from mosaic_desk.store.values import event_of


@dataclass(frozen=True, kw_only=True, slots=True)
class LoggedAction:
    """An action with its first event and those of the report. `is_undone`: it counts for nothing now.

    `can_turn`: undo, or redo where it is undone, can reach it.
    """

    number: int
    events: tuple[Event, ...]
    is_undone: bool
    can_turn: bool


def last_actions(session: Session, *, limit: int) -> tuple[LoggedAction, ...]:
    """The last actions that readers did, newest first; imports, draws, undo and redo are none."""
    question = select(ActionRow).where(ActionRow.status != "imported").order_by(col(ActionRow.number).desc())
    return _logged(session, session.exec(question.limit(limit)).all())


def one_action(session: Session, number: int) -> LoggedAction | None:
    """An action by its number; None where readers did none of that number."""
    question = select(ActionRow).where(ActionRow.number == number, ActionRow.status != "imported")
    return next(iter(_logged(session, session.exec(question).all())), None)


def _logged(session: Session, rows: Sequence[ActionRow]) -> tuple[LoggedAction, ...]:
    events = _naming_events(session, [row.number for row in rows])
    return tuple(
        LoggedAction(
            number=row.number,
            events=tuple(events[row.number]),
            is_undone=row.status != "done",
            can_turn=row.status != "gone",
        )
        for row in rows
    )


def _naming_events(session: Session, numbers: list[int]) -> dict[int, list[Event]]:
    other = aliased(EventRow)
    first = select(func.min(other.number)).where(other.action == EventRow.action).scalar_subquery()
    question = (
        select(EventRow, ReportRow.report_id, TaxonomyRow.taxonomy_id, TaxonomyRow.version)
        .join(ReportRow, col(ReportRow.position) == EventRow.report_position)
        .join(TaxonomyRow, col(TaxonomyRow.number) == EventRow.taxonomy_number)
        .where(
            col(EventRow.action).in_(numbers), or_(col(EventRow.finding_id).is_(None), col(EventRow.number) == first)
        )
        .order_by(col(EventRow.number))
    )
    events: dict[int, list[Event]] = {number: [] for number in numbers}
    for row, report_id, taxonomy_id, version in session.exec(question):
        event = event_of(row, report_id=report_id, taxonomy_id=taxonomy_id, taxonomy_version=version)
        events[event.action].append(event)
    return events
