"""Three thousand reports committed one after the other: what the process grows by, and the longest stall.

Knows the window and the memory of its own process; knows no truth.
"""

from pathlib import Path
from typing import Any

from mosaic_desk.bench.desk_reading import choose_mode, spread_of
from mosaic_desk.bench.desk_robot import Policy, Robot
from mosaic_desk.bench.desk_window import driven_window, stalls
from mosaic_desk.core.events import Mode

WARM_REPORTS = 200
"""Reports before the first measure: caches, fonts and the file's pages are filled by them."""


def soaked(project: Path, *, reports: int, warm: int = WARM_REPORTS) -> dict[str, Any]:
    """Commits so many reports after `warm` others; memory in MiB, times in milliseconds.

    Raises:
        MosaicError: if the window does not do what the keys ask for.
    """
    with driven_window(project, prepare=lambda office: choose_mode(office, Mode.PREFILLED)) as driven:
        robot = Robot(driven, {}, Policy.TRUSTING)
        for _ in range(warm):
            robot.read()
        driven.key_ms.clear()
        driven.heartbeat.restart()
        before, grown, took = resident_mib(), [], []
        for number in range(1, reports + 1):
            took += robot.read().commit_ms
            if number % max(1, reports // 10) == 0:
                grown.append(round(resident_mib() - before, 1))
        return {
            "reports": reports,
            "after": warm,
            "grown_mib": resident_mib() - before,
            "grown_mib_by_tenths": grown,
            **stalls(driven),
            "commit_to_painted_ms": spread_of(took),
            "key_to_painted_ms": spread_of(driven.key_ms),
        }


def resident_mib() -> float:
    """What this process holds in memory now; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return _resident_by_psutil()
    return pages * 4096 / 2**20


def _resident_by_psutil() -> float:
    try:
        import psutil
    except ImportError:
        return 0.0
    return float(psutil.Process().memory_info().rss) / 2**20
