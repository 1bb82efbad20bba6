"""Why a report is served, in the interface's language: every reason that the desk can give is known by heart."""

import itertools

import pytest
from PySide6.QtWidgets import QApplication

from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.queued import QueuedReport, QueueKind, Reason, reason_sentence
from mosaic_desk.core.rare_findings import Why
from mosaic_desk.desk import reading_session, session_refusals
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.language import use_language
from mosaic_desk.gui.queue_words import QUEUES, queue_name, queue_says, why_words

REASONS = [
    Reason(why=why, confirmed=confirmed, like=like, is_named=is_named, was_drawn=was_drawn)
    for why, confirmed, like, is_named, was_drawn in itertools.product(
        Why, (None, 0, 1, 3), (None, ReportId("r-812")), (True, False), (True, False)
    )
]


def queued(reason: Reason, name: str | None = "rib fracture") -> QueuedReport:
    return QueuedReport(
        report_id=ReportId("r-1"), finding_id=FindingId("rib_fracture") if name else None, reason=reason,
        sentence=reason_sentence(reason, name),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["rib fracture", None])
def test_every_reason_of_the_desk_is_told_in_danish(qapp: QApplication, name: str | None) -> None:
    sentences = {reason_sentence(reason, name) for reason in REASONS}
    use_language(qapp, "da")
    try:
        told = {sentence: desk_words(sentence) for sentence in sentences}
    finally:
        use_language(qapp, "en")
    assert [sentence for sentence, words in told.items() if words == sentence] == []
    english = (" the ", "report", "positive of", "positives of", "model is")
    assert [words for words in told.values() if any(word in f" {words} " for word in english)] == []


def test_a_reason_names_finding_and_report_as_they_are(qapp: QApplication) -> None:
    reason = Reason(why=Why.LIKE, confirmed=3, like=ReportId("r-812"))
    assert why_words(queued(reason)) == "Why: \u2068only 3 positives of rib fracture so far; like report r-812\u2069"
    use_language(qapp, "da")
    try:
        told = why_words(queued(reason))
    finally:
        use_language(qapp, "en")
    assert told == "Hvorfor: \u2068kun 3 positive af rib fracture indtil nu; ligner svar r-812\u2069"


@pytest.mark.parametrize("was_drawn", [True, False])
def test_a_report_that_was_drawn_at_random_has_no_reason_to_tell(was_drawn: bool) -> None:
    assert why_words(queued(Reason(why=Why.RANDOM, was_drawn=was_drawn), None)) == ""
    assert why_words(None) == ""


def test_an_id_that_runs_the_other_way_cannot_turn_our_words_round() -> None:
    told = why_words(queued(Reason(why=Why.LIKE, confirmed=3, like=ReportId("\u202e218-r"))))
    assert told.startswith("Why: \u2068")
    assert told.endswith("\u2069")


@pytest.mark.parametrize(
    "sentence",
    [*session_refusals._NOTHING.values(), session_refusals.NO_SESSION, reading_session._UNREADABLE],
)
def test_what_the_desk_says_of_sessions_is_told_in_danish(qapp: QApplication, sentence: str) -> None:
    use_language(qapp, "da")
    try:
        told = desk_words(sentence)
    finally:
        use_language(qapp, "en")
    assert told != sentence


def test_every_queue_has_a_name_and_a_line_of_its_own() -> None:
    assert set(QUEUES) == set(QueueKind)
    for words in (queue_name, queue_says):
        assert len({words(kind) for kind in QueueKind}) == len(QueueKind)
