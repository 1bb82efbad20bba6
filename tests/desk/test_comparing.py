"""A run folder judged: the comparison, its record and the card of the adapter."""

import json
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.verdict import Outcome
from mosaic_desk.desk.comparing import compare_run, comparison_of_run
from mosaic_desk.desk.run_folder import runs_folder
from tests.desk.run_folders import N, P, answers_made, lines_written, run_made
from tests.store.projects import TAXONOMY, taxonomy


@pytest.fixture
def run(tmp_path: Path) -> Path:
    run_made(tmp_path / "a.mosaic", "2026-11-23-1")
    return runs_folder(tmp_path / "a.mosaic") / "2026-11-23-1"


def test_a_run_is_judged_by_the_lines_that_it_left(run: Path) -> None:
    comparison = comparison_of_run(run, [TAXONOMY, taxonomy("another")])
    assert comparison is not None and len(comparison.taxonomies) == 1
    (chest,) = comparison.taxonomies
    assert (chest.taxonomy_id, chest.n_reports, chest.n_first_reads) == ("chest", 80, 60)
    edema = next(row.compared for row in chest.findings if row.finding_id == "edema")
    assert (edema.before.sensitivity, edema.after.sensitivity) == (0.5, 1.0)
    assert edema.newly_right == tuple(f"r{n}" for n in range(1, 80, 2))
    assert comparison.verdict.outcome is Outcome.BETTER and not comparison.verdict.needs_reason


def test_a_guarded_finding_is_looked_after(run: Path) -> None:
    answers_made(run, old=(P,), new=(P, P, P, N), first_reads=60, reports=80)
    for guarded, doubts in (((), 1), ((FindingId("edema"),), 2)):
        comparison = comparison_of_run(run, [TAXONOMY], guarded=guarded)
        assert comparison is not None and len(comparison.verdict.doubts) == doubts


def test_a_run_without_answers_has_no_comparison(run: Path) -> None:
    (run / "after.jsonl").unlink()
    assert comparison_of_run(run, [TAXONOMY]) is None


@pytest.mark.parametrize("name", ["held_out.jsonl", "before.jsonl", "after.jsonl"])
@pytest.mark.parametrize("line", ['{"report_id": "r1"', "[1]", "\x00", '{"report_id": "r1"}', "[" * 100_000,
                                  '{"report_id": "r1", "taxonomy": "chest", "labels": {"edema": "SECRETWORD"}}',
                                  '{"report_id": "r1", "taxonomy": "chest", "labels": []}'])  # fmt: skip
def test_a_damaged_line_is_told_and_not_quoted(run: Path, name: str, line: str) -> None:
    if line == '{"report_id": "r1"}' and name != "held_out.jsonl":
        line = '{"report_id": "r1", "taxonomy": 3}'
    with (run / name).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(InputError, match=f"{name} of this run is damaged") as told:
        comparison_of_run(run, [TAXONOMY])
    assert "SECRETWORD" not in str(told.value)


@pytest.mark.parametrize("share", [float("nan"), -0.1, 7, "x", None, True])
def test_a_probability_that_is_none_is_damage(run: Path, share: object) -> None:
    row = {"report_id": "r1", "taxonomy": "chest", "probabilities": {"edema": {"positive": share}}}
    lines_written(run / "after.jsonl", [row])
    with pytest.raises(InputError, match="damaged"):
        comparison_of_run(run, [TAXONOMY])


def test_the_record_holds_the_figures_and_the_reports_that_turned(run: Path) -> None:
    compare_run(run, [TAXONOMY])
    told = json.loads((run / "comparison.json").read_text(encoding="utf-8"))
    assert told["verdict"]["outcome"] == "better" and told["verdict"]["doubts"] == []
    edema = told["taxonomies"][0]["findings"][0]
    assert edema["finding_id"] == "edema" and edema["compared"]["newly_right"][:2] == ["r1", "r3"]


def test_the_card_tells_the_training_and_no_report(run: Path) -> None:
    (run / "request.json").write_text(
        json.dumps({"backbone": "tiny", "start": str(run.parent / "2026-11-22-1" / "adapter"), "preset": "quick",
                    "seed": 1, "device": "cpu", "config": {"rank": 16, "learning_rate": 0.0001}}), encoding="utf-8",
    )  # fmt: skip
    snapshot = {"report_id": "r901", "text": "SECRETWORD", "patient_id": "p901", "labels": {"edema": "positive"}}
    lines_written(run / "snapshot.jsonl", [{**snapshot, "part": part} for part in ("learn", "learn", "watch")])
    steps = [{"kind": "step", "step": n, "steps": 50, "loss": 2 / n} for n in range(1, 51)]
    epoch = {"kind": "epoch", "epoch": 1, "watched_loss": 0.25}
    lines_written(run / "progress.jsonl", [*steps, epoch])
    with (run / "progress.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"kind": "st')
    compare_run(run, [TAXONOMY])
    card = (run / "card.md").read_text(encoding="utf-8")
    assert "made from patient data" in card and "| started from | 2026-11-22-1 |" in card
    assert "2 reports were learned from, 1 watched meanwhile." in card and "| edema | 3 | 0 | 0 | 0 |" in card
    assert "| learning rate | 0.0001 |" in card and "| 1 | 2 |" in card and "| 1 | 0.25 |" in card
    assert "| edema | 80 | 0.5 → 1 | – → – |" in card
    for secret in ("SECRETWORD", "r901", "p901", str(run.parent)):
        assert secret not in card


def test_a_card_is_made_of_what_there_is(run: Path) -> None:
    (run / "adapter" / "manifest.json").write_text("[", encoding="utf-8")
    compare_run(run, [TAXONOMY])
    card = (run / "card.md").read_text(encoding="utf-8")
    assert "# Adapter 2026-11-23-1" in card and "started from" not in card, "nothing is guessed"
