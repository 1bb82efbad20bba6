"""Which reports an adapter learned from, by itself and through those that it started from."""

import json
from pathlib import Path

import pytest

from mosaic_desk.exchange.learned_texts import learned_reports, learned_texts
from tests.desk.run_folders import adapter_made, lines_written


def run_made(runs: Path, name: str, reports: list[str], *, started_from: str | None = None) -> str:
    folder = runs / name / "adapter"
    adapter_hash = adapter_made(folder, weights=name.encode())
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**told, "started_from": started_from}), encoding="utf-8")
    lines_written(runs / name / "snapshot.jsonl", [{"report_id": one, "text": f"text of {one}"} for one in reports])
    return adapter_hash


def test_an_adapter_learned_what_its_run_and_those_before_it_learned(tmp_path: Path) -> None:
    first = run_made(tmp_path, "run-1", ["r1", "r2"], started_from="mosaic-12")
    second = run_made(tmp_path, "run-2", ["r3"], started_from="run-1")
    other = run_made(tmp_path, "run-3", ["r4"])
    assert learned_reports(tmp_path, first) == {"r1", "r2"}
    assert learned_reports(tmp_path, second) == {"r1", "r2", "r3"}
    assert learned_reports(tmp_path, other) == {"r4"}
    assert sorted(learned_texts(tmp_path)) == [f"text of r{n}" for n in range(1, 5)]


@pytest.mark.parametrize("adapter_hash", [None, "sha256:elsewhere"])
def test_an_adapter_from_elsewhere_learned_nothing_here(tmp_path: Path, adapter_hash: str | None) -> None:
    run_made(tmp_path, "run-1", ["r1"])
    (tmp_path / "run-2" / "adapter").mkdir(parents=True)
    (tmp_path / "run-2" / "adapter" / "manifest.json").write_text("[", encoding="utf-8")
    assert learned_reports(tmp_path, adapter_hash) == frozenset()
    assert learned_reports(tmp_path / "none", adapter_hash) == frozenset()


def test_runs_that_started_from_each_other_end(tmp_path: Path) -> None:
    first = run_made(tmp_path, "run-1", ["r1"], started_from="run-2")
    run_made(tmp_path, "run-2", ["r2"], started_from="run-1")
    with (tmp_path / "run-2" / "snapshot.jsonl").open("a", encoding="utf-8") as file:
        file.write('[]\n{"report_id"')
    assert learned_reports(tmp_path, first) == {"r1", "r2"}
