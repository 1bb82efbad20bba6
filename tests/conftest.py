"""What holds for every test: no screen, no network, a home of its own, no unexpected warning in the log.

Set before anything of ours or of Qt is imported; children inherit it through the environment.
"""

import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update({"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"})
os.environ.setdefault("TORCHDYNAMO_DISABLE", "1")  # nothing of ours is compiled, and loading a compiler takes a second
if "PYTEST_XDIST_WORKER" in os.environ:  # one process a core already: more threads would only wait for one another
    os.environ.setdefault("OMP_NUM_THREADS", "1")
# Children find the package from any working folder, and `sitecustomize` keeps them off the network.
os.environ["PYTHONPATH"] = os.pathsep.join(
    [str(ROOT / "tests" / "offline"), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
)

import pytest  # noqa: E402  (the environment comes first)
from hypothesis import HealthCheck, settings  # noqa: E402

from mosaic_desk.exchange.file_lock import take_lock  # noqa: E402

# Derandomised: a red run can be repeated. Machines under test are shared, so time is no criterion.
settings.register_profile(
    "house", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

_CONVERT = """
import sys
from mosaic_desk.core.errors import ModelMissing
from mosaic_desk.llm.convert import backbone_cards, embedded_backbone
try:
    print(embedded_backbone(backbone_cards()["gemma-3-270m"], lambda what, done, total: None))
except (ModelMissing, ImportError):
    sys.exit(77)
"""


# The files that take longest, the first of them first: what is begun last must not be what others wait for.
_LONGEST = (
    "llm/test_embedded.py",  # converts the embedded backbone, where nobody has
    "desk/test_training_runs.py", "test_desk_script.py", "bench/test_desk_round.py", "test_unattended.py",
    "desk/test_training_command.py", "store/test_kills.py", "llm/test_robustness.py", "llm/test_recipe.py",
    "llm/test_training.py", "desk/test_promoting.py", "llm/test_memory.py", "desk/test_labelling.py",
    "gui/test_accessibility.py", "store/test_worklist_laws.py", "store/test_undo_law.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let `loopback` tests reach this machine, and no other; put the files that take longest first."""
    for item in items:
        if item.get_closest_marker("loopback"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))
    places = {ROOT / "tests" / name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """No other process that runs tests does so meanwhile."""
    with file.open("wb") as lock:
        while not take_lock(lock.fileno()):
            time.sleep(0.1)
        yield


@pytest.fixture(scope="session")
def backbone_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded backbone, kept in the user's own cache: converting it takes a minute, so one does it for all.

    Asked for by `home` before the user's folders are moved. A test that uses it carries the mark `model`.
    """
    with _alone(tmp_path_factory.getbasetemp().parent / "converting.lock"):
        done = subprocess.run([sys.executable, "-c", _CONVERT], capture_output=True, text=True, check=False)
    if done.returncode == 77:
        pytest.skip("needs the extras “model” and “demo”")
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.splitlines()[-1])


@pytest.fixture(scope="session")
def forked() -> Iterator[Callable[..., tuple[str, ...]]]:
    """A command like Python's with the same arguments, whose process has the model's libraries from its start.

    Loading them takes five seconds of a processor for each child; see `tests/forked.py`.
    """
    if not hasattr(os, "fork"):
        yield lambda *arguments: (sys.executable, *arguments)
        return
    program = str(ROOT / "tests" / "forked.py")
    with tempfile.TemporaryDirectory(prefix="forked-") as folder:  # short: the address of a socket has 100 bytes
        address = f"{folder}/socket"
        with subprocess.Popen(
            [sys.executable, "-m", "tests.forked", "serve", address],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"},
        ) as server:  # fmt: skip
            assert server.stdin is not None and server.stdout is not None
            assert server.stdout.readline() == b"ready\n"
            yield lambda *arguments: (sys.executable, "-I", "-S", program, address, *arguments)
            server.stdin.close()


@pytest.fixture(autouse=True)
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders, moved into an empty one; tests marked `model` see the kept backbones in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    if request.node.get_closest_marker("model"):
        kept = request.getfixturevalue("backbone_folder").parent
        (folder / "backbones").symlink_to(kept, target_is_directory=True)
    monkeypatch.setenv("MOSAIC_DESK_HOME", str(folder))
    return folder


class _Keeper(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def log_warnings() -> Iterator[list[logging.LogRecord]]:
    """Warnings and errors that the program logged; a test that expects some looks at them and clears the list."""
    keeper = _Keeper()
    logger = logging.getLogger("mosaic_desk")
    logger.addHandler(keeper)
    yield keeper.records
    logger.removeHandler(keeper)
    assert not [record.getMessage() for record in keeper.records], "unexpected warnings in the log"
