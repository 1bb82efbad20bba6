"""What the desk says in fixed words is known to the window, and shown in its language."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from mosaic_desk.core import committing
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import FindingSuggestion
from mosaic_desk.desk import naming, pages
from mosaic_desk.gui.desk_words import ACTIONS, SENTENCES, action_words, desk_words
from mosaic_desk.gui.language import use_language
from mosaic_desk.gui.settings import Settings
from tests.gui.conftest import OpenDesk


@pytest.fixture
def danish(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "da")
    yield
    use_language(qapp, "en")


def suggested(label: MentionClass, probability: float) -> FindingSuggestion:
    rest = (1 - probability) / 3
    return FindingSuggestion(
        label=label, probabilities={c: probability if c is label else rest for c in MentionClass}, evidence=()
    )


def test_every_reason_of_the_desk_is_known() -> None:
    sure, unsure = suggested(MentionClass.POSITIVE, 0.9), suggested(MentionClass.POSITIVE, 0.4)
    reasons = {
        committing.needed_key(None, bound=0.8, is_rare=False), committing.needed_key(unsure, bound=0.8, is_rare=False),
        committing.needed_key(sure, bound=0.8, is_rare=True), committing.needed_key(sure, bound=0.8, is_rare=False),
        committing.needed_key(sure, bound=None, is_rare=False), committing.NO_LABEL,
        pages.NO_SUGGESTION_YET, pages.NO_TEXT,
    }  # fmt: skip
    assert reasons <= set(SENTENCES)
    assert len(reasons) == 8


def test_every_name_of_an_action_is_known() -> None:
    names = {words.replace("{}", "{0}") for words in (*naming._OF_REPORT.values(), *naming._OF_FINDING.values())}
    assert names <= set(ACTIONS)


@pytest.mark.usefixtures("danish")
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Undo: Effusion → negative", "Fortryd: Effusion → negativ"),
        ("Redo: Lines: PICC → not mentioned", "Gentag: Lines: PICC → ikke nævnt"),
        ("Undo: commit of R-0001", "Fortryd: godkendelse af R-0001"),
        ("Undo: Effusion → positive (3 steps)", "Fortryd: Effusion → positiv (3 trin)"),
        ("Redo: commit of R-1 (2 steps)", "Gentag: godkendelse af R-1 (2 trin)"),
        ("Effusion unsure", "Effusion: i tvivl"),
        ("A → B → no label", "A → B → intet mærke"),
        ("something new", "something new"),
    ],
)  # fmt: skip
def test_actions_are_named_in_the_language_and_findings_keep_their_names(said: str, shown: str) -> None:
    assert action_words(said) == shown


@pytest.mark.usefixtures("danish")
def test_a_sentence_that_is_not_known_is_shown_as_it_comes() -> None:
    assert desk_words("The disk is a plate.") == "The disk is a plate."
    assert desk_words("the model is unsure") == "modellen er usikker"


def test_in_english_nothing_changes() -> None:
    for words in SENTENCES:
        assert desk_words(words) == words
    for words in ACTIONS:
        assert action_words(words.replace("{0}", "X")) == words.replace("{0}", "X")


def test_the_window_says_in_danish_why_a_row_waits_and_what_undo_undoes(
    open_desk: OpenDesk, qapp: QApplication
) -> None:
    desk = open_desk(settings=Settings(reader="Ada", language="da"))
    try:
        names = [row.accessibleName() for row in desk.window.findings.widgets]
        assert any("mangler dit valg: modellen er usikker" in name for name in names)
        desk.press("n")
        assert desk.window.commands["undo"].text() == "Fortryd: Atelectasis → negativ"
    finally:
        use_language(qapp, "en")
