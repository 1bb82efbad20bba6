"""The embedded backbone with the shipped adapter, on reports that it has not seen."""

import hashlib
import json

import pytest

from mosaic_desk import places
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.scores import scores
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.llm.choose import chosen_adapter, chosen_backbone
from mosaic_desk.llm.slots import SlotScorer

TAXONOMY = taxonomy_named("mimic-cxr")


@pytest.fixture(scope="module")
def scorer(backbone_folder: object) -> SlotScorer:
    backbone, card = chosen_backbone("gemma-3-270m", device="cpu", progress=lambda *_: None)
    adapter = chosen_adapter(backbone, card, None)
    assert adapter is not None
    return SlotScorer(backbone, adapter, prompt_for(TAXONOMY))


def demo_rows() -> list[dict[str, object]]:
    lines = (places.resources() / "demo" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.model
def test_unseen_reports_in_five_languages_are_labelled_well(scorer: SlotScorer) -> None:
    rows = demo_rows()
    answers = scorer.answers([Report(report_id=ReportId(str(row["report_id"])), text=str(row["text"])) for row in rows])
    cases = []
    for row, answer in zip(rows, answers, strict=True):
        assert isinstance(row["labels"], dict)
        labels = dict(zip(TAXONOMY.finding_ids, (slot.label for slot in answer.slots), strict=True))
        truth = {finding_id: MentionClass(word) for finding_id, word in row["labels"].items()}
        cases.append(Judged(report_id=ReportId(str(row["report_id"])), truth=truth, answers=labels))
    result = scores(cases, findings=TAXONOMY.finding_ids, seed=1, resamples=0)
    assert result.mean_weighted_f1 is not None
    assert result.mean_weighted_f1 > 0.7


@pytest.mark.model
def test_negation_mention_and_hedge_are_told_apart(scorer: SlotScorer) -> None:
    texts = {
        "There is a large left pneumothorax.": MentionClass.POSITIVE,
        "No pneumothorax.": MentionClass.NEGATIVE,
        "Possible small pneumothorax at the left apex.": MentionClass.UNCERTAIN,
        "The heart is enlarged.": MentionClass.NOT_MENTIONED,
    }
    answers = scorer.answers([Report(report_id=ReportId(text), text=text) for text in texts])
    place = TAXONOMY.finding_ids.index("pneumothorax")
    assert [answer.slots[place].label for answer in answers] == list(texts.values())


@pytest.mark.model
def test_a_report_is_answered_the_same_alone_and_among_others(scorer: SlotScorer) -> None:
    reports = [Report(report_id=ReportId(str(n)), text=str(row["text"])) for n, row in enumerate(demo_rows()[:8])]
    together = scorer.answers(reports)
    for report, answer in zip(reports, together, strict=True):
        (alone,) = scorer.answers([report])
        for one, other in zip(alone.slots, answer.slots, strict=True):
            assert one.label == other.label
            assert one.probabilities == pytest.approx(other.probabilities, abs=1e-3)


@pytest.mark.model
@pytest.mark.parametrize(
    "typed", ["NO PNEUMOTHORAX IS SEEN.", "No  pneumothorax   is seen.", "No pneumothorax\nis seen."]
)
def test_how_a_report_was_typed_does_not_matter(scorer: SlotScorer, typed: str) -> None:
    (answer,) = scorer.answers([Report(report_id=ReportId("r"), text=typed)])
    slot = answer.slots[TAXONOMY.finding_ids.index("pneumothorax")]
    assert slot.label is MentionClass.NEGATIVE
    assert typed[slice(*slot.evidence[0])].lower().startswith("no")


@pytest.mark.model
def test_evidence_is_verbatim_and_never_from_the_indication(scorer: SlotScorer) -> None:
    text = "INDICATION: pneumothorax?\nFINDINGS: Heart size is normal. No pneumothorax. 🫁 Small left effusion."
    (answer,) = scorer.answers([Report(report_id=ReportId("r"), text=text)])
    spans = {f: slot.evidence for f, slot in zip(TAXONOMY.finding_ids, answer.slots, strict=True)}
    assert text[slice(*spans["pneumothorax"][0])] == "No pneumothorax"
    assert text[slice(*spans["pleural_effusion"][0])].endswith("left effusion")


def test_no_demo_report_was_trained_on() -> None:
    lines = (places.resources() / "training" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    trained = [json.loads(line) for line in lines]
    assert {row["text"] for row in demo_rows()}.isdisjoint(row["text"] for row in trained)
    assert all(int(hashlib.sha256(row["report_id"].encode()).hexdigest()[:8], 16) % 10 < 8 for row in trained)
