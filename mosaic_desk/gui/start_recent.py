"""The recent projects: a list in the start window, a part of the File menu. Missing ones say what is wrong."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget

from mosaic_desk.desk.recent import Absence, RecentProject, forget, recent_list
from mosaic_desk.gui.colours import current_look

_SHOWN_IN_MENU = 8


class RecentList(QListWidget):
    """Enter opens, Delete takes off the list; a missing project can be taken off, but not opened."""

    opened = Signal(Path)
    refused = Signal(str)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Recent projects"))
        self.setToolTip(self.tr("Enter opens a project, Delete takes it off the list"))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _item: self.open_current())
        self.projects: tuple[RecentProject, ...] = ()
        self.fill()

    @property
    def current(self) -> RecentProject | None:
        """The project that is chosen."""
        return self.projects[self.currentRow()] if 0 <= self.currentRow() < len(self.projects) else None

    def fill(self) -> None:
        """Read the list anew; the place in it stays."""
        row = max(self.currentRow(), 0)
        self.projects = recent_list()
        self.clear()
        for project in self.projects:
            self.addItem(self._item(project))
        if self.projects:
            self.setCurrentRow(min(row, len(self.projects) - 1))
        self.changed.emit()

    def open_current(self) -> None:
        """Open the chosen project, or say why not."""
        project = self.current
        if project is None:
            return
        if project.absence is None:
            self.opened.emit(project.path)
        else:
            text = self.tr("“{0}” cannot be opened: {1}.").replace("{0}", project.name)
            self.refused.emit(text.replace("{1}", absence_words(project.absence)))

    def forget_current(self) -> None:
        """Take the chosen project off the list; the file stays."""
        if self.current is not None:
            forget(self.current.path)
            self.fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete takes off the list; Enter stays here, the dialog's own button must not hear it too."""
        if event.key() == Qt.Key.Key_Delete:
            self.forget_current()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        else:
            super().keyPressEvent(event)

    def _item(self, project: RecentProject) -> QListWidgetItem:
        below = str(project.path.parent) if project.absence is None else absence_words(project.absence)
        item = QListWidgetItem(f"{project.name}\n{below}")
        item.setToolTip(str(project.path).replace("<", "‹"))
        if project.absence is not None:
            item.setForeground(current_look().dim)
        return item


def absence_words(absence: Absence) -> str:
    """Why a project is missing, as a clause."""
    return {
        Absence.FILE: QCoreApplication.translate("Start", "the file is not there any more"),
        Absence.FOLDER: QCoreApplication.translate("Start", "its folder is not there now"),
        Absence.UNREADABLE: QCoreApplication.translate("Start", "its folder cannot be read now"),
    }[absence]


def fill_recent_menu(menu: QMenu, *, but: Path, open_project: Callable[[Path], None]) -> None:
    """Fill a menu with the other recent projects, missing ones greyed with the reason."""
    menu.clear()
    projects = [project for project in recent_list() if project.path != but][:_SHOWN_IN_MENU]
    for place, project in enumerate(projects, 1):
        text = project.name if project.absence is None else f"{project.name} — {absence_words(project.absence)}"
        action = menu.addAction(f"&{place}  " + text.replace("&", "&&"))
        action.setStatusTip(str(project.path))
        action.setEnabled(project.absence is None)
        action.triggered.connect(lambda _checked=False, path=project.path: open_project(path))
    menu.setEnabled(bool(projects))
