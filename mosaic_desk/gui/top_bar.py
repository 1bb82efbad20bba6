"""The tool bar: back and forward, where the reader is, and the button that commits."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.review import ProjectSummary, ReviewPage
from mosaic_desk.gui.actions import Actions
from mosaic_desk.gui.colours import current_look
from mosaic_desk.gui.glyphs import Glyph, glyph_icon

_ICONS = {"back": Glyph.BACK, "forward": Glyph.FORWARD, "flag": Glyph.FLAG}


_TAXONOMY_WIDTH = 12
"""In heights of the font: most titles fit, and the bar still does with large type."""


class TopBar(QToolBar):
    """`show_page` and `show_summary` in; `taxonomy_chosen` out."""

    taxonomy_chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._actions = actions
        self.place = self._label()
        self.done = self._label()
        self.done.setProperty("role", "dim")
        self.taxonomy = QComboBox()
        self.taxonomy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.taxonomy.setAccessibleName(self.tr("Taxonomy"))
        self.taxonomy.activated.connect(lambda _index: self.taxonomy_chosen.emit(self.taxonomy.currentData()))
        self._fill()
        self.restyle()

    def show_page(self, page: ReviewPage) -> None:
        """Where in the project the open report lies."""
        text = self.tr("Report {0} of {1}")
        self.place.setText(text.replace("{0}", f"{page.position:,}").replace("{1}", f"{page.total:,}"))
        self._actions["flag"].setChecked(page.is_flagged)

    def show_summary(self, summary: ProjectSummary) -> None:
        """How much is done, and which taxonomies there are."""
        self.done.setText(self.tr("{0} done").replace("{0}", f"{summary.done:,}"))
        known = [(self.taxonomy.itemData(i), self.taxonomy.itemText(i)) for i in range(self.taxonomy.count())]
        if known != list(summary.taxonomies):
            self.taxonomy.clear()
            for taxonomy_id, title in summary.taxonomies:
                self.taxonomy.addItem(title, taxonomy_id)
                self.taxonomy.setItemData(self.taxonomy.count() - 1, title, Qt.ItemDataRole.ToolTipRole)
            self.restyle()
        self.taxonomy_action.setVisible(len(summary.taxonomies) > 1)

    def select_taxonomy(self, taxonomy_id: TaxonomyId) -> None:
        """Show which taxonomy is asked."""
        self.taxonomy.setCurrentIndex(self.taxonomy.findData(taxonomy_id))

    def restyle(self) -> None:
        """Draw the icons in the colours and the size of the look."""
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        self.taxonomy.setMinimumWidth(side * _TAXONOMY_WIDTH)
        for command_id, glyph in _ICONS.items():
            self._actions[command_id].setIcon(glyph_icon(glyph, current_look().text, side))
            self._actions[command_id].setIconVisibleInMenu(False)

    def _fill(self) -> None:
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add("back", Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._add("forward", Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.addWidget(self.place)
        self.addWidget(self.done)
        self.taxonomy_action: QAction = self.addWidget(self.taxonomy)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        space.setObjectName("barSpace")
        self.addWidget(space)
        self._add("flag", Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add("palette", Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._add("commit", Qt.ToolButtonStyle.ToolButtonTextOnly).setObjectName("commitButton")

    def _add(self, command_id: str, style: Qt.ToolButtonStyle) -> QToolButton:
        action = self._actions[command_id]
        if style is not Qt.ToolButtonStyle.ToolButtonIconOnly:
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setIconText(key if command_id == "palette" else f"{action.text()}  {key}")
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(style)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())
        self.addWidget(button)
        return button

    def _label(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
