"""A process that is there to be killed: forks a child for every line on its stdin, and reaps it.

The child opens the project, does its work over and over, and says “ack N” after every piece that the
store has acknowledged. Forked, not started anew, so that a hundred of them fit into a test run.
"""

import json
import os
import sys
from pathlib import Path

from mosaic_desk.core.ids import ReaderName, ReportId
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.store import Project
from tests.store.projects import ALL, COMMITS, READER, TAXONOMY, N, P, action, incoming, sets

BATCH = 8
"""Reports in each import."""


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # one write, nothing buffered: what was said is in the pipe


def save(project: Project, number: int) -> None:
    """One action: a commit with its rows, an undo, or a redo."""
    if number % 5 == 3:
        assert project.history.undo(READER)
    elif number % 5 == 4:
        assert project.history.redo(READER)
    else:
        rows = [sets(finding, (P, N)[(number + place) % 2]) for place, finding in enumerate(ALL)]
        project.history.record(action(f"r{number % 3 + 1}", *rows, COMMITS))


def take_in(project: Project, number: int) -> None:
    """One action: reports with corrections."""
    texts = {f"{os.getpid()}-{number}-{place}": f"FINDINGS: none, {place}." for place in range(BATCH)}
    source = incoming(texts, dict.fromkeys(ALL, P))
    project.store_incoming(source, role=LabelsRole.CORRECTIONS, taxonomy=TAXONOMY, reader=ReaderName("Reader X"))
    assert project.reports.find(ReportId(next(iter(texts)))).has_text


def work_until_killed(path: Path, kind: str) -> None:
    with Project.open(path) as project:
        assert not project.is_read_only, project.read_only_reason
        number = 0
        while True:
            {"save": save, "import": take_in}[kind](project, number)
            number += 1
            say(f"ack {number}")


def main() -> None:
    for line in sys.stdin:
        task = json.loads(line)
        child = os.fork()
        if child == 0:
            say(f"pid {os.getpid()}")
            try:
                work_until_killed(Path(task["path"]), task["kind"])
            finally:
                os._exit(1)  # only reached by an error: whoever waits for a kill sees another status
        _, status = os.waitpid(child, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
