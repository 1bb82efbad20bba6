"""The benchmark of queues: the readings, the figures, and the truth of public data."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from mosaic_desk.bench import queue
from mosaic_desk.bench.desk_cases import Cases, labelled_reports, made_up
from mosaic_desk.bench.queue import archive_of, compared, told
from mosaic_desk.bench.queue_reader import found_in_first, reading_order
from mosaic_desk.bench.queue_truth import labelled
from mosaic_desk.bench.queue_truth import main as write_truth
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.desk.taxonomies import taxonomy_named

REPORTS, RARE_REPORTS = 300, 5
_LETTERS = "abcdefghij"


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    """Three hundred reports: an opacity in every fourth, a pneumothorax in five of them."""
    file = tmp_path_factory.mktemp("queue") / "reports.jsonl"
    rows = []
    for number in range(REPORTS):
        is_rare, is_opaque = number % (REPORTS // RARE_REPORTS) == 5, number % 4 == 0
        word = "".join(_LETTERS[int(digit)] for digit in str(number))  # numbers alone would make all reports alike
        words = [f"Film {word}."] + ["Small pneumothorax."] * is_rare + ["Opacity at the base."] * is_opaque
        labels = {"pneumothorax": "positive" if is_rare else "not_mentioned",
                  "lung_opacity": "positive" if is_opaque else "not_mentioned"}  # fmt: skip
        rows.append({"report_id": f"r{number}", "text": " ".join(words), "labels": labels})
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    taxonomy = taxonomy_named("mimic-cxr")
    reports = labelled_reports([file], taxonomy)
    suggestions = {one.report.report_id: made_up(one, taxonomy) for one in reports}
    return Cases(source="r.jsonl", model="made up", taxonomy=taxonomy, reports=reports, suggestions=suggestions)


def test_each_report_is_read_once_and_chance_alone_serves_them_all(cases: Cases) -> None:
    archive = archive_of(cases)
    for kind in QueueKind.RANDOM, QueueKind.RARE, QueueKind.MARGIN:
        served = reading_order(archive, kind, size=1000, share=0.2, seed=1)
        assert sorted(served.tolist()) == list(range(REPORTS))


def test_a_reading_is_the_same_again_with_its_seed(cases: Cases) -> None:
    archive = archive_of(cases)
    one, again, other = (reading_order(archive, QueueKind.RARE, size=60, share=0.2, seed=s) for s in (1, 1, 2))
    assert one.tolist() == again.tolist() != other.tolist()


def test_rare_findings_are_found_by_their_queue_before_chance_does(cases: Cases) -> None:
    result = compared(cases, seeds=3)
    assert result["rare_findings"] == ["pneumothorax"]
    rare, by_chance = (result["queues"][kind] for kind in ("rare", "random"))
    assert rare["found_100"] > 4 > by_chance["found_100"]
    assert rare["ratio_to_random_300"] == pytest.approx(rare["found_300"] / by_chance["found_300"])
    assert by_chance["ratio_to_random_300"] == 1.0
    low, high = rare["interval_300"]
    assert low <= rare["found_300"] <= high
    assert "pneumothorax (5 positives in all)" in told({**result, "form": "quick"})


def test_what_was_found_is_counted_in_what_was_read(cases: Cases) -> None:
    archive = archive_of(cases)
    column = cases.taxonomy.finding_ids.index("pneumothorax")
    rows = np.flatnonzero(archive.positive[:, column])
    assert found_in_first(archive, rows, 3, [column]) == 3
    assert found_in_first(archive, rows, 1000, [column]) == RARE_REPORTS


def test_where_nothing_is_rare_the_rarest_stand_for_it(cases: Cases) -> None:
    some = [one for one in cases.reports if one.labels["lung_opacity"] is MentionClass.POSITIVE][:20]
    few = Cases(source="f", model="m", taxonomy=cases.taxonomy, reports=tuple(some), suggestions=cases.suggestions)
    assert compared(few, seeds=2)["rare_findings"] == ["lung_opacity"]


def test_reports_without_any_positive_are_refused_in_one_sentence(
    tmp_path: Path, cases: Cases, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    none = [one for one in cases.reports if MentionClass.POSITIVE not in one.labels.values()]
    few = Cases(source="f", model="m", taxonomy=cases.taxonomy, reports=tuple(none), suggestions=cases.suggestions)
    monkeypatch.setattr(queue, "read_cases", lambda *_: few)
    assert queue.main(["--quick"]) == 1
    assert "nothing to find" in capsys.readouterr().err


def test_positives_are_read_from_the_codes_of_open_i(tmp_path: Path) -> None:
    rows = [
        {"report_id": "A1", "language": "en", "sections": {"indication": "Cough", "findings": "Wide mediastinum."},
         "mesh_major": ["Mediastinum/enlarged", "Thickening/pleura/apex", "Granuloma/lung"]},
        {"report_id": "A2", "sections": {"impression": "Normal."}, "mesh_major": ["normal"]},
        {"report_id": "A3", "sections": {"findings": "Shift."}, "mesh_major": ["Mediastinum/left", "Thickening"]},
        {"report_id": "A4", "sections": {"findings": "Not coded."}, "mesh_major": ["no indexing"]},
    ]  # fmt: skip
    file = tmp_path / "openi.jsonl.gz"
    file.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    found = {row["report_id"]: row for row in labelled(file)}
    assert list(found) == ["A1", "A2", "A3"]
    assert set(found["A1"]["labels"]) == {"enlarged_cardiomediastinum", "pleural_other", "lung_lesion"}
    assert found["A1"]["text"] == "FINDINGS: Wide mediastinum."
    assert "positive" not in {*found["A2"]["labels"].values(), *found["A3"]["labels"].values()}


def test_positives_are_read_from_the_findings_of_padchest(tmp_path: Path) -> None:
    names = ["loculated pleural effusion", "laminar atelectasis"]
    row = {"report_id": "1", "patient_id": "7", "text": "derram", "labels": names}
    file, out = tmp_path / "p.jsonl", tmp_path / "out.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert write_truth([str(file), str(out)]) == 0
    assert set(json.loads(out.read_text(encoding="utf-8"))["labels"]) == {"pleural_effusion", "atelectasis"}


def test_what_is_sealed_is_not_read(tmp_path: Path) -> None:
    row = {"sections": {"findings": "Nothing."}, "mesh_major": ["normal"]}
    file = tmp_path / "o.jsonl"
    file.write_text("".join(json.dumps({**row, "report_id": f"CXR{n}"}) + "\n" for n in range(200)), encoding="utf-8")
    kept = [row["report_id"] for row in labelled(file)]
    assert 150 < len(kept) < 200


def test_another_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text('{"report_id": "2"}\n', encoding="utf-8")
    assert write_truth([str(file), str(tmp_path / "y")]) == 1
    assert "cannot be read as lines of Open-i or PadChest" in capsys.readouterr().err
    assert write_truth([]) == 2
