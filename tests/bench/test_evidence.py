"""Evidence beside its gold: how gold is read, how a hit is judged, and the ways on a tiny model."""

import json
from pathlib import Path

import pytest
import torch

from mosaic_desk.bench import evidence
from mosaic_desk.bench.evidence_judged import Found, Way, judged_slots, overlap
from mosaic_desk.bench.evidence_ways import Pointing
from mosaic_desk.bench.gold_evidence import gold_reports, taxonomy_of, token_places
from mosaic_desk.bench.labellers import bucket
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.prompt import prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.sections import read_by_model
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.llm.adapter import Adapter
from mosaic_desk.llm.backbone import Backbone, load_backbone
from mosaic_desk.llm.pointer import EvidencePointer
from mosaic_desk.llm.slots import SlotScorer
from tests.llm.tiny import write_tiny_backbone

P, N, U, A = ALL_CLASSES
EFFUSION, HEART = FindingId("pleural_effusion"), FindingId("cardiomegaly")
TEXT = "INDICATION: effusion?\nFINDINGS: The heart is large. No effusion on the left."
QUOTED = {
    "report_id": "r1",
    "text": TEXT,
    "labels": {"pleural_effusion": "negative", "cardiomegaly": "positive"},
    "evidence": {"pleural_effusion": "No effusion", "cardiomegaly": "The heart is large"},
}
TOKENS = "INDICATION : effusion ? FINDINGS : The heart is large . No effusion on the left ."
OF_TOKENS = {
    "report_id": "r2",
    "bucket": 8,
    "text": TEXT,
    "labels": {"pleural_effusion": "definitely absent", "cardiomegaly": "definitely present"},
    "tokenised_text": TOKENS,
    "evidence": [
        {"disease": "pleural_effusion", "label": "definitely absent", "start_ix": [12]},
        {"disease": "pleural_effusion", "label": "definitely absent", "start_ix": [2]},
        {"disease": "pleural_effusion", "label": "uncertain", "start_ix": [9]},
        {"disease": "cardiomegaly", "label": "definitely present", "start_ix": [9, 7]},
    ],
}


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_quotes_and_tokens_give_the_same_places(tmp_path: Path) -> None:
    quoted, of_tokens = gold_reports([written(tmp_path / "gold.jsonl", QUOTED, OF_TOKENS)], buckets=range(10))
    assert {f: [TEXT[slice(*s)] for s in spans] for f, spans in quoted.mentions.items()} == {
        EFFUSION: ["No effusion"],
        HEART: ["The heart is large"],
    }
    assert {f: [TEXT[slice(*s)] for s in spans] for f, spans in of_tokens.mentions.items()} == {
        EFFUSION: ["effusion"],  # not the one of the indication, nor the one that says something else
        HEART: ["heart is large"],
    }
    assert quoted.labels == of_tokens.labels == {EFFUSION: N, HEART: P}


def test_buckets_are_kept_to_and_the_bucket_of_a_line_goes_before_its_id(tmp_path: Path) -> None:
    path = written(tmp_path / "gold.jsonl", QUOTED, OF_TOKENS)
    assert [gold.report.report_id for gold in gold_reports([path], buckets=[8])] == ["r2"]
    assert [gold.report.report_id for gold in gold_reports([path], buckets=[bucket("r1")])] == ["r1"]
    with pytest.raises(InputError):
        gold_reports([path], buckets=[])


def test_findings_can_be_taken_from_the_labels(tmp_path: Path) -> None:
    taxonomy = taxonomy_of(gold_reports([written(tmp_path / "gold.jsonl", OF_TOKENS)], buckets=[8]))
    assert [finding.name() for finding in taxonomy.findings] == ["Cardiomegaly", "Pleural effusion"]


def test_a_token_that_is_not_in_the_text_moves_no_other() -> None:
    assert token_places("Heart is large.", ["Heart", "was", "large", "."]) == [(0, 5), None, (9, 14), (14, 15)]


@pytest.mark.parametrize(
    ("span", "gold", "expected"),
    [((0, 10), (0, 10), 1.0), ((0, 10), (10, 20), 0.0), ((0, 10), (5, 15), 0.5), ((0, 30), (10, 20), 0.5)],
)
def test_overlap_is_the_f1_over_characters(span: tuple[int, int], gold: tuple[int, int], expected: float) -> None:
    assert overlap(span, gold) == pytest.approx(expected)


def test_a_slot_is_judged_by_its_sentence_and_only_where_something_was_answered(tmp_path: Path) -> None:
    (gold,) = gold_reports([written(tmp_path / "gold.jsonl", QUOTED)], buckets=range(10))
    taxonomy, read = taxonomy_named("mimic-cxr"), read_by_model(TEXT)
    labels: list[MentionClass] = [A] * len(taxonomy.findings)
    spans: list[tuple[int, int] | None] = [None] * len(labels)
    right = taxonomy.finding_ids.index(EFFUSION)
    labels[right], start = N, read.text.index("No effusion")
    spans[right] = (start, start + 11)
    found = Found(labels=tuple(labels), spans={Way.POINTER: tuple(spans)})
    (slot,) = judged_slots(gold, taxonomy=taxonomy, read=read, found=found)
    assert (slot.is_right, slot.hits[Way.POINTER], slot.overlaps[Way.POINTER]) == (True, True, 1.0)


@pytest.fixture(scope="module")
def backbone(tmp_path_factory: pytest.TempPathFactory) -> Backbone:
    return load_backbone(write_tiny_backbone(tmp_path_factory.mktemp("tiny")), dtype=torch.float32)


@pytest.fixture(scope="module")
def pointer() -> EvidencePointer:
    torch.manual_seed(1)
    return EvidencePointer(32).eval()


@pytest.mark.parametrize("asks_apart", [False, True])
def test_the_pointer_that_is_measured_is_the_one_that_is_shown(
    backbone: Backbone, pointer: EvidencePointer, asks_apart: bool
) -> None:
    """And every way answers every mentioned finding with a stretch of the text."""
    prompt = prompt_for(taxonomy_named("mimic-cxr"))
    adapter = Adapter(name="tiny", hash="", pointer=pointer, asks_apart=asks_apart)
    pointing = Pointing(backbone, adapter=adapter, prompt=prompt, ways=list(Way))
    texts = ["The heart is large. No effusion on the left.\nOld fracture.", "Clear lungs, normal heart."]
    founds = pointing.found(texts)
    scorer = SlotScorer(backbone, adapter, prompt)
    answers = scorer.answers([Report(report_id=ReportId(str(n)), text=text) for n, text in enumerate(texts)])
    assert any(label is not A for found in founds for label in found.labels)
    for text, found, answer in zip(texts, founds, answers, strict=True):
        assert list(found.labels) == [slot.label for slot in answer.slots]
        assert [span for span in found.spans[Way.POINTER] if span] == [
            span for slot in answer.slots for span in slot.evidence
        ]
        for spans in found.spans.values():
            is_given = [span is not None and text[slice(*span)].strip() != "" for span in spans]
            assert is_given == [label is not A for label in found.labels]
    assert set(pointing.seconds) == {"none", *Way}


def test_the_benchmark_prints_a_table_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = written(tmp_path / "gold.jsonl", QUOTED, OF_TOKENS)
    options = ["--data", str(data), "--buckets", "0-9", "--backbone", str(write_tiny_backbone(tmp_path / "tiny"))]
    assert evidence.main([*options, "--adapter", "none"]) == 0
    assert "2 reports, 13 findings asked, 4 labels whose place is known" in capsys.readouterr().out
    assert evidence.main([*options, "--adapter", "none", "--ways", "sentence", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed["ways"]) == ["sentence"]
    assert printed["ways"]["sentence"]["cost"] > 1


def test_data_without_places_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = written(tmp_path / "gold.jsonl", {"report_id": "r", "text": "Clear.", "labels": {}})
    assert evidence.main(["--data", str(data), "--buckets", "0-9"]) == 1
    assert capsys.readouterr().err == "No report in what was asked of the files says where its labels stand.\n"
