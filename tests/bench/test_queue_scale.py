"""The ranking of a drawn archive, measured in a real process."""

import pytest

from mosaic_desk.bench import queue_scale
from mosaic_desk.bench.queue_scale import measured_scale, told_scale
from mosaic_desk.core.errors import ModelError


def test_a_drawn_archive_is_ranked_and_measured() -> None:
    scale = measured_scale(3000)
    assert (scale["reports"], scale["findings"]) == (3000, 13)
    assert 0 < scale["ranking_s"] < 5 and 0 < scale["ranking_with_embeddings_s"] < 5 and scale["peak_mib"] > 20
    assert told_scale(scale).startswith("3,000 reports × 13 findings are ranked in ")


def test_a_process_that_ends_early_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_scale, "__name__", "mosaic_desk.no_such_module")
    with pytest.raises(ModelError, match="ended early"):
        measured_scale(3000)
