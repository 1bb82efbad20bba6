import os
import subprocess
import sys
from pathlib import Path

import pytest

from mosaic_desk.core.errors import MosaicError, ProjectError
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.store import Project
from tests.store.projects import ALL, COMMITS, READER, TAXONOMY, P, action, incoming, new_project, sets, whole_view

# Every write of a save fails once: the limit on file size grows from nothing until the save fits.
_FAULTY_DISK = """
import resource, sys
from pathlib import Path
from mosaic_desk.core.errors import ProjectError
from mosaic_desk.store import Project
from tests.store.projects import ALL, COMMITS, READER, P, action, sets, whole_view
path = Path(sys.argv[1])
log = path.with_name(path.name + "-wal")
failed = 0
with Project.open(path) as project:
    project.history.record(action("r2", sets("edema", P)))
    before, size = whole_view(project), log.stat().st_size
    for step in range(1000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + step * 512, resource.RLIM_INFINITY))
        try:
            project.history.record(action("r1", *[sets(finding, P) for finding in ALL], COMMITS))
            break
        except ProjectError as error:
            failed += 1
            assert "nothing was saved" in str(error), error
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert whole_view(project) == before
        assert len(project.history.events()) == 1
    assert project.check() == []
    assert len(project.corrections.of_report("r1", project.taxonomies()[0])) == len(ALL)
with Project.open(path) as project:
    assert project.check() == [] and len(project.history.events()) == 5
print(failed)
"""


def _set_page_limit(project: Project, pages: int) -> None:
    with project._database.reading() as session:
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def _page_count(project: Project) -> int:
    with project._database.reading() as session:
        return int(session.connection().exec_driver_sql("PRAGMA page_count").scalar_one())


def test_a_full_disk_at_any_page_of_an_import_stores_nothing_of_it(tmp_path: Path) -> None:
    texts = {f"n{number}": f"FINDINGS: {'effusion ' * 40}{number}" for number in range(60)}
    source = incoming(texts, dict.fromkeys(ALL, P))
    with new_project(tmp_path / "a.mosaic") as project:
        project.history.record(action("r1", sets("edema", P), COMMITS))
        before, pages, failed = (whole_view(project), project.history.events()), _page_count(project), 0
        while True:
            _set_page_limit(project, pages + failed)
            try:
                project.store_incoming(source, role=LabelsRole.CORRECTIONS, taxonomy=TAXONOMY, reader=READER)
                break
            except ProjectError as error:
                assert str(error) == "The disk is full: nothing was saved. Make room, then do it again."
                failed += 1
            _set_page_limit(project, 1_000_000)
            assert (whole_view(project), project.history.events()) == before
            assert project.check() == []
        _set_page_limit(project, 1_000_000)
        assert failed > 10, "the limit was met in many places"
        assert len(project.reports.ids()) == 63 and project.check() == []


@pytest.mark.skipif(os.name == "nt", reason="a limit on file size is POSIX")
def test_a_faulty_disk_at_any_write_of_a_save_stores_nothing_of_it(tmp_path: Path) -> None:
    new_project(tmp_path / "a.mosaic").close()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _FAULTY_DISK, str(tmp_path / "a.mosaic")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10, "the limit was met in many places"


def test_the_error_of_a_failed_save_carries_no_report_text_with_it(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.mosaic") as project:
        _set_page_limit(project, _page_count(project))
        texts = {f"n{number}": "SECRETWORD " * 400 for number in range(20)}
        with pytest.raises(MosaicError) as caught:
            project.store_incoming(incoming(texts), role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=READER)
    error = caught.value
    assert "SECRETWORD" not in str(error)
    assert error.__cause__ is None and error.__suppress_context__
