"""Reports labelled by a program as examples: nothing held out is asked, and nothing absent that the text may name."""

import json
import sys
from pathlib import Path

import pytest

from mosaic_desk.core.labels import MentionClass

sys.path.append(str(Path(__file__).parents[1] / "packaging"))
from silver_reports import is_held_out, silver_examples


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rows = [
        _row("a", 0, "Emphysema . PICC ends in the vein .", {"emphysema": ("emphysema", [0]), "line": ("picc", [2])}),
        _row("b", 6, "Small effusion .", {"effusion": ("small effusion", [0, 1])}),
        _row("c", 7, "Fracture .", {"fracture": ("fracture", [0])}),
        _row("d", 8, "Hernia .", {"hernia": ("hernia", [0])}),
    ]
    file = tmp_path / "silver.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


def _row(report_id: str, bucket: int, text: str, found: dict[str, tuple[str, list[int]]]) -> dict[str, object]:
    return {
        "report_id": report_id, "bucket": bucket, "text": text, "tokenised_text": text,
        "labels": dict.fromkeys(found, "definitely present"),
        "evidence": [
            {"disease": name, "alias": alias, "label": "definitely present", "start_ix": places}
            for name, (alias, places) in found.items()
        ],
    }


def test_only_training_tenths_are_read(path: Path) -> None:
    assert [example.report_id for example in silver_examples(path)] == ["a", "b"]


def test_a_finding_that_is_held_out_is_never_asked(path: Path) -> None:
    assert is_held_out("emphysema") and not is_held_out("line")
    asked = {finding_id for example in silver_examples(path) for finding_id in example.labels}
    assert asked == {"line", "effusion"}


def test_what_was_found_keeps_its_words_and_what_is_unnamed_is_not_mentioned(path: Path) -> None:
    first, second = silver_examples(path)
    assert first.labels == {"line": MentionClass.POSITIVE, "effusion": MentionClass.NOT_MENTIONED}
    assert first.text[slice(*first.evidence["line"])] == "PICC"
    assert second.text[slice(*second.evidence["effusion"])] == "Small effusion"
