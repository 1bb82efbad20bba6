"""The worklist's box shows what it understands while it is typed in, and the sentence below it stays whole."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mosaic_desk.core.worklist_marks import Kind, Stretch
from mosaic_desk.gui import worklist_box
from mosaic_desk.gui.colours import DARK, LIGHT
from mosaic_desk.gui.few_lines import FewLines
from mosaic_desk.gui.term_marks import format_of, mark_terms
from mosaic_desk.gui.worklist_box import WorklistBox
from tests.gui.conftest import OpenDesk

SENTENCE = (
    "“findingg:” is not a key here; put it in quotes to search for it, or use state:, is:, unsure:, finding:, "
    "source:, language:, date:, reader:, patient: or has:."
)


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[tuple[str, str]]]]:
    """What was marked each time, last one last."""
    seen: list[list[tuple[str, str]]] = []

    def note(field: WorklistBox, stretches: Iterator[Stretch]) -> None:
        kept = list(stretches)
        seen.append([(field.text()[one.start : one.end], str(one.kind)) for one in kept])
        mark_terms(field, kept)

    monkeypatch.setattr(worklist_box, "mark_terms", note)
    yield seen


def box_of(qtbot: QtBot) -> WorklistBox:
    box = WorklistBox()
    qtbot.addWidget(box)
    box.resize(400, 30)
    box.show()
    box.setFocus()
    return box


def test_terms_are_marked_while_they_are_typed(qtbot: QtBot, marks: list[list[tuple[str, str]]]) -> None:
    box = box_of(qtbot)
    QTest.keyClicks(box, "state:unr")
    assert marks[-1] == []  # still being typed: neither right nor wrong
    QTest.keyClicks(box, "ead ")
    assert marks[-1] == [("state:unread", "term")]
    QTest.keyClicks(box, "is:x")
    assert marks[-1] == [("state:unread", "term")]
    QTest.keyClicks(box, " lung")
    assert marks[-1] == [("state:unread", "term"), ("is:x", "wrong"), ("lung", "words")]


def test_what_was_typed_last_is_marked_once_the_desk_refuses_it(
    open_desk: OpenDesk, qtbot: QtBot, marks: list[list[tuple[str, str]]]
) -> None:
    desk = open_desk()
    qtbot.keyClicks(desk.window.worklist.search, "is:nothing")
    assert marks[-1] == []
    qtbot.waitUntil(desk.window.worklist.said.isVisible)
    assert marks[-1] == [("is:nothing", "wrong")]
    assert desk.window.worklist.search.accessibleDescription() == desk.window.worklist.said.text()


def test_marking_changes_pixels_and_neither_text_selection_nor_undo(qtbot: QtBot) -> None:
    box = box_of(qtbot)
    QTest.keyClicks(box, "ab is:x")
    box.setSelection(1, 3)
    before = box.grab().toImage()
    mark_terms(box, [Stretch(start=3, end=7, kind=Kind.WRONG)])
    assert box.grab().toImage() != before
    assert (box.text(), box.selectedText(), box.isUndoAvailable()) == ("ab is:x", "b i", True)
    box.undo()
    assert box.text() == ""


def test_a_sign_beyond_the_first_plane_shifts_no_mark(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    box = box_of(qtbot)
    sent: list[QInputMethodEvent] = []
    monkeypatch.setattr(QApplication, "sendEvent", lambda _field, event: sent.append(event))
    box.setText("😀 is:flagged")
    box.setCursorPosition(0)
    mark_terms(box, [Stretch(start=2, end=12, kind=Kind.TERM)])
    assert [(one.start, one.length) for one in sent[-1].attributes()] == [(3, 10)]


def test_nothing_is_marked_while_signs_are_composed(qtbot: QtBot, marks: list[list[tuple[str, str]]]) -> None:
    box = box_of(qtbot)
    box.setText("is:flagged ")
    count = len(marks)
    QApplication.sendEvent(box, QInputMethodEvent("に", []))
    committed = QInputMethodEvent("ほ", [])
    committed.setCommitString("に")
    QApplication.sendEvent(box, committed)
    assert len(marks) == count and box.text() == "is:flagged に"
    done = QInputMethodEvent("", [])
    done.setCommitString("ほ")
    QApplication.sendEvent(box, done)
    assert marks[-1] == [("is:flagged", "term"), ("にほ", "words")]


def test_shape_as_well_as_colour_tells_a_term_from_a_wrong_one(qtbot: QtBot) -> None:
    styles = QTextCharFormat.UnderlineStyle
    assert format_of(Kind.TERM).underlineStyle() == styles.SingleUnderline
    assert format_of(Kind.WRONG).underlineStyle() == styles.WaveUnderline
    assert format_of(Kind.TERM).foreground().color() in (DARK.accent, LIGHT.accent)
    assert format_of(Kind.WRONG).foreground().color() in (DARK.text, LIGHT.text)


# The sentence below the box


@pytest.mark.parametrize("width", [120, 200, 300, 700])
def test_a_sentence_wraps_within_any_width(qtbot: QtBot, width: int) -> None:
    label = FewLines(most=40)
    qtbot.addWidget(label)
    label.say(SENTENCE)
    lines = label.shown_lines(width)
    assert "".join("".join(lines).split()) == "".join(SENTENCE.split())
    assert all(label.fontMetrics().horizontalAdvance(line) <= width for line in lines)
    assert label.heightForWidth(width) == len(lines) * label.fontMetrics().lineSpacing()


def test_what_finds_no_room_ends_in_an_ellipsis_and_is_whole_in_the_tool_tip(qtbot: QtBot) -> None:
    label = FewLines(most=40)
    qtbot.addWidget(label)
    label.say(SENTENCE)
    label.show_most(2)
    lines = label.shown_lines(200)
    assert len(lines) == 2 and lines[-1].endswith("…")
    assert label.text() == SENTENCE and "patient: or has:." in label.toolTip()
    label.say("")
    assert label.isHidden() and label.toolTip() == ""


def test_a_long_sentence_leaves_room_for_the_list(open_desk: OpenDesk) -> None:
    desk = open_desk(size=(1366, 768))
    panel = desk.window.worklist
    panel.ask("findingg:x")
    desk.settle()
    assert panel.said.text().endswith("patient: or has:.")
    assert "".join(panel.said.shown_lines(panel.said.width())).endswith("has:.")
    assert panel.said.height() <= panel.height() * 0.45
