"""Saved views on the screen: the button that says which queue is served, and the dialogs that name views."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.core.worklist_values import SavedView
from mosaic_desk.gui.own_enter import press_on_own_enter
from mosaic_desk.gui.words import plain_tip

_WIDEST = 18
_WIDEST_SHORT = 8
"""In average characters: a long name is cut on the button, not in the menu."""


class QueueButton(QToolButton):
    """“Queue: All reports ▾”. `show_views` in; `chosen` (a query) out."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queueButton")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.views_menu = QMenu(self)
        self.views_menu.setToolTipsVisible(True)
        self.setMenu(self.views_menu)
        self._more: tuple[QAction, ...] = ()
        self._name = self._key = self._session = ""
        self._is_short = False
        self.show_views((), served="")

    def add_actions(self, *actions: QAction, key: str) -> None:
        """Commands at the end of the menu, and the key that opens it."""
        self._more, self._key = actions, key

    def show_views(self, views: tuple[SavedView, ...], *, served: str) -> None:
        """Which queues there are, and which of them “next” serves from."""
        self.views_menu.clear()
        group = QActionGroup(self.views_menu)
        name = self.tr("Your search")
        for part in (self._own(), views):
            for view in part:
                action = self.views_menu.addAction(view.name.replace("&", "&&"))
                action.setCheckable(True)
                action.setToolTip(view.query)
                action.setStatusTip(view.query)
                action.setData(view.query)
                action.triggered.connect(lambda _on=False, query=view.query: self.chosen.emit(query))
                group.addAction(action)
                if view.query == served:
                    action.setChecked(True)
                    name = view.name
            self.views_menu.addSeparator()
        self.views_menu.addActions(list(self._more))
        self._name = name
        self._write()

    def show_session(self, session: str) -> None:
        """A reading session takes the queue's place: “Rare findings 37/120”, in short “37/120”; empty: none is."""
        self._session = session
        self._write()

    def show_short(self, *, is_short: bool) -> None:
        """Write no more than is needed, where there is no room."""
        if is_short != self._is_short:
            self._is_short = is_short
            self._write()

    def _own(self) -> tuple[SavedView, ...]:
        return (
            SavedView(name=self.tr("All reports"), query=""),
            SavedView(name=self.tr("Unread"), query="state:unread"),
            SavedView(name=self.tr("Started"), query="state:started"),
            SavedView(name=self.tr("Unsure"), query="is:unsure"),
            SavedView(name=self.tr("Flagged"), query="is:flagged"),
        )

    def _write(self) -> None:
        name, widest = self._session or self._name, _WIDEST_SHORT if self._is_short else _WIDEST
        shown = name if len(name) <= widest else name[: widest - 1] + "…"
        whole = self.tr("Queue: {0}").replace("{0}", name)
        text = shown if self._is_short else self.tr("Queue: {0}").replace("{0}", shown)
        if self._session:
            text = name.rpartition("\N{NO-BREAK SPACE}")[2] if self._is_short else name
        self.setText(f"{text} ▾".replace("&", "&&"))
        self.setAccessibleName(whole)
        tip = self.tr("Which reports are shown and served next ({0})")
        self.setToolTip(plain_tip(f"{whole}. {tip.replace('{0}', self._key)}"))


class SaveViewDialog(QDialog):
    """`exec` it, then read `name`."""

    def __init__(self, query: str, views: tuple[SavedView, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save view"))
        self._names = {view.name.casefold() for view in views}
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Name of the view"))
        self.field.textChanged.connect(self._judge)
        shown = _plain(query)
        shown.setProperty("role", "dim")
        self.said = _plain("")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        for widget in (_plain(self.tr("Name this view:")), self.field, shown, self.said, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 48)
        self.save.setDefault(True)  # not before it lies in the dialog
        self._judge("")

    @property
    def name(self) -> str:
        """What was typed."""
        return self.field.text().strip()

    def _judge(self, _text: str) -> None:
        is_known = self.name.casefold() in self._names
        self.said.setText(self.tr("There is a view of that name: it will be replaced.") if is_known else " ")
        self.save.setText(self.tr("Replace") if is_known else self.tr("Save"))
        self.save.setEnabled(bool(self.name))


class ViewsDialog(QDialog):
    """The saved views: `used`, `renamed` (old, new) and `deleted` out."""

    used = Signal(str)
    renamed = Signal(str, str)
    deleted = Signal(str)

    def __init__(self, views: tuple[SavedView, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Saved views"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Saved views"))
        self.list.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed)
        for view in views:
            item = QListWidgetItem(view.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setData(Qt.ItemDataRole.UserRole, view)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._rename)
        self.list.currentItemChanged.connect(lambda _now, _before: self._tell())
        self.query = _plain("")
        self.query.setProperty("role", "dim")
        self._buttons = QHBoxLayout()
        self.use_button = self._button(self.tr("&Use as queue"), self._use)
        self.rename_button = self._button(self.tr("&Rename (F2)"), lambda: self.list.editItem(self.list.currentItem()))
        self.delete_button = self._button(self.tr("&Delete…"), self._delete)
        self._buttons.addStretch(1)
        self._button(self.tr("&Close"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        none = _plain(self.tr("No view is saved yet. Search in the worklist, then “Save this search as a view”."))
        none.setVisible(not views)
        for widget in (none, self.list, self.query):
            layout.addWidget(widget)
        layout.addLayout(self._buttons)
        self._tell()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a dozen views."""
        unit = self.fontMetrics().height()
        return QSize(unit * 30, unit * 20)

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        press_on_own_enter(button)
        button.clicked.connect(slot)
        self._buttons.addWidget(button)
        return button

    def _current(self) -> SavedView | None:
        item = self.list.currentItem()
        view = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return view if isinstance(view, SavedView) else None

    def _tell(self) -> None:
        view = self._current()
        self.query.setText(view.query if view is not None else "")
        for button in (self.use_button, self.rename_button, self.delete_button):
            button.setEnabled(view is not None)

    def _use(self) -> None:
        view = self._current()
        if view is not None:
            self.used.emit(view.query)
            self.accept()

    def _rename(self, item: QListWidgetItem) -> None:
        view, name = item.data(Qt.ItemDataRole.UserRole), item.text().strip()
        if not isinstance(view, SavedView) or name == view.name:
            return
        others = {self.list.item(row).text().strip().casefold() for row in range(self.list.count())
                  if self.list.item(row) is not item}  # fmt: skip
        if not name or name.casefold() in others:
            item.setText(view.name)
            return
        item.setData(Qt.ItemDataRole.UserRole, SavedView(name=name, query=view.query))
        self.renamed.emit(view.name, name)

    def _delete(self) -> None:
        view = self._current()
        if view is not None and self._may_delete(view):
            self.list.takeItem(self.list.currentRow())
            self.deleted.emit(view.name)
            self._tell()

    def _may_delete(self, view: SavedView) -> bool:
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Delete view"))
        box.setText(self.tr("Delete the view “{0}”? The reports stay as they are.").replace("{0}", view.name))
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(cancel)
        box.exec()
        return box.clickedButton() is delete


def _plain(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
