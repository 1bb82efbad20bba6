"""Who leads the open project, as one window shows it: what others may not change says why, and whom to ask.

Knows the window's parts and the desk's session. Who may change what is decided by the desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.desk_words import desk_words, error_words
from mosaic_desk.gui.first_read_dialog import FirstReadDialog
from mosaic_desk.gui.reader_dialog import ReaderDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from mosaic_desk.gui.main_window import MainWindow


class Leads(QObject):
    """`refresh` and `attend` in; the command “Share of first reads” is `ask_share`."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._dialog: ReaderDialog | None = None  # the one that is open

    def refresh(self) -> None:
        """Show whether the one who reads may edit guidelines."""
        leading = self._session.leading
        self._window.background.ask(leading.why_no_guidelines, done=self._show, failed=self._fail)

    def attend(self, dialog: ReaderDialog) -> None:
        """Tell a dialog who leads, and do what is asked for in it."""
        leading = self._session.leading
        self._dialog = dialog
        dialog.finished.connect(self._forget)

        def want(name: str) -> None:
            def change() -> None:
                if leading.leads():
                    leading.make_lead(ReaderName(name))
                else:
                    leading.say_i_lead()

            self._change(change)

        dialog.lead_wanted.connect(want)
        dialog.lead_dropped.connect(lambda name: self._change(lambda: leading.drop_lead(ReaderName(name))))
        self._change(lambda: None)

    def ask_share(self) -> None:
        """Ask how many of the reports are first reads."""
        leading = self._session.leading
        self._window.background.ask(
            lambda: (leading.share, leading.why_no_share()), done=lambda told: self._offer(*told), failed=self._fail
        )

    def _forget(self) -> None:
        self._dialog = None

    def _change(self, change: Callable[[], None]) -> None:
        """Do something about who leads, then show it in the dialog, where that is still open."""
        leading = self._session.leading

        def work() -> tuple[ReaderName, ...]:
            change()
            return leading.leads()

        def show(leads: tuple[ReaderName, ...]) -> None:
            if self._dialog is not None:
                self._dialog.show_leads(leads)
            self.refresh()

        def fail(error: MosaicError | None) -> None:
            if error is not None and self._dialog is not None:
                self._dialog.complain(error_words(error))
            else:
                self._fail(error)

        self._window.background.ask(work, done=show, failed=fail)

    def _show(self, why_not: str) -> None:
        sentence = desk_words(why_not)
        self._window.findings.guideline.show_why_not(sentence)
        self._window.commands.set_impossible("edit_guideline", sentence or None)

    def _offer(self, share: float, why_not: str) -> None:
        dialog = FirstReadDialog(share=share, why_not=desk_words(why_not), parent=self._window)
        is_accepted = dialog.exec() == QDialog.DialogCode.Accepted
        wanted = dialog.share
        dialog.deleteLater()
        if is_accepted and wanted != share:
            leading = self._session.leading
            self._window.background.ask(
                lambda: leading.set_share(wanted), done=lambda _: self._say_share(wanted), failed=self._fail
            )

    def _say_share(self, share: float) -> None:
        if share:
            text = self.tr("From now on {0} % of the reports are first reads.").replace("{0}", str(round(share * 100)))
        else:
            text = self.tr("From now on no report is a first read: scores and promotions cannot be computed.")
        self._window.status_line.say(text)

    def _fail(self, error: MosaicError | None) -> None:
        self._window.flow.pages.fail(error)
