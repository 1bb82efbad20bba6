"""The tool bar: back and forward, where the reader is, the mode, and the button that commits.

Where there is no room for all words, the least needed are left out first: a control is never cut or hidden.
"""

from typing import Protocol

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolBar, QWidget

from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.review import ProjectSummary, ReviewPage
from mosaic_desk.gui.actions import Actions
from mosaic_desk.gui.bar_buttons import BarButton, KeyButton
from mosaic_desk.gui.colours import current_look
from mosaic_desk.gui.glyphs import Glyph, glyph_icon
from mosaic_desk.gui.keyboard import printed_key
from mosaic_desk.gui.mode_button import ModeButton
from mosaic_desk.gui.mode_words import READING_MODES
from mosaic_desk.gui.numbers import counted

_ICONS = {
    "back": Glyph.BACK, "forward": Glyph.FORWARD, "flag": Glyph.FLAG, "comment": Glyph.COMMENT, "skip": Glyph.SKIP,
}  # fmt: skip

_TAXONOMY_WIDTH = 12
"""In heights of the font: most titles fit, and the bar still does with large type."""

_LEVELS = 5
"""How short the words of the bar can get, from whole to shortest."""


class Shortened(Protocol):
    """What can write less where there is no room."""

    def show_short(self, *, is_short: bool) -> None:
        """Write no more than is needed."""

    def accessibleName(self) -> str:  # noqa: N802 - Qt's name
        """All that it says, short or not."""


class TopBar(QToolBar):
    """`show_page` and `show_summary` in; `taxonomy_chosen` out."""

    taxonomy_chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._actions = actions
        self._page: ReviewPage | None = None
        self._summary: ProjectSummary | None = None
        self._fitted: object = None
        self.place = self._label()
        self.done = self._label()
        self.done.setProperty("role", "dim")
        self.taxonomy = QComboBox()
        self.taxonomy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.taxonomy.setAccessibleName(self.tr("Taxonomy"))
        self.taxonomy.activated.connect(lambda _index: self.taxonomy_chosen.emit(self.taxonomy.currentData()))
        self.mode = ModeButton([*(actions[f"mode_{mode}"] for mode in READING_MODES), actions["first_reads"]])
        self.shortened: list[Shortened] = [self.mode]
        """Buttons on the bar that can write less, those that others put there too."""
        self.buttons = {command_id: BarButton(actions[command_id], has_icon=True) for command_id in _ICONS}
        self.palette_button = KeyButton(actions["palette"], has_icon=False)
        self.commit = BarButton(actions["commit"], has_icon=False)
        self.commit.setObjectName("commitButton")
        self._fill()
        self.restyle()

    def show_page(self, page: ReviewPage) -> None:
        """Where in the project the open report lies, and how it is read."""
        self._page = page
        self._actions["flag"].setChecked(page.is_flagged)
        self.mode.show_page(page)
        self._fit()

    def show_summary(self, summary: ProjectSummary) -> None:
        """How much is done, and which taxonomies there are."""
        self._summary = summary
        tip = self.tr("Reports committed today; {0} are done in all")
        self.done.setToolTip(tip.replace("{0}", counted(summary.done)))
        known = [(self.taxonomy.itemData(i), self.taxonomy.itemText(i)) for i in range(self.taxonomy.count())]
        if known != list(summary.taxonomies):
            self.taxonomy.clear()
            for taxonomy_id, title in summary.taxonomies:
                self.taxonomy.addItem(title, taxonomy_id)
                self.taxonomy.setItemData(self.taxonomy.count() - 1, title, Qt.ItemDataRole.ToolTipRole)
            self.restyle()
        self.taxonomy_action.setVisible(len(summary.taxonomies) > 1)
        self._fit()

    def select_taxonomy(self, taxonomy_id: TaxonomyId) -> None:
        """Show which taxonomy is asked."""
        self.taxonomy.setCurrentIndex(self.taxonomy.findData(taxonomy_id))

    def restyle(self) -> None:
        """Draw the icons in the colours and the size of the look."""
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        self.taxonomy.setMinimumWidth(side * _TAXONOMY_WIDTH)
        for command_id, glyph in _ICONS.items():
            icon = glyph_icon(glyph, current_look().text, side)
            self._actions[command_id].setIcon(icon)
            self._actions[command_id].setIconVisibleInMenu(False)
            self.buttons[command_id].setIconSize(QSize(side, side))
            self.buttons[command_id].draw(icon)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Write as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """What others put on the bar takes room too."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return is_done

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other keys are printed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "commit"):
            for button in (*self.buttons.values(), self.palette_button, self.commit):
                button.follow()

    def _fit(self) -> None:
        if not hasattr(self, "_spare") or (needs := self._needs()) == self._fitted:
            return
        self._fitted = needs
        for level in range(_LEVELS):
            self._write(level)
            if self._wanted_width() <= self.width():
                return

    def _needs(self) -> object:
        """What decides how much fits: fitting anew for the same would ask for a new layout without end."""
        own = {self.place, self.done, self.commit, self.palette_button, *self.buttons.values(), *self.shortened}
        others = [widget for action in self.actions() if (widget := self.widgetForAction(action)) not in own]
        sizes = [widget.sizeHint().width() for widget in others if widget is not None and not widget.isHidden()]
        names = [button.accessibleName() for button in self.shortened]
        page, keys = self._page, [printed_key(command_id) for command_id in ("flag", "palette", "commit")]
        place = (page.position, page.total) if page is not None else None
        return self.width(), self.font().pointSizeF(), place, self._summary and self._summary.today, names, sizes, keys

    def _write(self, level: int) -> None:
        self.buttons["flag"].show_level(is_written=level < 1)
        self.commit.show_level(is_written=True, has_key=level < 2)
        for button in self.shortened:
            button.show_short(is_short=level >= 2)
        for action in self._spare:  # last of all: they are in the menu, and have their keys
            action.setVisible(level < 4)
        page, summary = self._page, self._summary
        today = self.tr("{0} today").replace("{0}", counted(summary.today)) if summary is not None else ""
        text = self.tr("Report {0} of {1}") if level < 3 else "{0} / {1}"
        place = ""
        if page is not None:
            place = text.replace("{0}", counted(page.position)).replace("{1}", counted(page.total))
        for label, words in ((self.done, today if level < 2 else ""), (self.place, place)):
            if label.text() != words:
                label.setText(words)

    def _wanted_width(self) -> int:
        widgets = [self.widgetForAction(action) for action in self.actions() if action.isVisible()]
        layout, margins = self.layout(), self.contentsMargins()
        wanted = sum(max(widget.sizeHint().width(), widget.minimumWidth()) for widget in widgets if widget is not None)
        edge = layout.contentsMargins().left() + layout.contentsMargins().right() if layout is not None else 0
        return wanted + layout.spacing() * len(widgets) + edge + margins.left() + margins.right() if layout else wanted

    def _fill(self) -> None:
        for widget in (self.buttons["back"], self.buttons["forward"], self.place, self.done):
            self.addWidget(widget)
        self.taxonomy_action: QAction = self.addWidget(self.taxonomy)
        self.addWidget(self.mode)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        space.setObjectName("barSpace")
        self.addWidget(space)
        self.addWidget(self.buttons["flag"])
        spare = [self.addWidget(self.buttons[command_id]) for command_id in ("comment", "skip")]
        for button in (self.palette_button, self.commit):
            self.addWidget(button)
        self._spare = spare

    def _label(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
