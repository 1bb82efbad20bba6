"""How many processor threads a pass uses: one a physical core, because two on a core share its matrix unit."""

import os

import torch


def scoring_threads() -> int:
    """Physical cores that this process may run on, at least 1; what OMP_NUM_THREADS says comes first."""
    import psutil

    said = os.environ.get("OMP_NUM_THREADS", "")
    if said.isdigit() and int(said):
        return int(said)
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(psutil.cpu_count(logical=False) or allowed, allowed))


def use_scoring_threads() -> None:
    """Sets them for this process."""
    torch.set_num_threads(scoring_threads())
