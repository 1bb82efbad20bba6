"""The labellers that ours is measured beside, on a few reports written here."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mosaic_desk.bench.labellers import bucket, main
from mosaic_desk.bench.rules import Rules
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.desk.taxonomies import taxonomy_named

P, N, U, A = ALL_CLASSES
TAXONOMY = taxonomy_named("mimic-cxr")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules(TAXONOMY)


@pytest.mark.parametrize(
    ("text", "finding", "expected"),
    [
        ("There is a small pneumothorax.", "pneumothorax", P),
        ("No pneumothorax or pleural effusion.", "pleural_effusion", N),
        ("Small effusion, but no pneumothorax.", "pleural_effusion", P),
        ("Opacity may represent pneumonia.", "pneumonia", U),
        ("Pneumonia cannot be excluded.", "pneumonia", U),
        ("Heart size is normal.", "cardiomegaly", N),
        ("The heart is enlarged.", "cardiomegaly", P),
        ("Heart size is unchanged.", "cardiomegaly", A),
        ("The cardiomediastinal silhouette is normal.", "enlarged_cardiomediastinum", N),
        ("The lungs are clear.", "lung_opacity", N),
        ("No effusion. Later there is a new effusion.", "pleural_effusion", P),
        ("Tubes and lines unchanged.", "fracture", A),
    ],
)
def test_the_rules_negate_and_hedge(rules: Rules, text: str, finding: str, expected: MentionClass) -> None:
    labels, chances = rules.answers([text])[0]
    assert labels[FindingId(finding)] is expected
    assert tuple(labels) == TAXONOMY.finding_ids
    assert chances == {}


def written(path: Path, *, first: int, count: int, split: str) -> Path:
    """Reports that alternate between an effusion and none, as lines of JSON."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(first, first + count):
            has_it = number % 2 == 0
            said = "There is a large left effusion" if has_it else "No effusion is seen on either side"
            text = f"INDICATION: Rule out pneumothorax {number}.\nFINDINGS: {said}, film {number}."
            labels = dict.fromkeys(TAXONOMY.finding_ids, "not_mentioned")
            labels["pleural_effusion"] = "positive" if has_it else "negative"
            line = {"report_id": f"r{number}", "text": text, "labels": labels, "split": split}
            file.write(json.dumps(line) + "\n")
    return path


def test_both_labellers_are_scored_on_the_same_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train = written(tmp_path / "train.jsonl", first=0, count=40, split="train")
    test = written(tmp_path / "test.jsonl", first=100, count=12, split="test")
    assert main(["--train", str(train), "--test", str(test), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["reports"], printed["trained_on"]["reports"]) == (12, 40)
    for name in ("rules", "tf_idf"):
        assert printed["labellers"][name]["mean_weighted_f1"] == 1.0
        assert len(printed["labellers"][name]["absent"]) == 12


def test_the_split_is_kept_to_and_no_test_report_is_learned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = written(tmp_path / "both.jsonl", first=0, count=20, split="train")
    tests = written(tmp_path / "more.jsonl", first=40, count=6, split="dev")
    both.write_text(both.read_text() + tests.read_text())
    assert main(["--train", str(both), "--test", str(both), "--split", "dev", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["reports"], printed["trained_on"]["reports"]) == (6, 20)


def test_buckets_choose_reports_by_their_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "all.jsonl", first=0, count=80, split="train")
    options = ["--train-buckets", "0-7", "--test-buckets", "8-9", "--json"]
    assert main(["--train", str(path), "--test", str(path), *options]) == 0
    printed = json.loads(capsys.readouterr().out)
    held = sum(bucket(f"r{number}") >= 8 for number in range(80))
    assert 0 < held < 80
    assert (printed["reports"], printed["trained_on"]["reports"]) == (held, 80 - held)


def test_a_split_that_is_not_there_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "all.jsonl", first=0, count=4, split="train")
    assert main(["--train", str(path), "--test", str(path), "--split", "gone"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "all.jsonl has no labelled report in what was asked of it.\n"


def test_it_runs_as_a_module_and_prints_a_table(tmp_path: Path) -> None:
    train = written(tmp_path / "train.jsonl", first=0, count=10, split="train")
    test = written(tmp_path / "test.jsonl", first=100, count=4, split="test")
    command = [sys.executable, "-m", "mosaic_desk.bench.labellers", "--train", str(train), "--test", str(test)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "4 test reports, 10 training reports" in done.stdout
    assert "rules: mean weighted F1" in done.stdout
    assert "fracture" in done.stdout
