"""A worker without a model, run as a child: speaks the real protocol, answers at once, dies where it is told to.

Its numbers depend on the company that a report is asked in, as a real model's do by rounding: output made
from other batches has other bytes.

    python fast_worker.py [--dies-on ID] [--dies-at-load] [--fails-at-load] [--fails-on ID] [--seconds-each S]
"""

import argparse
import os
import sys
import time
import zlib

from mosaic_desk.core.messages import (
    PROTOCOL,
    Answered,
    Cancel,
    Cancelled,
    Failed,
    Hello,
    Loaded,
    LoadModel,
    Message,
    Scored,
    ScoreReports,
    line_of,
    message_of,
)


def say(message: Message) -> None:
    sys.stdout.write(line_of(message))
    sys.stdout.flush()


def probabilities(request: ScoreReports, report_id: str) -> list[list[float]]:
    company = zlib.crc32("".join(other for other, _ in request.reports).encode())
    share = 0.4 + (zlib.crc32(report_id.encode()) ^ company) % 100_000 / 500_000
    rest = (1 - share) / (len(request.classes) - 1)
    return [[share] + [rest] * (len(request.classes) - 1) for _ in request.branches]


def score(request: ScoreReports, options: argparse.Namespace) -> None:
    for report_id, text in sorted(request.reports, key=lambda report: len(report[1])):
        if report_id == options.dies_on:
            os._exit(9)
        if report_id == options.fails_on:
            say(Failed(error="bug", sentence="The model failed (RuntimeError); its log says where."))
            return
        time.sleep(options.seconds_each)
        say(Answered(
            report_id=report_id, probabilities=probabilities(request, report_id),
            evidence=[[[0, min(3, len(text))]] for _ in request.branches], warnings=[],
        ))
    say(Scored(reports=len(request.reports), seconds=0.1, memory_mib=12.0))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--dies-on")
    parser.add_argument("--fails-on")
    parser.add_argument("--dies-at-load", action="store_true")
    parser.add_argument("--fails-at-load", action="store_true")
    parser.add_argument("--seconds-each", type=float, default=0.0)
    parser.add_argument("--backbone", default="sha256:b")
    options = parser.parse_args()
    say(Hello(protocol=PROTOCOL, version="0", pid=os.getpid()))
    for line in sys.stdin:
        message = message_of(line)
        if isinstance(message, LoadModel):
            if options.dies_at_load:
                os._exit(7)
            if options.fails_at_load:
                say(Failed(error="bug", sentence="The model failed (RuntimeError); its log says where."))
                continue
            say(Loaded(
                backbone="b", backbone_hash=options.backbone, adapter=None, adapter_hash=None, device="cpu",
                memory_mib=10.0,
            ))
        elif isinstance(message, ScoreReports):
            score(message, options)
        elif isinstance(message, Cancel):
            say(Cancelled())


if __name__ == "__main__":
    main()
