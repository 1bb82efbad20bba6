"""What an adapter answers when it is tried: a child process that says one line."""

import json
import sys
from pathlib import Path

import pytest

from mosaic_desk.core.errors import (
    ModelError,
    ModelRefused,
    MosaicError,
    WorkerDied,
    WorkerHung,
)
from mosaic_desk.desk.adapter_checking import check_adapter
from mosaic_desk.desk.run_folder import adapter_folder_of
from tests.desk.run_folders import project_with_runs


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return project_with_runs(tmp_path)


def says(line: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"print({line!r})")


@pytest.fixture
def folder(path: Path) -> Path:
    folder = adapter_folder_of(path, "run-1")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps({**manifest, "fingerprint": {"x": 1}}), encoding="utf-8")
    return folder


def test_an_adapter_that_says_what_it_said_is_checked(folder: Path) -> None:
    assert check_adapter(folder, backbone="tiny", command=says('{"is_same": true}')).hash.startswith("sha256:")


@pytest.mark.parametrize(
    ("line", "kind", "sentence"),
    [
        ('{"error": "AdapterMismatch", "sentence": "It was made for another."}', ModelError, "made for another"),
        ('{"error": "SystemExit", "sentence": "no"}', MosaicError, "no"),
        ('{"error": "places_of", "sentence": "no"}', MosaicError, "no"),
        ('{"is_same": false, "sentence": "other"}', MosaicError, "other"),
        ('{"is_same": "yes", "sentence": "other"}', MosaicError, "other"),
        ("", WorkerDied, "ended early"), ("[]", WorkerDied, "ended early"), ("garbage", WorkerDied, "ended early"),
        ('{"is_same": true}\n{"is_same": true}', WorkerDied, "ended early"),
    ],
)  # fmt: skip
def test_anything_else_that_is_told_refuses_the_adapter(
    folder: Path, line: str, kind: type[Exception], sentence: str
) -> None:
    with pytest.raises(kind, match=sentence):
        check_adapter(folder, backbone="tiny", command=says(line))


def test_an_adapter_whose_process_is_killed_or_stands_still_is_refused(folder: Path) -> None:
    killed = (sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)")
    with pytest.raises(WorkerDied):
        check_adapter(folder, backbone="tiny", command=killed)
    still = (sys.executable, "-c", "import time; time.sleep(60)")
    with pytest.raises(WorkerHung):
        check_adapter(folder, backbone="tiny", command=still, patience_s=0.3)


def test_an_adapter_without_a_fingerprint_is_refused(path: Path) -> None:
    with pytest.raises(ModelRefused, match="no fingerprint"):
        check_adapter(adapter_folder_of(path, "run-1"), backbone="tiny", command=says('{"is_same": true}'))


def test_an_adapter_that_changes_while_it_is_tried_is_refused(folder: Path) -> None:
    code = f"open({str(folder / 'adapter_config.json')!r}, 'w').write('x'); print('{{\"is_same\": true}}')"
    with pytest.raises(ModelRefused):
        check_adapter(folder, backbone="tiny", command=(sys.executable, "-c", code))
