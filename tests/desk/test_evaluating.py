"""Scores of a file or a project: what counts as the model's answer, and what as the truth."""

import gzip
import json
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.desk.commands import evaluate, new


def written(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def labelled(report_id: str, label: str) -> dict[str, object]:
    return {"report_id": report_id, "labels": {"edema": label}}


def test_a_file_of_labels_is_scored_against_the_gold_file(tmp_path: Path) -> None:
    answers = written(tmp_path / "a.jsonl", labelled("r1", "positive"), labelled("r2", "negative"))
    truth = {"r1": "positive", "r2": "positive", "r3": "negative"}
    gold = written(tmp_path / "g.jsonl", *(labelled(*case) for case in truth.items()))
    told = evaluate(answers, gold=gold, taxonomy=None)
    assert told.data["n_reports"] == 2
    assert told.data["macro_f1_positive"] == pytest.approx(2 / 3)
    assert "edema" in told.text


def test_the_patients_of_the_gold_file_are_those_that_are_resampled(tmp_path: Path) -> None:
    answers = written(tmp_path / "a.jsonl", labelled("r1", "positive"), labelled("r2", "negative"))
    gold = written(
        tmp_path / "g.jsonl", *({**labelled(key, "positive"), "patient_id": "p"} for key in ("r1", "r2"))
    )
    assert evaluate(answers, gold=gold, taxonomy=None).data["n_patients"] == 1


def test_readers_labels_are_not_taken_for_the_models(tmp_path: Path) -> None:
    line = {**labelled("r1", "positive"), "corrections": {}, "truth": {"edema": "positive"}}
    with pytest.raises(InputError, match=r"truth"):
        evaluate(written(tmp_path / "export.jsonl", line), gold=None, taxonomy=None)


def test_an_unanswered_report_counts_as_missed(tmp_path: Path) -> None:
    answers = written(tmp_path / "a.jsonl", labelled("r1", "positive"), {"report_id": "r2", "error": "empty"})
    gold = written(tmp_path / "g.jsonl", labelled("r1", "positive"), labelled("r2", "positive"))
    told = evaluate(answers, gold=gold, taxonomy=None).data
    assert told["unanswered"] == 1
    assert told["macro_f1_positive"] == pytest.approx(2 / 3)


def test_a_refused_line_does_not_count_beside_the_line_of_its_own_report(tmp_path: Path) -> None:
    twice = {"report_id": "r1", "place": "line 2", "error": "the report id is there already, in line 1"}
    refused = {"report_id": "r2", "place": "line 3", "error": "the text holds a NUL character"}
    gold = written(tmp_path / "g.jsonl", labelled("r1", "positive"), labelled("r2", "positive"))
    told = evaluate(written(tmp_path / "a.jsonl", labelled("r1", "positive"), twice, refused), gold=gold, taxonomy=None)
    assert (told.data["n_reports"], told.data["unanswered"]) == (2, 1)


def test_the_ending_of_a_project_may_be_left_out_as_in_every_command(tmp_path: Path) -> None:
    new(tmp_path / "p.mosaic", ["mimic-cxr"])
    with pytest.raises(InputError, match=r"nothing to score under mimic-cxr"):
        evaluate(tmp_path / "p", gold=None, taxonomy=None)


@pytest.mark.parametrize(
    "content",
    [b"", b"not json\n", b"[1]\n", b'{"report_id": "r1", "labels": {"edema": "maybe"}}\n', b"\xff\xfe\x00"],
    ids=["empty", "no JSON", "no object", "another class", "no UTF-8"],
)
def test_a_file_that_cannot_be_scored_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "b.jsonl"
    broken.write_bytes(content)
    gold = written(tmp_path / "g.jsonl", labelled("r1", "positive"))
    with pytest.raises(InputError):
        evaluate(broken, gold=gold, taxonomy=None)


def test_a_packed_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(json.dumps(labelled("r1", "positive")).encode() * 500)[:-20])
    with pytest.raises(InputError):
        evaluate(packed, gold=None, taxonomy=None)


def test_evidence_is_measured_where_the_gold_file_has_quotes(tmp_path: Path) -> None:
    text = "Heart normal. Mild edema. No effusion."
    quotes = {"edema": "edema", "effusion": "No effusion", "fracture": "Heart normal"}
    right = {"edema": "positive", "effusion": "negative", "fracture": "negative"}
    spans = {"edema": [[14, 24]], "effusion": [[0, 12]], "fracture": [[0, 12]]}
    answer = {"report_id": "r1", "labels": {**right, "fracture": "positive"}, "evidence": spans}
    gold = written(tmp_path / "g.jsonl", {"report_id": "r1", "text": text, "labels": right, "evidence": quotes})
    told = evaluate(written(tmp_path / "a.jsonl", answer), gold=gold, taxonomy=None)
    assert (told.data["evidence_hit_rate"], told.data["evidence_n"]) == (0.5, 2)
    assert "0.500 of 2" in told.text
