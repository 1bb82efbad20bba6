"""A file that grows beside its output: what is kept, what is cut away, what is refused."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.exchange.partial_file import PartialFile

MADE_FROM = {"reports": "sha256:1", "model": "m"}
FIRST, SECOND = [b"one\n", b"two\n"], [b"three\n", b"four\n"]


def is_any(number: int, line: bytes) -> bool:
    return True


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def begun(output: Path, *stretches: list[bytes]) -> Path:
    """A file that was left after these stretches."""
    with PartialFile(output) as partial:
        partial.begin(MADE_FROM)
        for stretch in stretches:
            partial.append(stretch)
    return partial.path


def test_the_output_appears_only_when_it_is_whole_and_nothing_stays_beside_it(output: Path) -> None:
    with PartialFile(output) as partial:
        assert partial.begin(MADE_FROM) == ()
        partial.append(FIRST)
        partial.append(SECOND)
        assert not output.exists()
        partial.finish()
    assert output.read_bytes() == b"one\ntwo\nthree\nfour\n"
    assert list(output.parent.glob("out*")) == [output]


def test_what_was_left_is_held_and_the_next_stretch_goes_behind_it(output: Path) -> None:
    begun(output, FIRST)
    with PartialFile(output) as partial:
        assert partial.begin(MADE_FROM) == ()
        assert partial.held(2, is_any) == FIRST
        assert partial.held(2, is_any) is None
        partial.append(SECOND)
        partial.finish()
    assert output.read_bytes() == b"one\ntwo\nthree\nfour\n"


@pytest.mark.parametrize("torn", [b"thr", b"three\n", b"three\nfo", b"three\n\0\0\0\0"])
def test_a_stretch_that_is_not_whole_is_cut_away(output: Path, torn: bytes) -> None:
    path = begun(output, FIRST)
    with path.open("ab") as file:
        file.write(torn)
    with PartialFile(output) as partial:
        partial.begin(MADE_FROM)
        assert partial.held(2, is_any) == FIRST
        assert partial.held(2, is_any) is None
        partial.append(SECOND)
        partial.finish()
    assert output.read_bytes() == b"one\ntwo\nthree\nfour\n"


def test_from_the_first_wrong_line_on_nothing_is_held(output: Path) -> None:
    begun(output, FIRST, SECOND)
    with PartialFile(output) as partial:
        partial.begin(MADE_FROM)
        assert partial.held(2, lambda number, line: line != b"two\n") is None
        assert partial.held(2, is_any) is None
        partial.append(FIRST)
        partial.finish()
    assert output.read_bytes() == b"one\ntwo\n"


def test_lines_made_from_something_else_are_cut_away_and_what_differs_is_told(output: Path) -> None:
    begun(output, FIRST, SECOND)
    with PartialFile(output) as partial:
        assert partial.begin({**MADE_FROM, "model": "other"}) == ("model",)
        assert partial.held(1, is_any) is None
    assert partial.path.read_bytes() == b""
    with PartialFile(output) as partial:
        assert partial.begin(MADE_FROM) == (), "nothing is lost, so nothing is told"


def test_a_file_of_that_name_that_is_not_ours_is_left_alone(output: Path) -> None:
    path = output.with_name("out.jsonl.partial")
    path.write_bytes(b"somebody's work\n")
    with PartialFile(output) as partial, pytest.raises(MosaicError, match=r"no work begun here"):
        partial.begin(MADE_FROM)
    assert path.read_bytes() == b"somebody's work\n"


def test_a_second_run_to_the_same_output_is_refused(output: Path) -> None:
    with PartialFile(output) as partial:
        partial.begin(MADE_FROM)
        partial.append(FIRST)
        with pytest.raises(MosaicError, match=r"another run"):
            PartialFile(output)
        partial.append(SECOND)
    assert partial.path.read_bytes() == b"one\ntwo\nthree\nfour\n"


@pytest.mark.skipif(os.name == "nt", reason="flock is POSIX")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_share_without_locks_is_one_sentence(output: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(descriptor: int, how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(MosaicError, match=r"out\.jsonl\.partial cannot be locked .* a disk of this computer\.$"):
        PartialFile(output)


def test_an_output_that_is_a_folder_is_refused_before_the_work(output: Path) -> None:
    output.mkdir()
    with pytest.raises(MosaicError, match=r"out\.jsonl is a folder"):
        PartialFile(output)
    assert list(output.parent.glob("out*")) == [output]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MosaicError, match=r"could not be written"):
        PartialFile(tmp_path / "no" / "out.jsonl")


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.exchange.partial_file import PartialFile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
output, room = Path(sys.argv[1]), int(sys.argv[2])
with PartialFile(output) as partial:
    partial.begin({"reports": "sha256:1", "model": "m"})
    partial.append([b"one\\n", b"two\\n"])
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        partial.append([b"three\\n", b"four\\n"])
    except MosaicError as error:
        print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="a limit on file size is POSIX")
@pytest.mark.parametrize("room", [8, 9, 14, 18])
def test_a_full_disk_keeps_what_was_there_and_says_how_to_go_on(output: Path, room: int) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _FULL_DISK, str(output), str(room)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "make room, then the same command goes on where it stopped" in done.stdout
    assert output.with_name("out.jsonl.partial").read_bytes() == b"one\ntwo\n"
