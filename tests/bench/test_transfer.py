"""What is told of runs from other starts and on more sets: means over seeds, each test set apart."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from mosaic_desk.bench import transfer


def reports(path: Path, count: int) -> Path:
    rows = [
        {"report_id": f"{path.stem}{n}", "text": "No edema.", "labels": {"edema": "negative"}, "language": "en"}
        for n in range(count)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The jobs that were run; each ends with a figure that its process would have told."""
    jobs: list[dict[str, Any]] = []

    class Ended:
        returncode, stdout, stderr = 0, "", ""

    def run(_: object, *, input: str, **__: object) -> Ended:
        job = json.loads(input)
        jobs.append(job)
        by_set = {row["set"]: 0.5 + job["seed"] / 10 for row in job["test"]}
        ended = Ended()
        ended.stdout = json.dumps({"mean_weighted_f1": 0.5, "by_set": by_set})
        return ended

    monkeypatch.setattr("subprocess.run", run)
    return jobs


def test_each_start_and_seed_is_a_run_and_none_is_run_twice(tmp_path: Path, ran: list[dict[str, Any]]) -> None:
    learn, test = reports(tmp_path / "learn.jsonl", 30), reports(tmp_path / "test.jsonl", 3)
    command = ["start", "--learn", str(learn), "--test", str(test), "--output", str(tmp_path / "o"), "--sizes", "20"]
    assert transfer.main(command) == 0
    assert [(job["seed"], job["start"] is None) for job in ran] == [
        (seed, is_bare) for seed in (1, 2, 3) for is_bare in (False, True)
    ]
    assert all(len(job["learn"]) == 20 for job in ran)
    assert ran[0]["learn"] == ran[1]["learn"] != ran[2]["learn"]  # both starts see the same reports
    assert transfer.main(command) == 0
    assert len(ran) == 6


def test_sets_are_added_one_by_one_and_each_test_is_told_apart(
    tmp_path: Path, ran: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = reports(tmp_path / "one.jsonl", 9), reports(tmp_path / "two.jsonl", 9)
    command = ["sets", "--learn", str(one), "--learn", str(two), "--test", str(one), "--test", str(two)]
    output = tmp_path / "sets.jsonl"
    assert transfer.main([*command, "--sizes", "8", "--output", str(output)]) == 0
    assert [len(job["learn"]) for job in ran] == [8, 16]
    assert transfer.main(["table", str(output)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in told[1:]] == ["one.jsonl", "two.jsonl", "one.jsonl", "two.jsonl"]
    assert all("0.600" in line for line in told[1:])


def test_the_table_gives_the_mean_over_seeds_and_its_spread() -> None:
    lines = [
        {"test": "t.jsonl", "start": "bare", "size": 20, "mean_weighted_f1": figure} for figure in (0.25, 0.5, 0.75)
    ]
    assert "0.500 (0.25–0.75)" in transfer.told(lines)


def test_too_few_reports_are_told_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    learn = reports(tmp_path / "learn.jsonl", 3)
    assert transfer.main(["start", "--learn", str(learn), "--test", str(learn), "--output", str(tmp_path / "o")]) == 1
    assert "3 labelled reports are fewer than the 20" in capsys.readouterr().err


def test_the_picture_has_a_panel_for_each_file(tmp_path: Path) -> None:
    start, sets, picture = tmp_path / "new & small.jsonl", tmp_path / "sets.jsonl", tmp_path / "p.png"
    by_size = [
        {"what": "start", "test": "t.jsonl", "start": start, "size": size, "mean_weighted_f1": size / 100}
        for size in (20, 80) for start in ("shipped", "bare")
    ]  # fmt: skip
    by_set = [{"what": "sets", "test": "t", "start": "one", "size": 8, "mean_weighted_f1": 0.5, "by_set": {"t": 0.5}}]
    start.write_text("\n".join(map(json.dumps, by_size)), encoding="utf-8")
    sets.write_text("\n".join(map(json.dumps, by_set)), encoding="utf-8")
    assert transfer.main(["picture", str(start), str(sets), "--output", str(picture)]) == 0
    with Image.open(picture) as drawn:
        assert drawn.width == 2 * 470
        assert len(drawn.convert("RGB").getcolors(maxcolors=1 << 20) or []) > 50


def test_without_a_run_there_is_no_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert transfer.main(["picture", str(empty), "--output", str(tmp_path / "p.png")]) == 1
    assert "nothing to draw" in capsys.readouterr().err
