"""What `benchmark queue --json` printed as a picture: a panel for each file.

python -m mosaic_desk.bench.queue_picture "Open-i=openi.json" "PadChest=padchest.json" --output queues.png
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from mosaic_desk.bench.panels import INKS, draw_panels
from mosaic_desk.core.errors import InputError, MosaicError

_FIRSTS = (100, 300, 1000)
_WORDS = {
    "rare": "rare findings", "entropy": "entropy", "margin": "margin", "imported": "as imported", "random": "random",
}  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Draws; 1 with one sentence where it cannot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="NAME=FILE")
    parser.add_argument("--output", type=Path, required=True, metavar="PNG")
    options = parser.parse_args(argv)
    try:
        named = dict(_read(given) for given in options.files)
        draw_panels({name: partial(fill, name=name, result=result) for name, result in named.items()}, options.output)
    except MosaicError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _read(given: str) -> tuple[str, dict[str, Any]]:
    name, _, file = given.rpartition("=")
    try:
        result = json.loads(Path(file).read_text(encoding="utf-8"))
        return name or Path(file).stem, {"reports": result["reports"], "queues": result["queues"]}
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(f"{file} is nothing that “benchmark queue --json” printed.") from None


def fill(plot: Any, *, name: str, result: Mapping[str, Any]) -> None:
    """A line for each queue, with the middle 95 % of its readings as upright strokes."""
    import pyqtgraph as pg

    queues = {kind: result["queues"][kind] for kind in _WORDS if kind in result["queues"]}
    inks = dict(zip(queues, INKS, strict=False))
    words = (f"<span style='color:{inks[kind]}'>● {escape(_WORDS[kind])}</span>" for kind in queues)
    title = f"{name}: {result['reports']:,} reports"
    plot.setTitle(f"<span style='color:#222'>{escape(title)}</span><br>{' &nbsp; '.join(words)}", size="9pt")
    plot.setLabel("left", "positives of rare findings found")
    plot.setLabel("bottom", "reports read")
    plot.getAxis("bottom").setTicks([[(place, f"{first:,}") for place, first in enumerate(_FIRSTS)]])
    plot.setXRange(-0.3, len(_FIRSTS) - 0.7)
    plot.setYRange(0, max(queue["interval_1000"][1] for queue in queues.values()), padding=0.05)
    for kind, figures in queues.items():
        ink = inks[kind]
        for place, first in enumerate(_FIRSTS):
            plot.plot([place, place], figures[f"interval_{first}"], pen=pg.mkPen(ink, width=4))
        means = [figures[f"found_{first}"] for first in _FIRSTS]
        plot.plot(range(len(_FIRSTS)), means, pen=pg.mkPen(ink, width=2), symbol="o", symbolBrush=ink, symbolPen=ink,
                  symbolSize=8)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
