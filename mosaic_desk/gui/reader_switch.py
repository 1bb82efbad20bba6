"""Who is reading: shown in the status bar, changed from there or by command, told apart from other readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QToolButton

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.desk.readers import user_name
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.leads import Leads
from mosaic_desk.gui.reader_dialog import ReaderDialog
from mosaic_desk.gui.reader_initials import shown_initials, tell_apart

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow


class ReaderSwitch(QObject):
    """The command “Who is reading?” of one window, and the button that shows the answer."""

    def __init__(self, window: MainWindow, session: Session, leads: Leads) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._leads = leads
        self._known: tuple[ReaderName, ...] = ()
        self.button = QToolButton()
        self.button.clicked.connect(window.commands["reader"].trigger)
        window.status_line.addPermanentWidget(self.button)
        window.preferences.reader_changed.connect(self._use)
        self._show()

    @property
    def name(self) -> str:
        """Whose answers are recorded now."""
        return self._window.preferences.settings.reader or user_name()

    def start(self) -> None:
        """Read who has answered in this project."""
        self._ask(self._tell_apart)

    def change(self) -> None:
        """Ask who is reading."""
        self._ask(self._offer)

    def _ask(self, then: Callable[[], None]) -> None:
        session = self._session

        def known(names: tuple[ReaderName, ...]) -> None:
            self._known = names
            then()

        self._window.background.ask(session.readers, done=known, failed=self._fail)

    def _use(self, name: str) -> None:
        session = self._session
        self._window.background.ask(
            lambda: session.set_reader(ReaderName(name)), done=lambda _: self._leads.refresh(), failed=self._fail
        )
        self._tell_apart()

    def _offer(self) -> None:
        dialog = ReaderDialog(current=self.name, known=self._known, parent=self._window)
        self._leads.attend(dialog)
        is_accepted = dialog.exec() == QDialog.DialogCode.Accepted
        name = dialog.name
        dialog.deleteLater()
        if is_accepted and name != self._window.preferences.settings.reader:
            self._window.preferences.use(replace(self._window.preferences.settings, reader=name))
            self._window.status_line.say(self.tr("{0} is reading.").replace("{0}", name))

    def _tell_apart(self) -> None:
        if tell_apart((*self._known, self.name)):
            self._window.flow.pages.show_again()
        self._show()

    def _show(self) -> None:
        text = f"{self.name} ({shown_initials(self.name)})"
        self.button.setText(text.replace("&", "&&"))
        self.button.setAccessibleName(self.tr("Reader: {0}").replace("{0}", text))
        self.button.setToolTip(self._window.commands["reader"].toolTip())

    def _fail(self, error: MosaicError | None) -> None:
        self._window.flow.pages.fail(error)
