"""Why a report is in a queue, in words."""

import pytest

from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.queued import Reason, name_in_sentence, reason_sentence
from mosaic_desk.core.rare_findings import Why


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (Reason(why=Why.LEXICON, confirmed=3), "only 3 positives of rib fracture so far; the report names it"),
        (
            Reason(why=Why.LIKE, confirmed=3, like=ReportId("812")),
            "only 3 positives of rib fracture so far; like report 812",
        ),
        (Reason(why=Why.UNSURE, confirmed=1), "only 1 positive of rib fracture so far; the model is unsure of it here"),
        (
            Reason(why=Why.DISAGREES, confirmed=0, is_named=True),
            "no positive of rib fracture so far; the report names it, the model does not suggest it",
        ),
        (
            Reason(why=Why.DISAGREES, confirmed=0),
            "no positive of rib fracture so far; the model suggests it, the report does not name it",
        ),
        (Reason(why=Why.UNSURE), "the model is unsure of rib fracture here"),
        (Reason(why=Why.DOUBTED), "look again at rib fracture: the model is sure of another answer"),
        (Reason(why=Why.ADAPTERS_DIFFER), "the model says something else of rib fracture than the one before it"),
        (Reason(why=Why.DISAGREES, is_named=True), "the report names rib fracture, the model does not suggest it"),
        (Reason(why=Why.DISAGREES), "the model suggests rib fracture, the report does not name it"),
        (Reason(why=Why.FOUND), "found by the search"),
        (Reason(why=Why.AS_IMPORTED), "next in the order of import"),
    ],
)
def test_a_reason_is_a_plain_sentence(reason: Reason, sentence: str) -> None:
    assert reason_sentence(reason, "rib fracture") == sentence


def test_a_report_like_one_that_is_done_is_there_for_no_finding() -> None:
    assert reason_sentence(Reason(why=Why.LIKE, like=ReportId("812")), None) == "like report 812, which is done"


def test_a_report_drawn_at_random_is_there_for_no_finding() -> None:
    told = [reason_sentence(Reason(why=Why.RANDOM, was_drawn=was_drawn), "rib fracture") for was_drawn in (True, False)]
    assert len(set(told)) == 2
    assert not any("rib fracture" in sentence for sentence in told)


def test_a_name_begins_small_within_a_sentence_unless_it_is_written_large() -> None:
    assert name_in_sentence("Rib fracture") == "rib fracture"
    assert name_in_sentence("Rippenfraktur", "de") == "Rippenfraktur"
    assert name_in_sentence("FCD") == "FCD" and name_in_sentence("") == ""
