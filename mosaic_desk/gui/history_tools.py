"""The history in the window: its dock, undo and redo over several steps, the way to an action's report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from mosaic_desk.core.review import HistoryEntry, ProjectSummary, Undone
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.desk_words import action_words, desk_words, entry_in_words
from mosaic_desk.gui.history_panel import HistoryPanel
from mosaic_desk.gui.isolates import filled
from mosaic_desk.gui.keyboard import printed_key
from mosaic_desk.gui.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Callable

    from mosaic_desk.gui.main_window import MainWindow


class HistoryTools(QObject):
    """The history of one window; asks the desk only while it is seen."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self.panel = HistoryPanel()
        self.panel.turn_wanted.connect(self.turn)
        self.dock = Panel(name="history", title=self.tr("History"), content=self.panel, parent=window)
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.dock)
        window.tabifyDockWidget(window.places.worklist_dock, self.dock)
        window.places.others.append(self.panel)
        self.dock.hide()
        window.places.worklist_dock.raise_()  # hiding the tab behind it would bring the counts to the front
        self.dock.visibilityChanged.connect(lambda _is_seen: self.refresh())
        window.flow.summary_changed.connect(self._name_commands)
        window.flow.summary_changed.connect(lambda _summary: self.refresh())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._mark)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the commands of the history do."""
        return {
            "undo": self.undo,
            "redo": self.redo,
            "history": self.open,
            "history_turn": self.turn,
            "history_jump": self.jump,
        }

    def undo(self) -> None:
        """Take back the last action; an answer that could not be saved is the last one."""
        if not self._window.flow.drop_unsaved():
            self._ask(self._session.history.undo)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._ask(self._session.history.redo)

    def open(self) -> None:
        """Show the history and give it the keyboard; from inside it, go back to the findings."""
        if self.dock.isVisible() and self.panel.view.hasFocus():
            self.dock.hide()
            self._window.places.worklist_dock.raise_()
            self._window.findings.focus_rows()
            return
        self.dock.show()
        self.dock.raise_()
        self.panel.view.setFocus()
        self.refresh()
        sentence = self.tr("{0}: undo or redo up to here · {1}: open its report")
        keys = printed_key("history_turn"), printed_key("history_jump")
        self._window.status_line.say(sentence.replace("{0}", keys[0]).replace("{1}", keys[1]))

    def refresh(self) -> None:
        """Read the history again where it is seen."""
        if self.dock.isHidden() or self.panel.visibleRegion().isEmpty():
            return
        self._window.background.ask(self._session.history.entries, done=self._show, failed=self._window.flow.pages.fail)

    def turn(self) -> None:
        """Undo back to the current entry, or redo up to it; asks first where that is more than one step."""
        entry, window = self.panel.current, self._window
        if entry is None:
            return
        if not entry.can_jump:
            window.status_line.say(self.tr("This action cannot be undone or brought back from here."))
            return
        if window.flow.failed_count:
            window.status_line.say(self.tr("Some answers are not saved yet: save or undo them first."))
            return
        steps = self.panel.steps_to(entry)
        if steps > 1 and not self._is_wanted(entry, steps):
            return
        session, action = self._session, entry.action
        turn = session.history.redo_to if entry.is_undone else session.history.undo_to
        self._ask(lambda: turn(action), steps=steps)

    def jump(self) -> None:
        """Open the report of the current entry."""
        if self.panel.current is not None:
            self._window.flow.pages.open(self.panel.current.report_id)

    def _name_commands(self, summary: ProjectSummary) -> None:
        """Let the menu say what undo and redo would do."""
        for command_id, word, text in (
            ("undo", "Undo", summary.undo_text),
            ("redo", "Redo", summary.redo_text),
        ):
            named = text if text is None or text.startswith(word) else f"{word}: {text}"
            named = action_words(named) if named is not None else desk_words(word)
            self._window.commands[command_id].setText(named.replace("&", "&&"))

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        self.panel.show_entries([entry_in_words(entry) for entry in entries])

    def _is_wanted(self, entry: HistoryEntry, steps: int) -> bool:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("History"))
        if entry.is_undone:
            text, verb = self.tr("Redo {n} actions, up to and with “{0}”?"), self.tr("Redo {n} actions")
        else:
            text, verb = self.tr("Undo the last {n} actions, down to and with “{0}”?"), self.tr("Undo {n} actions")
        box.setText(filled(text.replace("{n}", str(steps)), entry.text))
        box.setInformativeText(self.tr("Each of them can be undone or redone again."))
        turn = box.addButton(verb.replace("{n}", str(steps)), QMessageBox.ButtonRole.DestructiveRole)
        turn.setMinimumWidth(turn.fontMetrics().horizontalAdvance(turn.text()) + 4 * turn.fontMetrics().height())
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is turn

    def _ask(self, turn: Callable[[], Undone | None], *, steps: int = 1) -> None:
        self._window.background.ask(
            turn, done=lambda undone: self._turned(undone, steps), failed=self._window.flow.pages.fail
        )

    def _turned(self, undone: Undone | None, steps: int) -> None:
        flow = self._window.flow
        if undone is None:
            self._window.status_line.say(self.tr("There is nothing more to take back or bring back."))
        else:
            more = self.tr(" and {0} more").replace("{0}", str(steps - 1)) if steps > 1 else ""
            self._window.status_line.say(action_words(undone.text) + more)
            flow.pages.open(undone.report_id)
        flow.refresh_summary()

    def _mark(self, _old: QWidget | None, focused: QWidget | None) -> None:
        self.dock.mark_active(focused)
