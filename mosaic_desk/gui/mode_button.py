"""“Mode: Pre-filled ▾” on the top bar: the mode of the open report, and a menu to choose what comes next.

A report that was drawn at random announces itself here: its mode is nobody's choice.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from mosaic_desk.core.events import Mode
from mosaic_desk.core.review import Phase, ReviewPage
from mosaic_desk.gui.mode_words import is_drawn, mode_sentence, page_mode_words
from mosaic_desk.gui.words import mode_word


class ModeButton(QToolButton):
    """`show_mode` and `show_page` in; the actions of its menu out."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modeButton")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addActions(list(actions))
        self.setMenu(menu)
        self._mode = Mode.PREFILLED
        self._page: ReviewPage | None = None
        self._is_short = False
        self._write()

    def show_mode(self, mode: Mode) -> None:
        """The mode that was chosen, for reports that were neither drawn nor committed."""
        self._mode = mode
        self._write()

    def show_page(self, page: ReviewPage) -> None:
        """The open report: one that is read otherwise than chosen says so."""
        if self._page is None or (page.phase, page.mode, page.drawn_by) != (
            self._page.phase, self._page.mode, self._page.drawn_by,
        ):  # fmt: skip
            self._page = page
            self._write()

    def show_short(self, *, is_short: bool) -> None:
        """Write no more than is needed, where there is no room."""
        if is_short != self._is_short:
            self._is_short = is_short
            self._write()

    def _write(self) -> None:
        page = self._page
        announces = page is not None and is_drawn(page)
        text = short = mode_word(self._mode)
        if page is not None and (announces or (page.mode is not self._mode and page.phase is not Phase.OPEN)):
            text, short = page_mode_words(page), self.tr("First read, drawn") if announces else mode_word(page.mode)
            tip = self.tr("This report. Reports that are not drawn are read in the mode: {0}.")
            tip = tip.replace("{0}", mode_word(self._mode))
        else:
            text = self.tr("Mode: {0}").replace("{0}", text)
            tip = mode_sentence(self._mode)
        self.setText(f"{short if self._is_short else text} ▾")
        self.setAccessibleName(text)
        self.setToolTip(tip)
        if self.property("announces") != announces:
            self.setProperty("announces", announces)
            self.style().unpolish(self)
            self.style().polish(self)
