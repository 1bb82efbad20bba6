"""A model's process that waits for its next request: what it said meanwhile is not held against it."""

import sys
import time
from pathlib import Path

from mosaic_desk.core.messages import ALIVE_EVERY_S, PROTOCOL, Alive, Hello, Loaded, LoadModel, Progress, line_of
from mosaic_desk.desk.worker import STANDSTILL_S, Worker

CHILD = """
import sys
sys.stdout.write({waiting!r})
sys.stdout.flush()
sys.stdin.readline()
sys.stdout.write({loaded!r})
sys.stdout.flush()
sys.stdin.readline()
"""


def test_a_worker_that_waited_for_longer_than_one_may_get_nothing_done_answers_the_next_request(
    tmp_path: Path,
) -> None:
    idle = line_of(Alive(memory_mib=3.0)) * (2 * round(STANDSTILL_S / ALIVE_EVERY_S))
    heard = Progress(text="all of it was heard", done=0, total=0)
    loaded = Loaded(
        backbone="b", backbone_hash="sha256:b", adapter=None, adapter_hash=None, device="cpu", memory_mib=10.0
    )
    child = tmp_path / "child.py"
    waiting = line_of(Hello(protocol=PROTOCOL, version="0", pid=0)) + idle + line_of(heard)
    child.write_text(CHILD.format(waiting=waiting, loaded=line_of(loaded)), encoding="utf-8")
    worker = Worker((sys.executable, str(child)))
    try:
        worker.start()
        deadline = time.monotonic() + 60
        while heard not in list(worker._messages.queue):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert worker._messages.qsize() <= 2, "what nobody listens to does not pile up"
        asked = LoadModel(backbone="b", adapter=None)
        assert list(worker.request(asked, until=Loaded)) == [heard, loaded]
    finally:
        worker.end()
