"""Figures beside each other in one picture, drawn as the program draws its own charts."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mosaic_desk.core.errors import InputError

INKS = ("#1f6feb", "#d9730d", "#2e7d32", "#8e44ad", "#6e7781")
_WIDTH, _HEIGHT = 470, 400  # of a panel, pixels
Panel = Callable[[Any], None]
"""Fills a plot of pyqtgraph."""


def draw_panels(panels: Mapping[str, Panel], output: Path) -> None:
    """Writes a PNG with a panel for each name.

    Raises:
        InputError: if the file cannot be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from mosaic_desk.gui.app import make_application

    make_application(off_screen=True)
    import pyqtgraph as pg

    sheet = pg.GraphicsLayoutWidget()
    sheet.setBackground("w")
    sheet.resize(_WIDTH * len(panels), _HEIGHT)
    for column, fill in enumerate(panels.values()):
        sheet.ci.layout.setColumnFixedWidth(column, _WIDTH - 12)
        plot = sheet.addPlot()
        fill(plot)
        plot.showGrid(y=True, alpha=0.25)
        for axis in ("left", "bottom"):
            plot.getAxis(axis).setTextPen("k")
    sheet.show()
    if not sheet.grab().save(str(output), "PNG"):
        raise InputError(f"{output.name} cannot be written.")
