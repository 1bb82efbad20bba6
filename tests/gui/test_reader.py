"""Who is reading: asked, switched in the middle of a report, told apart on the pills."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mosaic_desk.desk.readers import user_name
from mosaic_desk.gui.reader_dialog import ReaderDialog
from mosaic_desk.gui.reader_initials import shown_initials, tell_apart
from mosaic_desk.gui.settings import Settings, load_settings
from tests.gui.conftest import OpenDesk
from tests.gui.test_dialogs import when_open


@pytest.fixture(autouse=True)
def nobody_known() -> Iterator[None]:
    tell_apart(())
    yield
    tell_apart(())


@pytest.fixture
def dialog(qtbot: QtBot) -> ReaderDialog:
    dialog = ReaderDialog(current="Ada Berg", known=["Ben", "Ada Berg", "Anna Boe"])
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.qWaitForWindowActive(dialog)
    return dialog


def test_the_readers_of_the_project_are_offered_with_their_initials(dialog: ReaderDialog) -> None:
    offered = [dialog.names.item(row).text() for row in range(dialog.names.count())]
    assert offered == ["Ben  (BE)", "Ada Berg  (AdB)", "Anna Boe  (AnB)"]


def test_arrows_choose_and_enter_takes(dialog: ReaderDialog) -> None:
    assert dialog.focusWidget() is dialog.field
    names = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(dialog.field, key)
        names.append(dialog.name)
    assert names == ["Ben", "Ada Berg", "Anna Boe", "Ben", "Anna Boe"]
    QTest.keyPress(dialog.field, Qt.Key.Key_Return)
    assert dialog.result() == ReaderDialog.DialogCode.Accepted


def test_a_reader_has_a_name(dialog: ReaderDialog) -> None:
    dialog.field.setText("   ")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.problem.text().startswith("Give a name")
    dialog.field.setText("  Åse   <b>Holm</b> ")
    assert dialog.name == "Åse <b>Holm</b>"


def test_another_reader_in_the_middle_of_a_report_answers_from_then_on(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("n")

    def switch(shown: ReaderDialog) -> None:
        shown.field.setText("Anna Boe")
        shown.accept()

    when_open(ReaderDialog, switch)
    desk.window.commands["reader"].trigger()
    desk.settle()
    desk.window.activateWindow()
    QTest.qWaitForWindowActive(desk.window)
    desk.press("n")
    corrections = desk.session.stored["R-0001"].corrections
    assert [str(correction.reader) for correction in corrections.values()] == ["Ada Berg", "Anna Boe"]
    assert load_settings().reader == "Anna Boe"
    assert (shown_initials("Ada Berg"), shown_initials("Anna Boe")) == ("AdB", "AnB")
    assert desk.window.around.reader.button.text() == "Anna Boe (AnB)"


def test_a_reader_without_a_name_is_the_user_of_the_system(open_desk: OpenDesk) -> None:
    desk = open_desk(settings=Settings())
    assert desk.window.around.reader.name == user_name()
    assert user_name() in desk.window.around.reader.button.accessibleName()


def test_initials_are_told_apart_only_among_those_who_are_known() -> None:
    assert shown_initials("Ada Berg") == "AB"
    assert tell_apart(["Ada Berg", "Anna Boe"])
    assert not tell_apart(["Ada Berg", "Anna Boe"])
    assert [shown_initials(name) for name in ("Ada Berg", "Anna Boe", "Cleo Dahl")] == ["AdB", "AnB", "CD"]
