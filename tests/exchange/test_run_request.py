"""What a run is told, written and read again; a folder that was tampered with is refused in one sentence."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk import places
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.core.training import PRESETS, Preset
from mosaic_desk.exchange.run_request import (
    REQUEST,
    SNAPSHOT,
    AdapterPlace,
    read_examples,
    read_held_out,
    read_request,
    write_run_files,
)
from tests.desk.tiny_training import SECRET, lessons, request

PLACE = AdapterPlace(name="mosaic", folder=Path("/adapters/mosaic"))


def written(folder: Path) -> Path:
    write_run_files(folder, request(Path("tiny")), lessons())
    return folder


@pytest.mark.parametrize("preset", list(Preset))
def test_a_request_is_read_as_it_was_written(tmp_path: Path, preset: Preset) -> None:
    shipped = [
        taxonomy_from_toml(path.read_text(encoding="utf-8"), path.name) for path in places.taxonomies().glob("*.toml")
    ]
    asked = replace(
        request(Path("tiny")), config=PRESETS[preset], start=PLACE, old=PLACE, taxonomies=tuple(shipped), preset=preset
    )
    write_run_files(tmp_path, asked, replace(lessons(), learn=(), watch=(), held_out=()))
    assert read_request(tmp_path) == asked
    assert "Infinity" not in (tmp_path / REQUEST).read_text(encoding="utf-8")


def test_reports_are_read_in_their_parts_as_they_were_written(tmp_path: Path) -> None:
    asked, parts = read_request(written(tmp_path)), lessons()
    read = read_examples(tmp_path, asked.taxonomies)
    assert (tuple(read["learn"]), tuple(read["watch"])) == (parts.learn, parts.watch)
    assert tuple(read_held_out(tmp_path, asked.taxonomies)) == parts.held_out


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("config", {"rank": "16"}), ("config", {"rank": True}), ("config", {"unheard": 1}), ("config", []),
        ("config", {"class_weights": [1.0]}), ("taxonomies", []), ("taxonomies", {"x": {}}), ("start", "mosaic"),
        ("start", {"name": "mosaic"}),
    ],
)  # fmt: skip
def test_a_request_that_was_tampered_with_is_refused(tmp_path: Path, key: str, value: object) -> None:
    path = written(tmp_path) / REQUEST
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {key: value}), encoding="utf-8")
    with pytest.raises(InputError, match=r"request\.json of this run is damaged"):
        read_request(tmp_path)


@pytest.mark.parametrize(
    "change",
    [{"taxonomy": "two 1"}, {"labels": {"edema": "perhaps"}}, {"text": None}, {"evidence": {"edema": [1]}}],
    ids=str,
)
def test_a_report_that_was_tampered_with_is_refused_without_its_text(
    tmp_path: Path, change: dict[str, object]
) -> None:
    asked, path = read_request(written(tmp_path)), tmp_path / SNAPSHOT
    row = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    path.write_text(json.dumps(row | change), encoding="utf-8")
    with pytest.raises(InputError, match=r"snapshot\.jsonl of this run is damaged") as refusal:
        read_examples(tmp_path, asked.taxonomies)
    assert SECRET not in str(refusal.value)


def test_a_folder_without_a_request_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no training run"):
        read_request(tmp_path)
