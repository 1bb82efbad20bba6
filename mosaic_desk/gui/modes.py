"""The way of reading in one window: choosing it, and saying what happens when a suggestion is hidden or revealed.

Knows the window's parts and the desk's session. What a page may show is decided by the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup

from mosaic_desk.core.events import BLIND_MODES, Mode, ReportState
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.review import Phase, ReviewPage
from mosaic_desk.desk.session import Session
from mosaic_desk.gui.mode_words import READING_MODES, is_drawn, mode_sentence, phase_sentence
from mosaic_desk.gui.words import mode_word

if TYPE_CHECKING:
    from mosaic_desk.gui.main_window import MainWindow


class Modes(QObject):
    """The mode of a window; `slots` are its commands."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._shown: tuple[ReportId, Phase] | None = None
        self._said = ""
        group = QActionGroup(self)
        for mode in READING_MODES:
            group.addAction(window.commands[f"mode_{mode}"])
        self._mark(window.preferences.settings.mode)
        window.preferences.mode_changed.connect(self.use)
        window.flow.pages.changed.connect(self._announce)
        self._start()

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the commands of the modes do."""
        return {
            **{f"mode_{mode}": partial(self.choose, mode) for mode in READING_MODES},
            "fold": self._fold,
        }

    def choose(self, mode: Mode) -> None:
        """Read in another mode from now on, and keep the choice."""
        settings = self._window.preferences.settings
        if settings.mode is mode:
            self._mark(mode)
        else:
            self._window.preferences.use(replace(settings, mode=mode))

    def use(self, mode: Mode) -> None:
        """Let the desk read in a mode; a report whose suggestion was seen is not read blind after that."""
        self._mark(mode)
        session, pages = self._session, self._window.flow.pages
        page = pages.page
        is_seen = page is not None and mode in BLIND_MODES and _shows_suggestion(page)

        def change() -> ReviewPage | None:
            session.set_mode(mode)
            if page is None:
                return None
            following = session.next_page(page.taxonomy_id, after=page.report.report_id) if is_seen else None
            return following or session.page(page.report.report_id, page.taxonomy_id)

        self._window.background.ask(change, done=lambda shown: self._changed(mode, shown), failed=pages.fail)

    def _start(self) -> None:
        """The mode of the settings, where one was chosen; else the one that the session has."""
        session, mode = self._session, self._window.preferences.settings.mode
        if mode is Mode.PREFILLED:
            self._window.background.ask(lambda: session.mode, done=self._mark, failed=self._window.flow.pages.fail)
        else:
            self._window.background.ask(
                lambda: session.set_mode(mode), done=lambda _: None, failed=self._window.flow.pages.fail
            )  # fmt: skip

    def _mark(self, mode: Mode) -> None:
        self._window.commands[f"mode_{mode}"].setChecked(True)
        self._window.top_bar.mode.show_mode(mode)

    def _changed(self, mode: Mode, page: ReviewPage | None) -> None:
        if page is not None:
            self._window.flow.pages.show(page)
            self._window.feed.fill()
        if page is None or not is_drawn(page):
            self._window.status_line.say(f"{mode_word(mode)}: {mode_sentence(mode)}")

    def _announce(self, page: ReviewPage) -> None:
        """Say what is special about a report when it comes, and go to what differs when it is revealed."""
        before, self._shown = self._shown, (page.report.report_id, page.phase)
        if self._shown == before:
            return
        line = self._window.status_line
        if self._said and line.currentMessage() == self._said:
            line.clearMessage()  # it was about the report before
        self._said = phase_sentence(page)
        was_blind = before == (page.report.report_id, Phase.BLIND)
        if page.phase is Phase.REVEALED and was_blind:
            line.say(self._said)
            differing = next((row for row in page.rows if row.disagrees), None)
            if differing is not None:
                self._window.findings.go_to(differing.finding_id)
        elif is_drawn(page):
            line.say(self._said)

    def _fold(self) -> None:
        if not self._window.findings.toggle_fold():
            self._window.status_line.say(self.tr("No rows are folded here."))


def _shows_suggestion(page: ReviewPage) -> bool:
    is_open = page.state not in (ReportState.DONE, ReportState.SKIPPED)
    return is_open and page.phase is Phase.OPEN and any(row.suggestion is not None for row in page.rows)
