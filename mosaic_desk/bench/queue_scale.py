"""How long it takes to rank an archive of a million reports, and in how much memory: measured in a process of its own.

The archive is drawn, not read: probabilities, words and embeddings at random, each finding with a prevalence of its
own. What is measured is the ranking of the reports that are served next, as after every few commits of a session.
"""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from mosaic_desk.bench.labelling_ways import peak_mib
from mosaic_desk.core.acquisition import margin
from mosaic_desk.core.embedding import EMBEDDING_WIDTH
from mosaic_desk.core.errors import ModelError
from mosaic_desk.core.rare_findings import Candidates, rare_first

REPORTS = 1_000_000
_FINDINGS, _CLASSES, _SIZE, _SHARE = 13, 4, 40, 0.2
_CONFIRMED, _TARGET = 10, 40


def measured_scale(reports: int = REPORTS) -> dict[str, Any]:
    """Seconds of one ranking with and without embeddings, and the most memory that the process held, in MiB.

    Raises:
        ModelError: if the process ends early, as where the memory does not suffice.
    """
    done = subprocess.run(
        [sys.executable, "-m", __name__, str(reports)], stdout=subprocess.PIPE, check=False, text=True
    )
    if done.returncode:
        raise ModelError("Ranking at scale could not be measured: its process ended early.")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def told_scale(scale: Mapping[str, Any]) -> str:
    """The same in a sentence."""
    return (
        f"{scale['reports']:,} reports × {scale['findings']} findings are ranked in {scale['ranking_s']:.1f} s, with "
        f"embeddings in {scale['ranking_with_embeddings_s']:.1f} s, after {scale['margins_once_s']:.1f} s once; "
        f"{scale['peak_mib']:,.0f} MiB."
    )


def _measure(reports: int) -> dict[str, Any]:
    chance = np.random.default_rng(1)
    probabilities = chance.random((reports, _FINDINGS, _CLASSES), dtype=np.float32)
    probabilities /= probabilities.sum(axis=2, keepdims=True)
    prevalence = np.geomspace(0.15, 0.005, _FINDINGS)
    embeddings = chance.standard_normal((reports, EMBEDDING_WIDTH), dtype=np.float32).astype(np.float16)
    began = time.perf_counter()
    margins = margin(probabilities)
    margin_s = time.perf_counter() - began
    archive = Candidates(
        unread=np.ones(reports, dtype=np.bool_), present=probabilities[:, :, 0] + probabilities[:, :, 2],
        margins=margins, hits=chance.random((reports, _FINDINGS), dtype=np.float32) < prevalence,
        confirmed=np.full(_FINDINGS, _CONFIRMED), targets=np.full(_FINDINGS, _TARGET), embeddings=embeddings,
        positives=[chance.choice(reports, _CONFIRMED, replace=False) for _ in range(_FINDINGS)],
        groups=np.arange(reports),
    )  # fmt: skip
    seconds = []
    for one in (replace(archive, embeddings=None), archive):
        began = time.perf_counter()
        rare_first(one, size=_SIZE, rng=chance, random_share=_SHARE)
        seconds.append(time.perf_counter() - began)
    return {
        "reports": reports, "findings": _FINDINGS, "margins_once_s": margin_s, "ranking_s": seconds[0],
        "ranking_with_embeddings_s": seconds[1], "peak_mib": peak_mib(),
    }  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(int(sys.argv[1]))) + "\n")
