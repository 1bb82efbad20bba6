"""Back and forth in the history: undo, redo, several steps of them, and what there is to go to."""

from collections.abc import Callable, Sequence

from mosaic_desk.core.events import Event
from mosaic_desk.core.review import HistoryEntry, Undone
from mosaic_desk.desk.naming import action_name, action_text
from mosaic_desk.desk.seat import Seat
from mosaic_desk.store.action_log import LoggedAction


class History:
    """Undo and redo of one project; they go across reports, taxonomies and readers, newest first."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def undo(self) -> Undone | None:
        """Takes back the last action; None when there is none."""
        project, reader = self._seat.project, self._seat.reader
        return self._turned("Undo", project.history.undoable(), lambda: project.history.undo(reader=reader))

    def redo(self) -> Undone | None:
        """Brings back what was undone last; None when there is nothing."""
        project, reader = self._seat.project, self._seat.reader
        return self._turned("Redo", project.history.redoable(), lambda: project.history.redo(reader=reader))

    def undo_to(self, action: int) -> Undone | None:
        """Takes back an action and every later one, step by step; None where undo cannot reach it."""
        logged = self._seat.project.readings.logged_action(action)
        if logged is None or logged.is_undone:
            return None
        return self._to(action, next_events=self._seat.project.history.undoable, turn=self.undo)

    def redo_to(self, action: int) -> Undone | None:
        """Brings back what was undone up to an action, and that too; None where redo cannot reach it."""
        logged = self._seat.project.readings.logged_action(action)
        if logged is None or not (logged.is_undone and logged.can_turn):
            return None
        return self._to(action, next_events=self._seat.project.history.redoable, turn=self.redo)

    def entries(self, limit: int = 200) -> tuple[HistoryEntry, ...]:
        """The last actions that readers did, newest first."""
        return tuple(self._entry(logged) for logged in self._seat.project.readings.last_actions(limit))

    def _entry(self, logged: LoggedAction) -> HistoryEntry:
        first = logged.events[0]
        return HistoryEntry(
            action=logged.number,
            at=first.at,
            reader=first.reader,
            report_id=first.report_id,
            text=action_name(logged.events, self._seat.in_words(first.taxonomy_id).named_in(self._seat.language)),
            is_undone=logged.is_undone,
            can_jump=logged.can_turn,
        )

    def _to(
        self, action: int, *, next_events: Callable[[], Sequence[Event]], turn: Callable[[], Undone | None]
    ) -> Undone | None:
        steps, undone, reached = 0, None, 0
        while reached != action and (events := next_events()):
            steps, undone, reached = steps + 1, turn(), events[0].action
        if undone is None or steps == 1:
            return undone
        return Undone(report_id=undone.report_id, text=f"{undone.text} ({steps} steps)")

    def _turned(self, verb: str, action: Sequence[Event], turn: Callable[[], Sequence[Event]]) -> Undone | None:
        """What was taken back or brought back, named by the action itself."""
        if not action or not turn():
            return None
        self._seat.note_saved()
        taxonomy = self._seat.in_words(action[0].taxonomy_id).named_in(self._seat.language)
        return Undone(report_id=action[0].report_id, text=action_text(verb, action, taxonomy) or verb)
