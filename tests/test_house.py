"""The rules of the house that no single room can keep: who loads what, how long files are, what is shipped."""

import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400
FEWEST_FILES = 30

HEAVY = ("torch", "transformers", "peft", "bitsandbytes")
QT = ("PySide6", "qdarkstyle")
DATABASE = ("sqlmodel", "sqlalchemy")

# Hosts that may be named in what we ship: licences, terms, sources that are cited, and examples.
HOSTS = {
    "ai.google.dev", "www.apache.org", "example.org", "example.com", "localhost", "127.0.0.1",
    "physionet.org", "openi.nlm.nih.gov", "loinc.org", "radlex.org", "snomed.info", "www.w3.org",
    "arxiv.org", "doi.org", "github.com", "huggingface.co", "keepachangelog.com",
}  # fmt: skip
_URL = re.compile(r"\bhttps?://([\w.-]+)", re.IGNORECASE)
_MACHINE_PATH = re.compile(r"(?<![\w.~}\]\-])/(?:work|root|opt|Users)/\w")
_ISSUE_NUMBER = re.compile(
    r"\b(?:issue|ticket|task|session)s?\s+#?\d+\b|(?<![\w&;])#\d{1,3}(?=[\s).,;:])", re.IGNORECASE
)
_TEXT = {".py", ".md", ".toml", ".txt", ".cfg", ".yml", ".yaml", ".sh", ".json", ".jsonl", ""}
_VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def tracked(*patterns: str) -> list[Path]:
    """Files of the project, those that are not committed yet among them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for path in sorted({ROOT / name for name in listed.stdout.splitlines()}) if path.is_file()]


def loaded_by(module: str, names: tuple[str, ...]) -> list[str]:
    """Which of the libraries a fresh process holds after importing the module."""
    code = f"import sys, {module}\nprint(*[name for name in {names!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_rooms_import_only_what_they_may() -> None:
    code = "from importlinter.cli import lint_imports_command as check; check()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "0 broken" in done.stdout


def test_every_room_is_bound_by_the_contracts() -> None:
    """A new room that no contract names would be free to import anything."""
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.importlinter]")[2]
    rooms = {path.parent.name for path in (ROOT / "mosaic_desk").glob("*/__init__.py")} - {"bench"}
    assert rooms >= {"core", "store", "exchange", "desk", "llm"}
    assert [room for room in sorted(rooms) if f"mosaic_desk.{room}" not in contracts] == []


def test_nothing_imports_the_benchmarks() -> None:
    imports = re.compile(r"^\s*(?:from|import) mosaic_desk\.bench\b", re.MULTILINE)
    others = [path for path in tracked("mosaic_desk/*.py") if path.parent.name != "bench"]
    assert len(others) >= FEWEST_FILES
    assert [path for path in others if imports.search(path.read_text(encoding="utf-8"))] == []


def test_the_window_loads_no_torch() -> None:
    assert loaded_by("mosaic_desk.gui.app", HEAVY) == []


def test_the_desk_loads_neither_torch_nor_qt() -> None:
    assert loaded_by("mosaic_desk.desk.session, mosaic_desk.desk.model_commands", HEAVY + QT) == []


def test_the_command_line_opens_without_qt_and_without_torch() -> None:
    assert loaded_by("mosaic_desk.cli", HEAVY + QT) == []


def test_the_worker_loads_neither_the_database_nor_qt() -> None:
    assert loaded_by("mosaic_desk.worker.conversation", DATABASE + QT) == []


def test_core_loads_no_library_but_numpy() -> None:
    modules = [f"mosaic_desk.core.{path.stem}" for path in (ROOT / "mosaic_desk" / "core").glob("[a-z]*.py")]
    assert loaded_by(", ".join(modules), (*HEAVY, *QT, *DATABASE, "PIL", "pydicom", "sqlite3")) == []


def test_no_file_is_longer_than_the_wall() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in tracked("*.py")}
    assert len(lengths) >= FEWEST_FILES
    assert {path.name: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in tracked("*.py") if _VAGUE & set(path.stem.split("_"))] == []


def test_packaging_is_not_a_package() -> None:
    """With the root on the path it would hide the library of that name, which transformers needs."""
    assert not (ROOT / "packaging" / "__init__.py").exists()
    done = subprocess.run(
        [sys.executable, "-c", "import packaging.version"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("what", "pattern"), [("a path of one machine", _MACHINE_PATH), ("the number of an issue", _ISSUE_NUMBER)]
)
def test_no_file_names_what_only_its_writer_knew(what: str, pattern: re.Pattern[str]) -> None:
    found = [f"{path.relative_to(ROOT)}:{number}" for path, number, line in _lines() if pattern.search(line)]
    assert found == [], f"{what} in {found}"


def test_no_address_is_named_but_of_licences_sources_and_examples() -> None:
    named = {host.lower().rstrip(".") for _, _, line in _lines() for host in _URL.findall(line)}
    assert named - HOSTS == set()


def _lines() -> list[tuple[Path, int, str]]:
    here = Path(__file__).resolve()
    files = [path for path in tracked() if path.suffix in _TEXT and path != here and path.name != "LICENSE"]
    assert len(files) >= FEWEST_FILES
    return [
        (path, number, line)
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
    ]


def test_no_file_holds_a_key_or_a_pickle() -> None:
    refused = {".pkl", ".pickle", ".pt", ".pth", ".bin", ".pem", ".key", ".mosaic"}
    shipped = [path for path in tracked() if ROOT / "tests" not in path.parents]
    assert [path.name for path in shipped if path.suffix in refused] == []


def test_a_wheel_holds_everything_that_is_shipped(tmp_path: Path) -> None:
    code = f"import hatchling.build; print(hatchling.build.build_wheel({str(tmp_path)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / done.stdout.split()[-1]) as wheel:
        names = set(wheel.namelist())
    resources = tracked("resources", "taxonomies")
    assert any(path.suffix == ".toml" for path in resources)
    missing = [path for path in resources if f"mosaic_desk/_shipped/{path.relative_to(ROOT).as_posix()}" not in names]
    assert missing == []
    assert "mosaic_desk/places.py" in names
    assert [name for name in names if name.startswith(("tests/", "packaging/"))] == []


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_a_test_cannot_open_a_socket() -> None:
    with pytest.raises(SocketBlockedError):
        socket.socket()


@pytest.mark.parametrize(
    "reach",
    ["socket.getaddrinfo('example.org', 80)", "socket.create_connection(('192.0.2.1', 80), timeout=1)"],
)
def test_a_child_of_a_test_cannot_reach_another_machine(reach: str) -> None:
    code = f"import socket; {reach}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "RuntimeError: A test's child process tried to" in done.stderr


def test_the_licences_are_there() -> None:
    assert "END OF TERMS AND CONDITIONS" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    notice = (ROOT / "resources" / "adapters" / "NOTICE").read_text(encoding="utf-8")
    assert notice.startswith("Gemma is provided under and subject to the Gemma Terms of Use found at")
