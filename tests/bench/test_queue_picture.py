"""The figures of queues as a picture: a panel for each file."""

import json
from pathlib import Path

import pytest
from PIL import Image

from mosaic_desk.bench.queue_picture import main


def printed(path: Path) -> Path:
    figures = {f"found_{first}": first / 10 for first in (100, 300, 1000)}
    figures |= {f"interval_{first}": [first / 12, first / 8] for first in (100, 300, 1000)}
    path.write_text(json.dumps({"reports": 3000, "queues": {"rare": figures, "random": figures}}), encoding="utf-8")
    return path


def test_each_file_has_a_panel_with_its_queues(tmp_path: Path) -> None:
    picture = tmp_path / "p.png"
    one, two = printed(tmp_path / "one.json"), printed(tmp_path / "two.json")
    assert main([f"Open-i={one}", f"{two}", "--output", str(picture)]) == 0
    with Image.open(picture) as drawn:
        assert drawn.width == 940
        colours = {colour for _, colour in drawn.convert("RGB").getcolors(1 << 24) or []}
    assert {(31, 111, 235), (255, 255, 255)} <= colours


def test_another_file_is_refused_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    assert main([str(tmp_path / "a.json"), "--output", str(tmp_path / "p.png")]) == 1
    assert "is nothing that “benchmark queue --json” printed" in capsys.readouterr().err
