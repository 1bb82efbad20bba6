"""The window and its dialogs for the keyboard and for a screen reader: names, order, a ring that is seen."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QToolBar,
    QWidget,
)

from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, RefusedLine
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import CommentEntry
from mosaic_desk.core.worklist_values import SavedView
from mosaic_desk.desk.sources import Sources
from mosaic_desk.gui.about import AboutDialog
from mosaic_desk.gui.adapter_decision import AdapterDecision, Decision
from mosaic_desk.gui.adapters_dialog import AdaptersDialog
from mosaic_desk.gui.class_button import ClassButton
from mosaic_desk.gui.command_palette import CommandPalette, menu_entries
from mosaic_desk.gui.commands import COMMANDS
from mosaic_desk.gui.comment_list import CommentList
from mosaic_desk.gui.export_dialog import ExportDialog
from mosaic_desk.gui.go_to import GoToDialog
from mosaic_desk.gui.import_dialog import ImportDialog
from mosaic_desk.gui.key_help import KeyHelp
from mosaic_desk.gui.main_window import MainWindow
from mosaic_desk.gui.new_project_dialog import NewProjectDialog
from mosaic_desk.gui.note_dialog import NoteDialog
from mosaic_desk.gui.progress_dialog import ProgressDialog
from mosaic_desk.gui.queue_words import QUEUES
from mosaic_desk.gui.reader_dialog import ReaderDialog
from mosaic_desk.gui.session_dialog import SessionDialog
from mosaic_desk.gui.session_end import SessionEndDialog
from mosaic_desk.gui.session_page import SessionPage
from mosaic_desk.gui.settings import Settings
from mosaic_desk.gui.settings_dialog import SettingsDialog
from mosaic_desk.gui.skip_dialog import SkipDialog
from mosaic_desk.gui.start_window import StartWindow
from mosaic_desk.gui.training_dialog import TrainingDialog
from mosaic_desk.gui.worklist_views import SaveViewDialog, ViewsDialog
from tests.gui.conftest import OpenDesk
from tests.gui.fake_session import MODEL, TAXONOMY
from tests.gui.fake_sessions import end_of, standing_of
from tests.gui.fake_training import ALIVE, FakeTraining, comparison

INTERACTIVE = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QKeySequenceEdit, QLineEdit,
    QPlainTextEdit, QTabBar, QTextEdit,
)  # fmt: skip

COMMENT = CommentEntry(
    report_id=ReportId("R-0001"), position=1, comment="look again", reader=ReaderName("Ada"), at="2024-01-01T00:00:00Z"
)
VIEW = SavedView(name="Mine", query="is:flagged")


def training_dialog(window: MainWindow, *, page: str) -> TrainingDialog:
    """The dialog with all that it can show, at one of its pages."""
    face, dialog = FakeTraining(view=ALIVE), TrainingDialog(window)
    before = face.before(dialog.before.choice)
    dialog.before.show_before(before)
    dialog.before.show_means(face.means(before))
    dialog.before.choices.more.setChecked(True)
    if page == "run":
        dialog.show_run(ALIVE)
    elif page == "after":
        face.compare = lambda: comparison(reports=12, first_reads=0, is_better=False)
        dialog.after.show_result(face.result(ALIVE.name)())
    dialog.go_to(getattr(dialog, page))
    return dialog


def adapters_dialog(window: MainWindow) -> AdaptersDialog:
    face, dialog = FakeTraining(), AdaptersDialog(window)
    face.promote("2026-11-23-1", checked="checked", reader=ReaderName("Ada"), reason="Better.")
    dialog.show_shelf(face.listed(), can_write=True)
    return dialog


def session_dialog(window: MainWindow) -> SessionDialog:
    dialog = SessionDialog(TAXONOMY, window)
    dialog.show_findings(window.flow.summary.counts if window.flow.summary else ())
    dialog.show_views((VIEW,))
    dialog.queues.selectRow(QUEUES.index(QueueKind.SEARCH))
    return dialog


DIALOGS: dict[str, Callable[[MainWindow], QDialog]] = {
    "settings": lambda window: SettingsDialog(window.preferences.settings, window),
    "keys": KeyHelp,
    "palette": lambda window: CommandPalette(menu_entries(window.commands.menus.values()), window),
    "about": lambda window: AboutDialog([MODEL], window),
    "go to": lambda window: GoToDialog(total=4, parent=window),
    "note": lambda window: NoteDialog(title="R-0001", about="R-0001", text="", hint="", parent=window),
    "skip": SkipDialog,
    "comments": lambda window: CommentList([COMMENT], window),
    "progress": ProgressDialog,
    "new project": lambda window: NewProjectDialog(window.background, reader="Ada", parent=window),
    "start": lambda window: StartWindow(window.background, reader="Ada"),
    "reader": lambda window: ReaderDialog(current="Ada", known=["Ada", "Ben"], parent=window),
    "export": ExportDialog,
    "before a training": lambda window: training_dialog(window, page="before"),
    "a training": lambda window: training_dialog(window, page="run"),
    "after a training": lambda window: training_dialog(window, page="after"),
    "adapters": adapters_dialog,
    "promote": lambda window: AdapterDecision(
        Decision(title="A question", headline="Better", sentences=("It suggests.",), button="Do it", doubts=("Few.",)),
        reader="Ada", parent=window,
    ),
    "session": session_dialog,
    "a session": lambda window: SessionPage(standing_of(read=37), window),
    "after a session": lambda window: SessionEndDialog(
        end_of(standing_of(read=120), corrected=88), can_retrain=True, parent=window
    ),
    "save view": lambda window: SaveViewDialog("is:flagged", (VIEW,), window),
    "views": lambda window: ViewsDialog((VIEW,), window),
    "import": lambda window: ImportDialog(
        Sources(incoming=(
            Incoming(
                source="a.jsonl", format="jsonl", reports=(IncomingReport(report=Report(report_id="1", text="x")),),
                refused=(RefusedLine(place="line 2", reason="has no id"),),
            ),
        )), window,
    ),
}  # fmt: skip


def interactive(top: QWidget) -> Iterator[QWidget]:
    """What can be used: no scroll bars, no parts that Qt makes inside a control of its own."""
    for widget in top.findChildren(QWidget):
        inside = widget.parentWidget()
        is_part = isinstance(inside, (QComboBox, QAbstractSpinBox, QLineEdit, QKeySequenceEdit)) or (
            widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar)
            or (isinstance(widget, QAbstractButton) and isinstance(inside, QTabBar))
            or type(widget).__name__ == "QComboBoxListView" or type(widget).__name__ == "QHeaderView"
            or (isinstance(inside, QAbstractItemView) and isinstance(widget, QAbstractButton))
        )  # fmt: skip
        if isinstance(widget, INTERACTIVE) and widget.isVisibleTo(top) and not is_part:
            yield widget


def spoken(widget: QWidget) -> str:
    """What a screen reader says: the name, or the words on a button; tabs have their pages' name."""
    if isinstance(widget, QTabBar) and isinstance(widget.parentWidget(), QTabWidget):
        return widget.accessibleName() or widget.parentWidget().accessibleName()
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def walked(top: QWidget, *, start: QWidget, most: int = 300) -> list[QWidget]:
    """What Tab goes through until it comes round."""
    start.setFocus()
    seen: list[QWidget] = []
    for _ in range(most):
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return seen


def shown(dialog: QDialog, window: MainWindow) -> QDialog:
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    QApplication.processEvents()
    return dialog


def all_menus(window: MainWindow) -> list[QMenu]:
    return window.menuBar().findChildren(QMenu)


def test_everything_in_the_window_has_a_name(open_desk: OpenDesk) -> None:
    window = open_desk().window
    unnamed = [(type(w).__name__, w.objectName()) for w in interactive(window) if not spoken(w).strip()]
    assert unnamed == []
    assert sum(1 for _ in interactive(window)) > 60


@pytest.mark.parametrize("name", DIALOGS)
def test_everything_in_a_dialog_has_a_name(open_desk: OpenDesk, name: str) -> None:
    window = open_desk().window
    dialog = shown(DIALOGS[name](window), window)
    assert dialog.windowTitle()
    unnamed = [(type(w).__name__, w.objectName()) for w in interactive(dialog) if not spoken(w).strip()]
    assert unnamed == []
    dialog.close()


@pytest.mark.parametrize("name", DIALOGS)
def test_everything_in_a_dialog_is_reached_with_tab(open_desk: OpenDesk, name: str) -> None:
    window = open_desk().window
    dialog = shown(DIALOGS[name](window), window)
    pages = dialog.tabs.count() if isinstance(dialog, SettingsDialog) else 1
    for page in range(pages):
        if isinstance(dialog, SettingsDialog):
            dialog.tabs.setCurrentIndex(page)
        first = next(w for w in interactive(dialog) if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
        reached = walked(dialog, start=first)
        for widget in interactive(dialog):
            # Arrows in the field above move the choice of such a list; their own tests press them.
            is_served = isinstance(dialog, (CommandPalette, CommentList)) and isinstance(widget, QAbstractItemView)
            if widget.isEnabled() and not is_served:
                assert any(w is widget or widget.isAncestorOf(w) for w in reached), spoken(widget)
    dialog.close()


def test_everything_in_the_window_is_reached_with_tab_f6_or_a_key(open_desk: OpenDesk) -> None:
    desk = open_desk()
    window = desk.window
    reached = walked(window, start=window.findings.filter)
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6)
        QApplication.processEvents()
        reached.append(QApplication.focusWidget())
    with_key = {action for menu in all_menus(window) for action in menu.actions()}
    for widget in interactive(window):
        if isinstance(widget, ClassButton) or not widget.isEnabled():
            continue  # P N U M do what the buttons do; the row keeps the keyboard
        action = widget.defaultAction() if hasattr(widget, "defaultAction") else None
        is_reached = any(w is widget or widget.isAncestorOf(w) for w in reached if w is not None)
        assert is_reached or action in with_key, (type(widget).__name__, spoken(widget))


def test_tab_goes_through_a_panel_before_it_leaves_it(open_desk: OpenDesk) -> None:
    window = open_desk().window
    order = walked(window, start=window.findings.filter)
    panels = [
        next((name for name, panel in (("worklist", window.worklist), ("report", window.report),
                                       ("findings", window.findings), ("bar", window.top_bar))
              if panel.isAncestorOf(widget)), "other")
        for widget in order
    ]  # fmt: skip
    runs = [name for place, name in enumerate(panels) if place == 0 or panels[place - 1] != name]
    for name in ("worklist", "report", "bar"):
        assert runs.count(name) <= 1, runs
    assert runs.count("findings") <= 2  # it was entered in its middle


def test_every_command_is_in_a_menu_and_in_the_palette_and_says_what_it_does(open_desk: OpenDesk) -> None:
    window = open_desk().window
    in_menus = {action for menu in all_menus(window) for action in menu.actions()}
    in_palette = {entry.action for entry in menu_entries(window.commands.menus.values(), without="")}
    for command in COMMANDS:
        action = window.commands[command.id]
        assert action in in_menus, command.id
        assert action in in_palette, command.id
        assert action.statusTip(), command.id
        assert action.toolTip(), command.id


def test_a_control_of_the_bars_says_its_key_in_its_tip(open_desk: OpenDesk) -> None:
    window = open_desk().window
    for bar in window.findChildren(QToolBar):
        for action in bar.actions():
            if not action.shortcut().isEmpty():
                key = action.shortcut().toString()
                assert key in action.toolTip(), action.text()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", ["settings", "keys", "go to"])
def test_what_has_the_keyboard_looks_different(open_desk: OpenDesk, name: str, theme: str) -> None:
    window = open_desk(settings=Settings(reader="Ada", theme=theme)).window
    dialog = shown(DIALOGS[name](window), window)
    first = next(w for w in interactive(dialog) if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
    reached = walked(dialog, start=first)
    assert len(reached) >= 3
    for widget in reached:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        with_ring = widget.grab().toImage()
        elsewhere = next(other for other in reached if other is not widget)
        elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if isinstance(widget, QLineEdit):  # a caret alone is no ring
            assert with_ring.pixelColor(with_ring.width() // 2, 0) != widget.grab().toImage().pixelColor(
                with_ring.width() // 2, 0
            ), spoken(widget)
        assert with_ring != widget.grab().toImage(), (type(widget).__name__, spoken(widget))
    dialog.close()


def test_texts_from_outside_are_never_rendered_as_markup(open_desk: OpenDesk) -> None:
    """A label that shows what came from a file says so in its format."""
    desk = open_desk(texts=["<b>FINDINGS</b>: clear."])
    for label in desk.window.findChildren(QLabel):
        if label.text() and Qt.mightBeRichText(label.text()):
            assert label.textFormat() is Qt.TextFormat.PlainText, label.text()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_picker_picks_with_enter_and_does_nothing_more(open_desk: OpenDesk) -> None:
    desk = open_desk()
    window = desk.window
    before = dict(desk.session.stored["R-0001"].corrections), desk.report_id
    dialog = shown(SettingsDialog(window.preferences.settings, window), window)
    dialog.theme.setFocus()
    dialog.theme.showPopup()
    QApplication.processEvents()
    view = dialog.theme.view()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert dialog.theme.currentData() == "light"
    assert dialog.isVisible()
    for field in (dialog.search, dialog.reader):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.close()
    assert (dict(desk.session.stored["R-0001"].corrections), desk.report_id) == before


def test_close_is_not_the_default_where_enter_means_something_else(open_desk: OpenDesk) -> None:
    window = open_desk().window
    for name in ("settings", "keys"):
        dialog = DIALOGS[name](window)
        buttons = dialog.findChild(QDialogButtonBox).buttons()
        assert not any(button.isDefault() or button.autoDefault() for button in buttons)
        dialog.deleteLater()
