"""Whatever a file holds, reading it ends in reports or in one sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.incoming import Incoming
from mosaic_desk.desk.importing import preview
from mosaic_desk.exchange.csv_table import read_csv_table
from mosaic_desk.exchange.jsonl import read_jsonl
from mosaic_desk.exchange.openi import read_openi
from tests.exchange.sources import BAD_FILES, GOOD_LINE, GOOD_TABLE

READERS = {"jsonl": read_jsonl, "csv": read_csv_table, "openi": read_openi, "any": preview}


def _outcome(read: Callable[[Path], Incoming], path: Path) -> Incoming | str:
    try:
        return read(path)
    except MosaicError as refusal:
        return str(refusal)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gives_reports_or_one_sentence(name: str, reader: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name])
    outcome = _outcome(READERS[reader], path)
    if isinstance(outcome, str):
        assert outcome.startswith(name) and outcome.endswith((".", ")")) and "\n" not in outcome and len(outcome) < 400
    else:
        assert outcome.reports
        assert all(refused.place and refused.reason for refused in outcome.refused)


@pytest.mark.parametrize("reader", READERS)
def test_a_folder_or_a_missing_file_is_refused_in_a_sentence(reader: str, tmp_path: Path) -> None:
    assert isinstance(_outcome(READERS[reader], tmp_path), str)
    assert isinstance(_outcome(READERS[reader], tmp_path / "missing"), str)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(noise=st.binary(max_size=300), place=st.integers(0, 200), reader=st.sampled_from(sorted(READERS)))
def test_noise_within_a_good_file_never_ends_in_a_traceback(
    noise: bytes, place: int, reader: str, tmp_path: Path
) -> None:
    for good in (GOOD_LINE * 3, GOOD_TABLE):
        path = tmp_path / "noise"
        path.write_bytes(good[:place] + noise + good[place:])
        _outcome(READERS[reader], path)


@pytest.mark.parametrize("name", sorted(BAD_FILES))
def test_no_sentence_repeats_what_a_report_says(name: str, tmp_path: Path) -> None:
    """The texts of the corpus are known; a marker is planted in each field of each line too."""
    path = tmp_path / "planted"
    marker = b"PLANTED-MARKER"
    path.write_bytes(BAD_FILES[name].replace(b"r1", marker).replace(b"x", marker[:12]))
    for read in READERS.values():
        outcome = _outcome(read, path)
        shown = outcome if isinstance(outcome, str) else " ".join(refused.reason for refused in outcome.refused)
        assert "PLANTED" not in shown
