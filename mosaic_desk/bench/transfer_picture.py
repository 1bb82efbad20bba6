"""The lines of `bench.transfer` as a picture: a panel for each file, drawn as the program draws its own charts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from statistics import mean
from typing import Any

from mosaic_desk.bench.panels import INKS, draw_panels
from mosaic_desk.core.errors import InputError

_WORDS = {"shipped": "from the shipped adapter", "bare": "from the bare backbone"}
Series = Mapping[str, Mapping[int, Sequence[float]]]


def draw(panels: Mapping[str, Sequence[dict[str, Any]]], output: Path) -> None:
    """Writes a PNG with a panel for each name; points are means over seeds, strokes go from the least to the most.

    Raises:
        InputError: if there is nothing to draw, or the file cannot be written.
    """
    if not panels or not all(panels.values()):
        raise InputError("There is nothing to draw: give files that runs were written to.")
    draw_panels({name: partial(_panel, lines=lines, name=name) for name, lines in panels.items()}, output)


def _panel(plot: Any, *, lines: Sequence[dict[str, Any]], name: str) -> None:
    is_sets = lines[0]["what"] == "sets"
    series, ticks = _by_sets(lines) if is_sets else _by_size(lines)
    legend = (f"<span style='color:{ink}'>● {escape(one)}</span>" for ink, one in zip(INKS, series, strict=False))
    plot.setTitle(f"<span style='color:#222'>{escape(name)}</span><br>{' &nbsp; '.join(legend)}", size="9pt")
    plot.setLabel("left", "mean weighted F1")
    plot.setLabel("bottom", "sets learned from" if is_sets else "reports learned from")
    plot.getAxis("bottom").setTicks([ticks])
    plot.setYRange(0, 1, padding=0.04)
    plot.setXRange(-0.35, len(ticks) - 0.7)
    for row, (ink, found) in enumerate(zip(INKS, series.values(), strict=False)):
        _line(plot, found, ink, is_below=row > 0)


def _line(plot: Any, found: Mapping[int, Sequence[float]], ink: str, *, is_below: bool) -> None:
    """The means as a line with points, their numbers above or below it, the spread of each as an upright stroke."""
    import pyqtgraph as pg

    places = sorted(found)
    for place in places:
        if len(found[place]) > 1:
            plot.plot([place, place], [min(found[place]), max(found[place])], pen=pg.mkPen(ink, width=5))
    means = [mean(found[place]) for place in places]
    pen = pg.mkPen(ink, width=2)
    plot.plot(places, means, pen=pen, symbol="o", symbolBrush=ink, symbolPen=ink, symbolSize=8)
    for place, value in zip(places, means, strict=True):
        number = pg.TextItem(f"{value:.2f}", color=ink, anchor=(-0.1, -0.05) if is_below else (1.1, 1.05))
        number.setPos(place, value)
        plot.addItem(number)


def _by_size(lines: Sequence[dict[str, Any]]) -> tuple[Series, list[tuple[int, str]]]:
    sizes = sorted({line["size"] for line in lines})
    found: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        name = _WORDS.get(line["start"], line["start"])
        found[name][sizes.index(line["size"])].append(line["mean_weighted_f1"])
    return found, [(place, f"{size:,}") for place, size in enumerate(sizes)]


def _by_sets(lines: Sequence[dict[str, Any]]) -> tuple[Series, list[tuple[int, str]]]:
    starts = list(dict.fromkeys(line["start"] for line in lines))
    found: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        for test, figure in (line.get("by_set") or {line["test"]: line["mean_weighted_f1"]}).items():
            found[f"tested on {test.removesuffix('.jsonl')}"][starts.index(line["start"])].append(figure)
    last = [start.rpartition(" + ")[2] for start in starts]
    return found, [(place, name if place == 0 else f"+ {name}") for place, name in enumerate(last)]
