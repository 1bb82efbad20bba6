import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.errors import ProjectDamaged, ProjectError, ProjectNewer, ProjectReadOnly, TaxonomyError
from mosaic_desk.store import Project
from mosaic_desk.store.lock import file_system_of
from tests.store.projects import TAXONOMY, P, action, new_project, sets, taxonomy

_SECOND = """
import sys
from pathlib import Path
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.store import Project
with Project.open(Path(sys.argv[1])) as project:
    print(project.read_only_reason)
    print(len(project.history.events()))
    try:
        project.settings.keep("a", "b")
        print("written")
    except MosaicError as error:
        print(type(error).__name__, error)
"""

_AS_NOBODY = """
import os, sys
from pathlib import Path
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.store import Project
from tests.store.projects import TAXONOMY
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
folder = Path(sys.argv[1])
with Project.open(folder / "a.mosaic") as project:
    print(project.read_only_reason)
    print(len(project.history.events()), project.check())
try:
    Project.create(folder / "b.mosaic", [TAXONOMY])
except MosaicError as error:
    print(type(error).__name__, error)
print(sorted(path.name for path in folder.iterdir()))
"""


def _said_by(script: str, argument: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, str(argument)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach, which pytest's own cannot be."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_second_instance_opens_read_only_and_knows_why(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.mosaic") as project:
        project.history.record(action("r1", sets("edema", P)))
        reason, events, refusal = _said_by(_SECOND, tmp_path / "a.mosaic")
        assert "another window" in reason
        assert events == "1", "what was just saved is seen"
        assert refusal == f"ProjectReadOnly {reason}"
        project.history.record(action("r1", sets("edema", P)))


def test_the_right_to_write_is_free_again_once_the_first_instance_is_closed(tmp_path: Path) -> None:
    new_project(tmp_path / "a.mosaic").close()
    assert _said_by(_SECOND, tmp_path / "a.mosaic") == ["None", "0", "written"]


def test_the_same_process_cannot_open_a_project_for_writing_twice(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.mosaic") as first, Project.open(tmp_path / "a.mosaic") as second:
        assert not first.is_read_only and second.is_read_only


def test_a_reader_can_ask_for_reading_only_and_leaves_the_right_to_write_to_others(tmp_path: Path) -> None:
    new_project(tmp_path / "a.mosaic").close()
    with Project.open(tmp_path / "a.mosaic", is_read_only=True) as reading:
        assert reading.read_only_reason == "The project was opened for reading only."
        with Project.open(tmp_path / "a.mosaic") as writing:
            writing.history.record(action("r1", sets("edema", P)))
            assert len(reading.history.events()) == 1


@pytest.mark.skipif(os.name == "nt", reason="users and rights are POSIX here")
def test_a_project_in_an_unwritable_folder_is_read_and_none_is_made_there(open_folder: Path) -> None:
    with new_project(open_folder / "a.mosaic") as project:
        project.history.record(action("r1", sets("edema", P)))
    (open_folder / "a.mosaic").chmod(0o644)
    open_folder.chmod(0o555)
    before = (open_folder / "a.mosaic").read_bytes()
    reason, content, refusal, names = _said_by(_AS_NOBODY, open_folder)
    assert "write-protected" in reason
    assert content == "1 []"
    assert refusal.startswith("ProjectReadOnly The project cannot be made here.")
    assert names == "['a.mosaic', 'a.mosaic.lock']"
    assert (open_folder / "a.mosaic").read_bytes() == before


def test_a_newer_project_is_refused_and_left_byte_for_byte(tmp_path: Path) -> None:
    new_project(tmp_path / "a.mosaic").close()
    connection = sqlite3.connect(tmp_path / "a.mosaic")
    connection.execute("PRAGMA user_version = 1000")
    connection.close()
    before = (tmp_path / "a.mosaic").read_bytes()
    with pytest.raises(ProjectNewer, match="later version"):
        Project.open(tmp_path / "a.mosaic")
    assert (tmp_path / "a.mosaic").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0", b"\0" * 8192, b"FINDINGS: none. " * 1000])
def test_what_is_no_project_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mosaic"
    path.write_bytes(content)
    for _ in range(2):  # the first refusal must not keep the lock
        with pytest.raises(ProjectDamaged):
            Project.open(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "a.mosaic")
    connection.execute("CREATE TABLE report (a)")
    connection.close()
    with pytest.raises(ProjectDamaged, match="not a project"):
        Project.open(tmp_path / "a.mosaic")


def _spoil(path: Path, first: int) -> None:
    content = bytearray(path.read_bytes())
    assert len(content) > 4096 * first
    content[4096 * first :] = b"\xff" * (len(content) - 4096 * first)
    path.write_bytes(content)


def test_a_project_whose_schema_is_damaged_is_refused_in_a_sentence(tmp_path: Path) -> None:
    new_project(tmp_path / "a.mosaic").close()
    _spoil(tmp_path / "a.mosaic", 1)
    with pytest.raises(ProjectDamaged, match="damaged"):
        Project.open(tmp_path / "a.mosaic")


def test_damaged_pages_are_found_by_the_check_and_end_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.mosaic"
    new_project(path, reports=2000).close()  # the roots of all tables lie in the part that stays whole
    _spoil(path, path.stat().st_size // 4096 * 2 // 3)
    with Project.open(path) as project:
        assert any(problem.startswith("integrity: ") for problem in project.check())
        with pytest.raises(ProjectDamaged, match="damaged"):
            project.reports.stretch(limit=2000)


def test_a_missing_project_is_told_in_a_sentence_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="There is no project"):
        Project.open(tmp_path / "a.mosaic")
    assert list(tmp_path.glob("a.*")) == []


def test_creating_never_replaces_a_file(tmp_path: Path) -> None:
    new_project(tmp_path / "a.mosaic").close()
    before = (tmp_path / "a.mosaic").read_bytes()
    with pytest.raises(ProjectError, match="choose another name"):
        Project.create(tmp_path / "a.mosaic", [TAXONOMY])
    assert (tmp_path / "a.mosaic").read_bytes() == before


def test_creating_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectReadOnly, match="folder does not exist"):
        Project.create(tmp_path / "nowhere" / "a.mosaic", [TAXONOMY])


def test_what_an_interrupted_creation_left_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.mosaic.new").write_bytes(b"half a project")
    with new_project(tmp_path / "a.mosaic") as project:
        assert project.check() == []
    assert [found.name for found in sorted(tmp_path.glob("a.*"))] == ["a.mosaic", "a.mosaic.lock"]


@pytest.mark.parametrize("place", ["a.mosaic", "a.mosaic.new"])
def test_the_log_of_a_project_that_was_removed_is_not_played_into_a_new_one(tmp_path: Path, place: str) -> None:
    with new_project(tmp_path / "old.mosaic", reports=50) as old:
        old.history.record(action("r1", sets("edema", P)))
        log = (tmp_path / "old.mosaic-wal").read_bytes()
    assert log
    (tmp_path / f"{place}-wal").write_bytes(log)
    with Project.create(tmp_path / "a.mosaic", [TAXONOMY]) as project:
        assert project.reports.ids() == () and project.history.events() == () and project.check() == []


def test_a_project_that_cannot_be_filled_is_not_left_behind(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError):
        Project.create(tmp_path / "a.mosaic", [TAXONOMY, taxonomy(title="Another")])
    assert [found.name for found in tmp_path.glob("a.*")] == ["a.mosaic.lock"]
    new_project(tmp_path / "a.mosaic").close()


def test_an_odd_path_is_opened_as_it_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "a b#?%41é"
    folder.mkdir()
    with new_project(folder / "x?mode=memory.mosaic") as project:
        assert project.check() == []
    assert (folder / "x?mode=memory.mosaic").is_file()


def test_the_file_system_is_that_of_the_deepest_mount() -> None:
    mounts = (
        "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "30 21 0:40 / /mnt/my\\040share rw,relatime shared:5 - cifs //server/share rw\n"
        "31 21 0:41 / /mnt rw - tmpfs none rw\n"
        "broken line\n"
    )
    assert file_system_of(Path("/mnt/my share/projects"), mounts) == "cifs"
    assert file_system_of(Path("/mnt/other"), mounts) == "tmpfs"
    assert file_system_of(Path("/home/reader"), mounts) == "ext4"
