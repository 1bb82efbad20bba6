"""The first window where no project is open: the demo, a new project, or one that there is. Stores nothing itself."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.desk.demo import demo_project
from mosaic_desk.desk.new_project import ENDING
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.desk_words import error_words
from mosaic_desk.gui.drops import Drops
from mosaic_desk.gui.new_project_dialog import NewProjectDialog
from mosaic_desk.gui.own_enter import press_on_own_enter
from mosaic_desk.gui.scrolled import scrolled
from mosaic_desk.gui.start_recent import RecentList


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """The project to open; `is_demo` has its suggestions made."""

    path: Path
    is_demo: bool = False


class StartWindow(QDialog):
    """`exec` it, then read `chosen`: None where the reader wants nothing."""

    def __init__(self, background: Background, *, reader: str, problem: str = "") -> None:
        super().__init__()
        self.setWindowTitle("MOSAIC Desk")
        drops = Drops(self)
        drops.dropped.connect(self._take_drop)
        drops.refused.connect(self.say)
        self._background = background
        self._reader = reader
        self.chosen: Chosen | None = None
        self.problem = _sentence(problem)
        self.problem.setProperty("role", "problem")
        self.problem.setVisible(bool(problem))
        self.try_demo = self._button(self.tr("Try the &demo"), self._open_demo)
        self.new_project = self._button(self.tr("&New project from files…"), self.ask_new)
        self.open_other = self._button(self.tr("&Open a project…"), self._ask_open)
        self.recent = RecentList()
        self.recent.opened.connect(lambda path: self._choose(Chosen(path=path)))
        self.recent.refused.connect(self.say)
        self.forget = QPushButton(self.tr("&Remove from list"))
        self.forget.setToolTip(self.tr("Take the project off this list; its file stays where it is (Delete)"))
        press_on_own_enter(self.forget)
        self.forget.clicked.connect(self.recent.forget_current)
        self.recent.changed.connect(self._show_recent)
        self._lay_out()
        self._show_recent()
        (self.recent if self.recent.projects else self.try_demo).setFocus()

    def say(self, text: str) -> None:
        """Show a sentence that stays."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def ask_new(self, sources: tuple[Path, ...] = ()) -> None:
        """Ask what a new project is to be, and take the one that was made."""
        dialog = NewProjectDialog(self._background, reader=self._reader, sources=sources, parent=self)
        dialog.exec()
        made = dialog.made
        dialog.deleteLater()
        if made is not None:
            self._choose(Chosen(path=made.path))

    def _take_drop(self, files: tuple[Path, ...]) -> None:
        """A project is opened; anything else is to become one."""
        projects = [file for file in files if file.suffix == ENDING]
        if projects:
            self._choose(Chosen(path=projects[0]))
        else:
            self.ask_new(files)

    def _open_demo(self) -> None:
        self.say(self.tr("Preparing the demo…"))
        self.setEnabled(False)
        self._background.ask(
            lambda: demo_project(None),
            done=lambda path: self._choose(Chosen(path=path, is_demo=True)),
            failed=self._fail,
        )

    def _ask_open(self) -> None:
        wanted = self.tr("MOSAIC Desk projects (*.mosaic)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open project"), "", wanted)
        if name:
            self._choose(Chosen(path=Path(name)))

    def _choose(self, chosen: Chosen) -> None:
        self.chosen = chosen
        self.accept()

    def _fail(self, error: MosaicError | None) -> None:
        self.setEnabled(True)
        self.say(error_words(error) if error is not None else self.tr("That did not work; nothing was changed."))

    def _show_recent(self) -> None:
        self._recent_side.setVisible(bool(self.recent.projects))

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("primary", text == self.tr("Try the &demo"))
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _lay_out(self) -> None:
        title = _sentence("MOSAIC Desk")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        title.setFont(font)
        aim = _sentence(
            self.tr(
                "Label radiology reports with a small model on this computer: it suggests, you decide. "
                "For research labelling, not for diagnosis."
            )
        )
        aim.setProperty("role", "dim")
        sides = QHBoxLayout()
        sides.setSpacing(34)
        sides.addLayout(self._ways(), 5)
        self._recent_side = QWidget()
        side = QVBoxLayout(self._recent_side)
        side.setContentsMargins(0, 0, 0, 0)
        heard = QLabel(self.tr("Recent projects"))
        heard.setBuddy(self.recent)
        for widget in (heard, self.recent):
            side.addWidget(widget)
        side.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignRight)
        sides.addWidget(self._recent_side, 4)
        inside = QWidget()
        inside.setObjectName("pageArea")
        column = QVBoxLayout(inside)
        column.setContentsMargins(34, 26, 34, 22)
        column.setSpacing(14)
        for widget in (title, aim, self.problem):
            column.addWidget(widget)
        column.addLayout(sides, 1)
        self._scroll(inside)

    def _ways(self) -> QLayout:
        ways = QVBoxLayout()
        ways.setSpacing(6)
        says: dict[QPushButton, str] = {
            self.try_demo: self.tr("90 written reports in five languages, some already corrected. Nothing to prepare."),
            self.new_project: self.tr("From JSON lines, CSV or an Open-i archive. You see what would come in first."),
            self.open_other: self.tr("A file that ends in .mosaic, made here or by someone else."),
        }
        for button, text in says.items():
            ways.addWidget(button)
            sentence = _sentence(text)
            sentence.setProperty("role", "dim")
            button.setAccessibleDescription(text)
            ways.addWidget(sentence)
            ways.addSpacing(8)
        drop = _sentence(self.tr("Or drop files of reports, a folder of them, or a project anywhere here."))
        drop.setObjectName("reportNotice")
        ways.addWidget(drop)
        ways.addStretch(1)
        return ways

    def _scroll(self, inside: QWidget) -> None:
        area = scrolled(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        unit, room = self.fontMetrics().height(), self.screen().availableSize()
        self.resize(min(unit * 46, room.width() - 40), min(unit * 27, room.height() - 60))


def _sentence(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
