"""The lines of a run's progress: what is whole is read, whatever else stands there is passed over."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.training import EpochReport, StepReport
from mosaic_desk.exchange.run_progress import (
    MOST_LINE_BYTES,
    AliveTold,
    End,
    EndTold,
    NoteTold,
    ProgressReader,
    Stage,
    StateTold,
    Told,
    line_of,
    told_by,
)

STEP = StepReport(step=3, steps=9, epoch=1, loss=0.5, seconds=2.0)
TOLD: list[Told] = [
    StateTold(stage=Stage.TRAINING, text="Træner"),
    STEP,
    EpochReport(epoch=1, epochs=3, watched_loss=None, is_best=True),
    EpochReport(epoch=2, epochs=3, watched_loss=0.25, is_best=False),
    NoteTold(text="Memory ran out"),
    AliveTold(memory_mib=512.5),
    EndTold(how=End.FAILED, sentence="Why"),
]


@pytest.mark.parametrize("told", TOLD, ids=lambda told: type(told).__name__)
def test_what_is_told_is_read_as_it_was(told: Told) -> None:
    assert told_by(line_of(told)) == told


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{", b"null", b"[]", b"3", b'"step"', b"\xff\xfe", b"{}" * 9, b'{"kind": 1}', b'{"kind": "unheard"}',
        b'{"kind": "step", "step": 1}',
        b'{"kind": "step", "step": -1, "steps": 9, "epoch": 1, "loss": 0.5, "seconds": 2}',
        b'{"kind": "step", "step": true, "steps": 9, "epoch": 1, "loss": 0.5, "seconds": 2}',
        b'{"kind": "step", "step": 1, "steps": 9, "epoch": 1, "loss": NaN, "seconds": 2}',
        b'{"kind": "step", "step": 1, "steps": 9, "epoch": 1, "loss": 1e999, "seconds": 2}',
        b'{"kind": "step", "step": "1", "steps": 9, "epoch": 1, "loss": 0.5, "seconds": 2}',
        b'{"kind": "ended", "how": "promoted"}', b'{"kind": "state", "stage": "training", "text": 5}',
        b'{"kind": "alive", "memory_mib": null}', b'{"kind": ["step"]}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_line_of_no_known_form_is_nothing(line: bytes) -> None:
    assert told_by(line) is None


def test_a_number_that_is_none_never_reaches_the_file() -> None:
    line = line_of(StepReport(step=1, steps=2, epoch=1, loss=float("nan"), seconds=1.0))
    assert b'"loss": null' in line and told_by(line) is None


def test_half_a_line_waits_for_its_other_half(tmp_path: Path) -> None:
    path = tmp_path / "progress.jsonl"
    reader, line = ProgressReader(path), line_of(STEP)
    assert list(reader.new()) == []
    path.write_bytes(line[:20])
    assert list(reader.new()) == []
    with path.open("ab") as file:
        file.write(line[20:])
    assert list(reader.new()) == [STEP]
    assert list(reader.new()) == []


def test_a_line_of_ten_mebibytes_is_passed_over_and_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "progress.jsonl"
    reader = ProgressReader(path)
    path.write_bytes(line_of(STEP) + b'{"kind": "note", "text": "' + b"x" * 10 * 2**20)
    assert list(reader.new()) == [STEP]
    assert len(reader._rest) <= MOST_LINE_BYTES
    with path.open("ab") as file:
        file.write(b'"}\n' + line_of(STEP))
    assert list(reader.new()) == [STEP]


LINES = st.one_of(st.sampled_from(TOLD).map(line_of), st.binary(max_size=30).map(lambda garbage: garbage + b"\n"))


@given(st.lists(LINES), st.data())
def test_it_makes_no_difference_in_which_pieces_the_lines_came(lines: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(lines)
    at_once, bit_by_bit = ProgressReader(Path("x")), ProgressReader(Path("x"))
    expected = list(at_once._told_in(whole))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=5)))
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert [told for piece in pieces for told in bit_by_bit._told_in(piece)] == expected
    known = {line_of(told) for told in TOLD}
    assert len(expected) >= sum(line in known for line in lines)
