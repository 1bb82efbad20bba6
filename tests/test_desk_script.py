"""`packaging/desk.py` on a small checkout of its own: real environments, real pip, nothing downloaded."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from mosaic_desk.desk import qt_libraries

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "packaging" / "desk.py"

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "mosaic-desk"
version = "1"
[project.optional-dependencies]
model = []
demo = []
test = []
"""
# The smallest backend that pip takes: a wheel of metadata and a line with the place of the checkout.
BACKEND = """
import pathlib, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    described, name = "mosaic_desk-1.dist-info", "mosaic_desk-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("mosaic_desk.pth", str(pathlib.Path.cwd()))
        wheel.writestr(f"{described}/METADATA", "Metadata-Version: 2.1\\nName: mosaic-desk\\nVersion: 1\\n" + "".join(
            f"Provides-Extra: {extra}\\n" for extra in ("model", "demo", "test")) + REQUIRES)
        wheel.writestr(f"{described}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(f"{described}/RECORD", "")
    return name
REQUIRES = ""
"""
FILES = {
    "pyproject.toml": PYPROJECT,
    "backend.py": BACKEND,
    "packaging/constraints.txt": "",
    "mosaic_desk/__init__.py": "",
    "mosaic_desk/__main__.py": "import sys; print('started with', sys.argv[1:])",
    "mosaic_desk/desk/__init__.py": "",
    "mosaic_desk/desk/qt_libraries.py": "",
    "ruff.py": "",
    "mypy.py": "",
    "importlinter/__init__.py": "",
    "importlinter/cli.py": "def lint_imports_command(): pass",
    "pytest.py": "import sys; print('asked for', sys.argv[1:]); print('===== 3 passed in 0.10s =====')",
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout after its first start; a test that changes it puts it back."""
    checkout = new_checkout(tmp_path_factory.mktemp("prepared") / "checkout")
    done = start(checkout, "demo", "--project", "my reports")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "started with ['demo', '--project', 'my reports']" in done.stdout
    assert "Preparing MOSAIC Desk" in done.stdout
    return checkout


def new_checkout(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("desk.py", "environment.py"):
        shutil.copy(SCRIPT.with_name(name), folder / "packaging" / name)
    return folder


def start(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, checkout / "packaging" / "desk.py", *arguments],
        env={**kept, "PYTHONPATH": str(ROOT / "tests" / "offline"), "PIP_NO_INDEX": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def installed_at(checkout: Path) -> int:
    return (checkout / ".venv" / "install.log").stat().st_mtime_ns


def stamp(checkout: Path) -> Path:
    return checkout / ".venv" / "installed.json"


def test_a_second_start_installs_nothing(prepared: Path) -> None:
    before = installed_at(prepared)
    done = start(prepared, "demo")
    assert done.stdout.strip() == "started with ['demo']"
    assert installed_at(prepared) == before


def test_a_changed_pin_a_missing_extra_and_a_lost_stamp_install_again(prepared: Path) -> None:
    before = installed_at(prepared)
    (prepared / "packaging" / "constraints.txt").write_text("# another pin\n", encoding="utf-8")
    assert start(prepared, "demo").returncode == 0
    after_pin = installed_at(prepared)
    assert start(prepared, "test").returncode == 0
    after_extra = installed_at(prepared)
    assert start(prepared, "demo").returncode == 0, "what `test` installed is enough for `demo`"
    assert installed_at(prepared) == after_extra
    stamp(prepared).write_text('{"extras": ["mod', encoding="utf-8")
    assert start(prepared, "demo").returncode == 0
    assert before < after_pin < after_extra < installed_at(prepared)
    assert json.loads(stamp(prepared).read_text(encoding="utf-8"))["extras"] == ["demo", "model"]


def test_a_half_made_environment_is_made_again(prepared: Path) -> None:
    for broken in prepared.glob(".venv/**/site-packages/pip"):
        shutil.rmtree(broken)
    stamp(prepared).unlink()
    done = start(prepared, "demo")
    assert done.returncode == 0, done.stderr
    assert "Making the environment" in done.stdout
    assert start(prepared, "demo").stdout.strip() == "started with ['demo']"


def test_a_package_whose_installation_was_cut_off_is_installed_again(prepared: Path) -> None:
    (described,) = prepared.glob(".venv/**/site-packages/mosaic_desk-1.dist-info")
    (described / "RECORD").unlink()
    stamp(prepared).unlink()
    done = start(prepared, "demo")
    assert done.returncode == 0, done.stderr
    assert (described / "RECORD").is_file()


def test_an_installation_that_fails_says_why_in_a_sentence_and_is_tried_again(prepared: Path) -> None:
    backend = prepared / "backend.py"
    backend.write_text(
        BACKEND.replace('REQUIRES = ""', 'REQUIRES = "Requires-Dist: not-to-be-had\\n"'), encoding="utf-8"
    )
    (prepared / "packaging" / "constraints.txt").write_text("# yet another pin\n", encoding="utf-8")
    failed = start(prepared, "demo")
    assert failed.returncode == 1
    assert failed.stderr.startswith("not-to-be-had is not to be had for Python 3.")
    assert "Traceback" not in failed.stderr
    assert not stamp(prepared).exists()
    backend.write_text(BACKEND, encoding="utf-8")
    assert start(prepared, "demo").returncode == 0


def test_the_summary_of_all_checks_ends_with_the_line_of_pytest(prepared: Path) -> None:
    done = start(prepared, "test")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == "===== 3 passed in 0.10s ====="
    assert [line.split()[:2] for line in lines[-5:-1]] == [
        ["style", "ok"], ["types", "ok"], ["rooms", "ok"], ["tests", "ok"],
    ]  # fmt: skip


def test_a_failed_check_fails_the_command_and_shows_what_it_said(prepared: Path) -> None:
    check = prepared / "mypy.py"
    check.write_text("print('app.py:1: error: a type'); raise SystemExit(1)", encoding="utf-8")
    done = start(prepared, "test")
    check.write_text("", encoding="utf-8")
    assert done.returncode == 1
    assert "app.py:1: error: a type" in done.stdout
    assert re.search(r"^types +FAILED", done.stdout, re.MULTILINE)
    assert done.stdout.splitlines()[-1] == "===== 3 passed in 0.10s ====="


def test_arguments_of_test_go_to_pytest_and_only_pytest_runs(prepared: Path) -> None:
    done = start(prepared, "test", "-k", "undo and redo")
    assert "asked for ['-k', 'undo and redo']" in done.stdout
    assert "style" not in done.stdout


def test_the_exit_status_of_the_program_is_passed_on(prepared: Path) -> None:
    program = prepared / "mosaic_desk" / "__main__.py"
    program.write_text("raise SystemExit(7)", encoding="utf-8")
    assert start(prepared, "demo").returncode == 7
    program.write_text(FILES["mosaic_desk/__main__.py"], encoding="utf-8")


def test_missing_system_libraries_are_told_before_the_window_opens(prepared: Path) -> None:
    check = prepared / "mosaic_desk" / "desk" / "qt_libraries.py"
    check.write_text("raise SystemExit('paste this:\\nsudo apt-get install -y libxcb-cursor0')", encoding="utf-8")
    done = start(prepared, "demo")
    check.write_text("", encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["paste this:", "sudo apt-get install -y libxcb-cursor0"]
    assert "started" not in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_nothing_is_installed_and_a_picture_is_offered(tmp_path: Path) -> None:
    checkout = new_checkout(tmp_path / "checkout")
    done = start(checkout, "demo", QT_QPA_PLATFORM="")
    assert done.returncode == 1
    assert "no screen" in done.stderr
    assert "--screenshot FILE" in done.stderr
    assert not (checkout / ".venv").exists()


def test_an_older_python_is_told_so_in_one_sentence() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))
    code = f"import runpy, sys; sys.version_info = (3, 9, 18); runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == "MOSAIC Desk needs Python 3.11 or later; this is 3.9."


def test_wrong_usage_is_status_2_and_help_names_both_commands() -> None:
    for arguments in ([], ["dmeo"]):
        wrong = subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)
        assert (wrong.returncode, wrong.stderr[:6]) == (2, "Usage:")
    helped = subprocess.run([sys.executable, SCRIPT, "--help"], capture_output=True, text=True, check=True)
    assert "desk.py demo" in helped.stdout
    assert "desk.py test" in helped.stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Collecting torch==2.13.0 (from mosaic-desk==0.1.0)\n", "looking for torch"),
        ("  Downloading torch-2.13.0-cp311-cp311-linux.whl (190.2 MB)\n", "downloading torch (190.2 MB)"),
        ("  Downloading https://example.org/a/b/numpy-2.4.6-cp311.whl (16 MB)\n", "downloading numpy (16 MB)"),
        ("Installing collected packages: a, b, c\n", "unpacking 3 packages"),
        ("  Using cached torch-2.13.0.whl\n", None),
    ],
)
def test_what_pip_says_is_told_in_a_few_words(line: str, words: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SCRIPT.parent)
    import environment

    assert environment.condensed(line) == words


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "The disk is full"),
        ("WARNING: NewConnectionError('...')\nERROR: No matching distribution found for torch", "no network"),
        ("ERROR: No matching distribution found for torch==2.13.0", "torch==2.13.0 is not to be had"),
        ("ERROR: Failed building wheel for x", "ERROR: Failed building wheel for x"),
    ],
)  # fmt: skip
def test_a_failed_installation_is_explained(log: str, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SCRIPT.parent)
    import environment

    assert sentence in environment.reason_of_failure(log)


def test_what_is_tested_is_what_is_pinned() -> None:
    """Every library that the project names has one exact pin, and it is the version these tests run with."""
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "packaging" / "constraints.txt").read_text(), re.MULTILINE))
    pinned = {key.lower().replace("_", "-"): version for key, version in pins.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    named = {re.match(r"[\w-]+", line)[0].lower().replace("_", "-") for group in lists for line in group}
    assert named - pinned.keys() == set()
    installed = {name: version_of(name) for name in named if version_of(name)}
    assert {name: version for name, version in installed.items() if pinned[name] != version} == {}


def version_of(name: str) -> str | None:
    try:
        return metadata.version(name).partition("+")[0]
    except metadata.PackageNotFoundError:
        return None


def test_continuous_integration_installs_every_library_of_the_window() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    needed = {library.debian for library in qt_libraries._ALWAYS + qt_libraries._X11}
    assert needed - set(re.findall(r"[\w.-]+", script)) == set()
    assert "packaging/desk.py test" in script
