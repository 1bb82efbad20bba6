"""What must not move a label: the order of the findings, the wording of an instruction, an indication."""

import pytest
import torch

from mosaic_desk.bench.perturbations import INJECTIONS, PLACES, injected
from mosaic_desk.bench.probes import probes_in, shipped_probes
from mosaic_desk.bench.robustness import permuted
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.llm.adapter import Adapter
from mosaic_desk.llm.backbone import Backbone, load_backbone
from mosaic_desk.llm.choose import chosen_adapter, chosen_backbone
from mosaic_desk.llm.pointer import EvidencePointer
from mosaic_desk.llm.slots import Answer, SlotScorer
from tests.llm.tiny import write_tiny_backbone

TAXONOMY = taxonomy_named("mimic-cxr")
TEXT = "FINDINGS: The heart is large. No effusion. Old rib fracture.\nIMPRESSION: Cardiomegaly."
Model = tuple[Backbone, Adapter | None]


def answered(model: Model, texts: list[str], taxonomy: Taxonomy = TAXONOMY) -> list[Answer]:
    scorer = SlotScorer(*model, prompt_for(taxonomy))
    return scorer.answers([Report(report_id=ReportId(str(n)), text=text) for n, text in enumerate(texts)])


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Model:
    backbone = load_backbone(write_tiny_backbone(tmp_path_factory.mktemp("tiny")), dtype=torch.float32)
    torch.manual_seed(1)
    return backbone, Adapter(name="tiny", hash="", pointer=EvidencePointer(32).eval())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_findings_changes_no_label_and_no_evidence(tiny: Model, seed: int) -> None:
    other = permuted(TAXONOMY, seed)
    (before,), (after,) = answered(tiny, [TEXT]), answered(tiny, [TEXT], other)
    by_finding = dict(zip(other.finding_ids, after.slots, strict=True))
    assert len({slot.label for slot in before.slots}) > 1
    for finding_id, slot in zip(TAXONOMY.finding_ids, before.slots, strict=True):
        assert by_finding[finding_id].label is slot.label
        assert by_finding[finding_id].evidence == slot.evidence
        assert by_finding[finding_id].probabilities == pytest.approx(slot.probabilities, abs=1e-5)


def test_an_indication_changes_no_score_at_all(tiny: Model) -> None:
    (before,) = answered(tiny, [TEXT])
    (after,) = answered(tiny, [f"INDICATION: Rule out pneumothorax, pneumonia.\n\n{TEXT}"])
    assert [slot.probabilities for slot in after.slots] == [slot.probabilities for slot in before.slots]


@pytest.fixture(scope="module")
def embedded(backbone_folder: object) -> Model:
    backbone, card = chosen_backbone("gemma-3-270m", device="cpu", progress=lambda *_: None)
    return backbone, chosen_adapter(backbone, card, None)


@pytest.mark.model
def test_probes_that_are_answered_right_stay_so(embedded: Model) -> None:
    probes = probes_in(shipped_probes())
    answers = answered(embedded, [probe.text for probe in probes])
    wrong = [
        probe
        for probe, answer in zip(probes, answers, strict=True)
        if answer.slots[TAXONOMY.finding_ids.index(probe.finding)].label is not probe.expected
    ]
    assert len(wrong) <= 6  # 3 with this adapter, 5 with the one before
    assert {probe.kind for probe in wrong} <= {"double negation", "history", "opposite sides"}


@pytest.mark.model
@pytest.mark.parametrize("place", PLACES)
def test_an_instruction_in_a_report_moves_hardly_a_label(embedded: Model, place: str) -> None:
    texts = [TEXT, "FINDINGS: No pneumothorax. Small left effusion. Normal heart size.\nIMPRESSION: Small effusion."]
    before = [slot.label for answer in answered(embedded, texts) for slot in answer.slots]
    changed = 0
    for instruction in INJECTIONS.values():
        after = answered(embedded, [injected(text, instruction, place) for text in texts])
        labels = [slot.label for answer in after for slot in answer.slots]
        changed += sum(old is not new for old, new in zip(before, labels, strict=True))
    assert changed <= 0.02 * len(before) * len(INJECTIONS)
