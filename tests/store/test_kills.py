"""An acknowledged correction survives `kill -9` at any moment, with a reader beside the writer."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mosaic_desk.store import Project
from mosaic_desk.store.tables import ChainEndRow
from tests.store.killed import BATCH
from tests.store.projects import new_project

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks, so that a hundred kills take seconds")

_PROJECTS = 5
_KILLS_EACH = 20

_READER = """
import sys, threading
from pathlib import Path
from mosaic_desk.store import Project
from tests.store.projects import TAXONOMY
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
reads = last = 0
print("ready", flush=True)
while not ended.wait(0.1):
    with Project.open(Path(sys.argv[1]), is_read_only=True) as project:
        for _ in range(10):
            events = project.history.events(after=last, limit=1000000)
            assert [event.number for event in events] == list(range(last + 1, last + 1 + len(events)))
            last += len(events)
            assert sum(project.reports.state_counts(TAXONOMY.id).values()) >= 3
            ended.wait(0.005)
    reads += 1
print(reads, last, flush=True)
"""


@pytest.fixture
def killed() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.store.killed"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    with process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) == 0


def _kill_at_random(process: subprocess.Popen[str], path: Path, kind: str, chance: random.Random) -> int:
    """One child killed; the number of pieces of work that were acknowledged to us."""
    assert process.stdin is not None and process.stdout is not None
    print(json.dumps({"path": str(path), "kind": kind}), file=process.stdin, flush=True)
    pid = int(process.stdout.readline().removeprefix("pid "))
    wanted, acknowledged = chance.randrange(4), 0
    while acknowledged < wanted:
        line = process.stdout.readline()
        assert line.startswith("ack "), line
        acknowledged = int(line.removeprefix("ack "))
    time.sleep(chance.uniform(0, 0.012))
    os.kill(pid, signal.SIGKILL)
    while not (line := process.stdout.readline()).startswith("ended"):
        acknowledged = int(line.removeprefix("ack "))
    assert line == f"ended {-signal.SIGKILL}\n"
    return acknowledged


def _stored(path: Path, count: Callable[[Project], None]) -> int:
    """The number of actions in the file, after looking it over."""
    with Project.open(path) as project:
        assert not project.is_read_only
        assert project.check() == []
        count(project)
        with project._database.reading() as session:
            end = session.get(ChainEndRow, 1)
            assert end is not None
            return end.actions


@pytest.mark.parametrize("number", range(_PROJECTS))
def test_what_was_acknowledged_is_stored_and_at_most_one_piece_more(
    tmp_path: Path, killed: subprocess.Popen[str], number: int
) -> None:
    path, chance = tmp_path / "a.mosaic", random.Random(number)
    new_project(path).close()
    actions = imports = saved = 0

    def no_half_import(project: Project) -> None:
        assert (len(project.reports.ids()) - 3) % BATCH == 0

    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", _READER, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as reader:  # fmt: skip
        assert reader.stdout is not None and reader.stdout.readline() == "ready\n"
        for kill in range(_KILLS_EACH):
            kind = "import" if kill % 4 == 3 else "save"
            acknowledged = _kill_at_random(killed, path, kind, chance)
            stored = _stored(path, no_half_import)
            saved += acknowledged
            # A piece whose end reached the log and not its index is seen only when the log is read anew, which
            # can be after a later kill: so the pieces that nobody acknowledged are counted over all kills.
            assert actions + acknowledged <= stored <= saved + kill + 1
            imports += kind == "import"
            actions = stored
        told, _ = reader.communicate()
        assert reader.returncode == 0, "the reader beside the writer met no fault"
    assert saved > _KILLS_EACH and imports == _KILLS_EACH // 4
    reads, last = map(int, told.split())
    assert reads > 0 and last > 0
