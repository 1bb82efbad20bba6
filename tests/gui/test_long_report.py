"""A report far too long to lay out: a stretch of it is shown, and everything in it can be reached."""

import pytest
from PySide6.QtCore import Qt

from mosaic_desk.core.labels import MentionClass
from mosaic_desk.gui.stretch import MOST, STRETCH
from tests.gui.conftest import Desk, OpenDesk
from tests.gui.fake_session import FakeSession, span, suggest

SHIFT = Qt.KeyboardModifier.ShiftModifier
LINE = "The lungs are clear and the heart is of normal size. 😀\n"
FAR = "A small apical pneumothorax is seen."
LONG = "FINDINGS: Clear.\n" + LINE * 90_000 + FAR + "\n" + LINE * 90_000


def long_desk(open_desk: OpenDesk, *, with_evidence: bool = False) -> Desk:
    session = FakeSession([LONG, "FINDINGS: Clear."])
    found = suggest(MentionClass.POSITIVE, 0.9, span(LONG, FAR)) if with_evidence else suggest(MentionClass.POSITIVE, 1)
    session.stored["R-0001"].suggestions["atelectasis"] = found
    return open_desk(session)


def test_ten_megabytes_are_shown_by_stretches_and_it_says_so(open_desk: OpenDesk) -> None:
    assert len(LONG.encode()) > 10_000_000
    desk = long_desk(open_desk)
    report = desk.window.report
    assert report.text.document().characterCount() < STRETCH * 1.1
    assert report.long_bar.isVisible()
    assert "of 9,900,0" in report.long_bar.text
    assert not report.long_bar.earlier.isEnabled()
    desk.window.commands["forward"].trigger()
    desk.settle()
    assert not report.long_bar.isVisible()


def test_more_is_shown_at_the_end_of_what_is_there_and_never_too_much(open_desk: OpenDesk) -> None:
    desk = long_desk(open_desk)
    text, bar = desk.window.report.text, desk.window.report.text.verticalScrollBar()
    for _ in range(8):
        before = text.stretch
        bar.setValue(bar.maximum())
        desk.settle()
        assert text.stretch.end > before.end
        assert text.stretch.end - text.stretch.begin <= MOST + len(LINE)
        assert bar.value() < bar.maximum()  # what was read stays where it was
    assert text.stretch.begin > 0
    first = text.stretch.begin
    desk.window.report.long_bar.earlier.click()
    assert text.stretch.begin < first


def test_a_report_opens_where_its_evidence_is(open_desk: OpenDesk) -> None:
    desk = long_desk(open_desk, with_evidence=True)
    text = desk.window.report.text
    assert FAR in text.toPlainText()
    desk.press("e")
    assert text.caret() == LONG.index(FAR)


def test_a_selection_in_a_later_stretch_is_counted_in_code_points(open_desk: OpenDesk) -> None:
    desk = long_desk(open_desk, with_evidence=True)
    text = desk.window.report.text
    text.reveal(span(LONG, "apical pneumothorax"), selects=True)
    desk.press("e", held=SHIFT)
    assert desk.session.stored["R-0001"].own["atelectasis"] == (span(LONG, "apical pneumothorax"),)


def test_a_selection_survives_when_more_is_shown(open_desk: OpenDesk) -> None:
    desk = long_desk(open_desk)
    text = desk.window.report.text
    text.reveal((10, 15), selects=True)
    desk.window.report.long_bar.later.click()
    assert text.textCursor().selectedText() == "Clear"


def test_words_far_away_are_found(open_desk: OpenDesk, qtbot) -> None:
    desk = long_desk(open_desk)
    report = desk.window.report
    desk.window.commands["find_here"].trigger()
    desk.press(*"apical")
    qtbot.waitUntil(lambda: "1" in report.find_bar.count.text())
    desk.press(Qt.Key.Key_Return)
    assert report.text.textCursor().selectedText() == "apical"
    assert report.text.caret() == LONG.index("apical") + len("apical")


def test_nothing_but_blanks_opens_at_once(open_desk: OpenDesk) -> None:
    desk = open_desk(FakeSession(["\n" * 3_000_000, " " * 3_000_000, "x" * 3_000_000]))
    for _ in range(2):
        desk.window.commands["forward"].trigger()
        desk.settle()
    assert desk.window.report.text.toPlainText().startswith("xxx")


@pytest.mark.parametrize("signs", ["胸片未见异常", "😀🫁🩻"])
def test_ten_megabytes_without_a_break_are_laid_out_in_pieces_of_signs_that_are_laid_out_slowly(
    open_desk: OpenDesk, signs: str
) -> None:
    text = signs * (10_000_000 // len(signs.encode()))
    desk = open_desk(FakeSession([text, "FINDINGS: Clear."]))
    view, bar = desk.window.report.text, desk.window.report.text.verticalScrollBar()
    assert view.document().characterCount() < STRETCH / 2
    for _ in range(4):
        before = view.stretch
        bar.setValue(bar.maximum())
        desk.settle()
        assert view.stretch.end > before.end
        assert view.document().characterCount() < MOST / 2
    last = view.stretch
    bar.setValue(0)
    desk.settle()
    assert view.stretch.begin < last.begin


def test_a_report_is_laid_out_once_when_it_opens_and_when_more_of_it_is_shown(open_desk: OpenDesk) -> None:
    desk = long_desk(open_desk, with_evidence=True)
    view = desk.window.report.text
    changes: list[tuple[int, int, int]] = []
    view.document().contentsChange.connect(lambda *change: changes.append(change))
    desk.window.commands["forward"].trigger()
    desk.settle()
    assert len(changes) == 1
    desk.window.commands["back"].trigger()
    desk.settle()
    assert len(changes) == 2
    desk.window.report.long_bar.later.click()
    assert len(changes) == 3


def test_a_row_that_is_gone_to_brings_evidence_from_outside_the_stretch(open_desk: OpenDesk) -> None:
    desk = long_desk(open_desk, with_evidence=True)
    view = desk.window.report.text
    desk.window.findings.go_to("edema")
    view.reveal((0, 5))
    assert FAR not in view.toPlainText()
    desk.window.findings.go_to("atelectasis")
    place = view.cursorRect(view.document().find(FAR))
    assert 0 <= place.top() <= view.viewport().height()
    assert not view.hasFocus()
