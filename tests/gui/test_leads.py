"""Leads in the window: who they are, what others are told, the share of first reads."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mosaic_desk.core.errors import ProjectError
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.gui.first_read_dialog import FirstReadDialog
from mosaic_desk.gui.note_dialog import NoteDialog
from mosaic_desk.gui.reader_dialog import ReaderDialog
from mosaic_desk.gui.settings_dialog import SettingsDialog
from tests.gui.conftest import CLEAR, Desk, OpenDesk
from tests.gui.fake_session import FakeSession
from tests.gui.test_dialogs import when_open

ADA, BEN = ReaderName("Ada Berg"), ReaderName("Ben")
WHY_NOT = "Only a lead edits guidelines: Ben."


def led_by(*leads: ReaderName) -> FakeSession:
    session = FakeSession([CLEAR] * 2)
    session.leading.kept = leads
    return session


def in_readers(desk: Desk, qtbot: QtBot, *steps) -> None:
    """Opens “Who is reading?”, waits until it says who leads, then takes the steps, each when the desk is done."""

    def go_on() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ReaderDialog) or dialog.leads.isHidden() or not desk.window.background.is_idle:
            return
        try:
            step = left.pop(0) if left else None
            if step is not None:
                step(dialog)
        except BaseException:
            step = None
            raise
        finally:
            if step is None:
                timer.stop()
                dialog.reject()

    left = list(steps)
    timer = QTimer()
    timer.timeout.connect(go_on)
    timer.start(20)
    desk.window.commands["reader"].trigger()
    qtbot.waitUntil(lambda: not timer.isActive())
    desk.settle()


def test_others_see_the_guideline_and_why_they_cannot_edit_it(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(led_by(BEN))
    desk.press("h")
    guideline = desk.window.findings.guideline
    assert guideline.isVisible() and guideline.text
    assert guideline.why_not.isVisible() and guideline.why_not.text() == WHY_NOT
    assert not guideline.edit.isEnabled() and WHY_NOT.rstrip(".") in guideline.edit.toolTip()
    assert not desk.window.commands["edit_guideline"].isEnabled()
    desk.press("h", held=Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.activeModalWidget() is None


def test_a_lead_edits_and_so_does_everyone_where_nobody_leads(open_desk: OpenDesk) -> None:
    for session in (led_by(), led_by(BEN, ADA)):
        desk = open_desk(session)
        desk.press("h")
        assert desk.window.findings.guideline.why_not.isHidden()
        seen: list[str] = []
        when_open(NoteDialog, lambda dialog, seen=seen: (seen.append(dialog.windowTitle()), dialog.reject()))
        desk.press("h", held=Qt.KeyboardModifier.ShiftModifier)
        assert len(seen) == 1


def test_the_first_who_says_so_leads_and_makes_others_leads(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(led_by())
    said: list[str] = []

    def claim(dialog: ReaderDialog) -> None:
        said.append(dialog.leads.text())
        assert dialog.lead.text() == "I &lead" and dialog.lead.accessibleName() == "I lead: Ada Berg"
        QTest.keyClick(dialog.lead, Qt.Key.Key_Return)

    def make(dialog: ReaderDialog) -> None:
        said.append(dialog.leads.text())
        assert not dialog.lead.isEnabled()  # the only one stays
        dialog.field.setText("Ben")
        assert dialog.lead.text() == "Make a &lead"
        QTest.keyClick(dialog.lead, Qt.Key.Key_Space)

    def look(dialog: ReaderDialog) -> None:
        said.append(dialog.leads.text())
        names = [dialog.names.item(row).text() for row in range(2)]
        assert names == ["Ada Berg  (AB)  ·  leads", "Ben  (BE)  ·  leads"]
        assert dialog.lead.text() == "No &longer a lead"

    in_readers(desk, qtbot, claim, make, look)
    assert said[0] == "Nobody leads yet, so everyone may write guidelines and set the first reads."
    assert "Ada Berg" in said[1] and "Ben" in said[2]
    assert desk.session.leading.kept == (ADA, BEN)
    assert desk.window.preferences.settings.reader == "Ada Berg"  # leading is not reading


def test_one_who_does_not_lead_sees_who_does_and_no_button(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(led_by(BEN))
    seen: list[tuple[str, bool]] = []
    in_readers(desk, qtbot, lambda dialog: seen.append((dialog.leads.text(), dialog.lead.isVisible())))
    ((text, has_button),) = seen
    assert "Ben" in text and not has_button


def test_what_could_not_be_stored_is_said_in_the_dialog(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(led_by(ADA))

    def fail(dialog: ReaderDialog) -> None:
        desk.session.fail_with = ProjectError("The disk is full.")
        dialog.field.setText("Ben")
        dialog.lead.click()

    problems: list[str] = []
    in_readers(desk, qtbot, fail, lambda dialog: problems.append(dialog.problem.text()))
    assert problems == ["The disk is full."] and desk.session.leading.kept == (ADA,)


def test_another_reader_is_told_at_once(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(led_by(ADA))
    assert desk.window.commands["edit_guideline"].isEnabled()

    def switch(dialog: ReaderDialog) -> None:
        dialog.field.setText("Cleo")
        dialog.accept()

    when_open(ReaderDialog, switch)
    desk.window.commands["reader"].trigger()
    desk.settle()
    qtbot.waitUntil(lambda: not desk.window.commands["edit_guideline"].isEnabled())
    assert desk.window.commands["edit_guideline"].statusTip() == "Only a lead edits guidelines: Ada Berg."


# The share of first reads


def ask_share(desk: Desk, act) -> None:
    when_open(FirstReadDialog, act)
    desk.window.commands["first_reads"].trigger()
    desk.settle()


def test_the_share_is_set_by_keys(open_desk: OpenDesk) -> None:
    desk = open_desk(led_by(ADA))

    def act(dialog: FirstReadDialog) -> None:
        assert dialog.percent.value() == 20 and dialog.percent.hasFocus() and dialog.lost.isHidden()
        QTest.keyClick(dialog.percent, Qt.Key.Key_Up)
        QTest.keyClick(dialog.percent, Qt.Key.Key_Return)

    ask_share(desk, act)
    assert desk.session.leading.share == 0.25
    assert desk.said == "From now on 25 % of the reports are first reads."


def test_none_is_a_choice_of_its_own_that_says_what_is_lost(open_desk: OpenDesk) -> None:
    desk = open_desk(led_by(ADA))

    def act(dialog: FirstReadDialog) -> None:
        assert dialog.percent.minimum() == 1  # never to 0 by the way
        QTest.keyClick(dialog.none, Qt.Key.Key_Space)
        assert dialog.lost.isVisible() and "scores and promotions cannot be computed" in dialog.lost.text()
        assert not dialog.percent.isEnabled()
        dialog.accept()

    ask_share(desk, act)
    assert desk.session.leading.share == 0.0
    assert "scores and promotions cannot be computed" in desk.said
    ask_share(desk, lambda dialog: (dialog.none.click(), dialog.accept()))
    assert desk.session.leading.share == 0.2


def test_one_who_does_not_lead_sees_the_share_and_why_it_is_not_theirs(open_desk: OpenDesk) -> None:
    desk = open_desk(led_by(BEN))
    told: list[str] = []

    def act(dialog: FirstReadDialog) -> None:
        told.append(dialog.why_not.text())
        assert not dialog.percent.isEnabled() and not dialog.none.isEnabled() and dialog.percent.value() == 20
        dialog.reject()

    ask_share(desk, act)
    assert told == ["Only a lead sets the share of first reads: Ben."]


@pytest.mark.parametrize("share", [0.125, 0.333, 0.2])
def test_a_share_that_is_left_as_it_is_stays_exactly_that(qtbot: QtBot, share: float) -> None:
    dialog = FirstReadDialog(share=share)
    qtbot.addWidget(dialog)
    assert dialog.share == share
    dialog.percent.stepUp()
    assert dialog.share == pytest.approx(round(share * 100) / 100 + 0.05)


def test_the_settings_lead_to_the_share(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(led_by(ADA))
    met: list[str] = []

    def go_on() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, FirstReadDialog):
            met.append("share")
            dialog.reject()
        elif isinstance(dialog, SettingsDialog) and not met and dialog.isActiveWindow():
            met.append("settings")
            dialog.search.setText("first reads chance")
            QTest.keyClick(dialog.first_reads, Qt.Key.Key_Return)
        elif isinstance(dialog, SettingsDialog) and "share" in met:
            timer.stop()
            dialog.reject()

    timer = QTimer()
    timer.timeout.connect(go_on)
    timer.start(20)
    desk.window.commands["settings"].trigger()
    assert met == ["settings", "share"]
