"""The report on screen: plain text, quiet sections, underlined evidence."""

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel

from mosaic_desk.core.labels import MentionClass
from mosaic_desk.gui.report_text import ReportText
from tests.gui.conftest import Desk, OpenDesk
from tests.gui.fake_session import FakeSession, span, suggest

MARKUP = "<b>bold</b> <img src=x onerror=y> &amp; <a href='file:///etc'>link</a>"
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


def underlined(view: ReportText) -> str:
    found, cursor = "", QTextCursor(view.document())
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor):
        if cursor.charFormat().underlineStyle() == WAVE:
            found += cursor.selectedText()
        cursor.setPosition(cursor.position())
    return found


def test_exactly_the_evidence_is_underlined_behind_characters_beyond_sixteen_bits(open_desk: OpenDesk) -> None:
    text = "FINDINGS: 😀𝔸 Small left effusion.\r\nNo 𝔸 pneumothorax."
    session = FakeSession([text])
    session.stored["R-0001"].suggestions.update(
        pleural_effusion=suggest(MentionClass.POSITIVE, 0.9, span(text, "left effusion")),
        pneumothorax=suggest(MentionClass.NEGATIVE, 0.9, span(text, "𝔸 pneumothorax")),
    )
    desk = open_desk(session)
    assert underlined(desk.window.report.text) == "left effusion𝔸 pneumothorax"


def test_evidence_outside_the_text_is_left_out(open_desk: OpenDesk) -> None:
    session = FakeSession(["FINDINGS: Clear."])
    session.stored["R-0001"].suggestions["edema"] = suggest(MentionClass.POSITIVE, 0.9, (5, 900), (-3, 2), (4, 4))
    desk = open_desk(session)
    assert underlined(desk.window.report.text) == ""


def test_markup_in_report_ids_and_names_is_shown_and_not_rendered(open_desk: OpenDesk) -> None:
    session = FakeSession([f"FINDINGS: {MARKUP}"], names={"x": MARKUP}, ids=[f"R {MARKUP}"])
    session.stored[f"R {MARKUP}"].suggestions["x"] = suggest(MentionClass.POSITIVE, 0.9)
    desk = open_desk(session)
    window = desk.window
    window.findings.toggle_guideline()
    desk.press("p")
    desk.settle()
    assert window.report.text.toPlainText() == f"FINDINGS: {MARKUP}"
    assert not any(f.isImageFormat() or f.toCharFormat().isAnchor() for f in window.report.text.document().allFormats())
    assert window.report.title.text() == f"R {MARKUP}"
    shown = [label for label in window.findChildren(QLabel) if "<b>" in label.text()]
    assert len(shown) >= 2
    assert all(label.textFormat().name == "PlainText" for label in shown)
    assert window.findings.widgets[0].accessibleName().startswith(MARKUP)
    assert "<b>" not in window.findings.widgets[0].toolTip()
    assert "&lt;b&gt;" in window.findings.widgets[0].toolTip()


def test_what_the_model_does_not_read_is_quiet_but_shown(open_desk: OpenDesk) -> None:
    desk = open_desk()
    view = desk.window.report.text
    assert "Cough and dyspnoea" in view.toPlainText()

    def colour(words: str) -> str:
        cursor = view.document().find(words)
        return cursor.charFormat().foreground().color().name()

    assert colour("Cough") == colour("Frontal") != colour("mildly enlarged")


def test_the_evidence_of_the_current_row_stands_out(open_desk: OpenDesk) -> None:
    desk = open_desk()
    text = desk.window.report.text
    desk.window.findings.go_to("pneumothorax")
    shown = [selection.cursor.selectedText() for selection in text.extraSelections()]
    assert shown == ["may be a skin fold", "no definite pneumothorax"]


def test_rows_name_the_numbers_that_stand_in_the_margin(open_desk: OpenDesk) -> None:
    desk = open_desk()
    numbers = {widget.row.name: widget.numbers for widget in desk.window.findings.widgets}
    assert numbers["Pneumothorax"] == (5, 9)
    assert numbers["Lung lesion"] == ()


def test_a_page_without_a_suggestion_says_so(open_desk: OpenDesk) -> None:
    session = FakeSession(["FINDINGS: Clear."])
    session.stored["R-0001"].suggestions.clear()
    desk = open_desk(session)
    assert desk.window.report.notice.isVisible()
    assert "No suggestion yet" in desk.window.report.notice.text()
    assert desk.window.status_line.model.text() == "No suggestion"
    desk.press("a")
    assert "no suggestion to accept" in desk.said
    desk.press("p")
    assert desk.label("atelectasis") == "positive"


def test_nothing_can_be_typed_into_a_report(open_desk: OpenDesk) -> None:
    desk = open_desk()
    view = desk.window.report.text
    view.setFocus()
    before = view.toPlainText()
    desk.press(*"xyz", on=view)
    assert view.toPlainText() == before


def long_desk(open_desk: OpenDesk) -> Desk:
    text = "FINDINGS: " + "Clear.\n" * 60 + "Small left effusion.\n" + "Normal.\n" * 60
    session = FakeSession([text])
    session.stored["R-0001"].suggestions.update(
        atelectasis=suggest(MentionClass.NEGATIVE, 0.9, span(text, "Normal")),
        pleural_effusion=suggest(MentionClass.POSITIVE, 0.9, span(text, "left effusion")),
    )
    return open_desk(session)


def test_a_row_that_is_gone_to_brings_its_evidence_into_view(open_desk: OpenDesk) -> None:
    desk = long_desk(open_desk)
    view = desk.window.report.text
    assert view.verticalScrollBar().value() == 0  # a report opens at its top
    desk.window.findings.go_to("pleural_effusion")
    place = view.document().find("left effusion")
    assert 0 <= view.cursorRect(place).top() <= view.viewport().height()
    assert not view.hasFocus()
    stood = view.verticalScrollBar().value()
    assert stood > 0
    desk.window.findings.go_to("fracture")  # without evidence
    assert view.verticalScrollBar().value() == stood


def test_evidence_that_is_seen_already_moves_nothing(open_desk: OpenDesk) -> None:
    desk = long_desk(open_desk)
    view = desk.window.report.text
    desk.window.findings.go_to("pleural_effusion")
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 20)
    stood = view.verticalScrollBar().value()
    desk.window.findings.go_to("fracture")
    desk.window.findings.go_to("pleural_effusion")
    assert view.verticalScrollBar().value() == stood
