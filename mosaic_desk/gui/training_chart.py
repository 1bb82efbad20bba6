"""The curves of a training: the error on what it learns from, and on the reports that are only watched.

What the curves show a sentence beside them says in words: they take no keyboard and no mouse.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mosaic_desk.gui.colours import current_look
from mosaic_desk.gui.progress_chart import Legend, quiet_plot
from mosaic_desk.gui.progress_figures import Bars

_LEAST_LINES = 7  # the height, in lines of text
_MOST_POINTS = 400
_MOST_TICKS = 8
Points = Sequence[tuple[int, float]]


class TrainingChart(QWidget):
    """`show_curves` in, nothing out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: tuple[tuple[tuple[int, float], ...], ...] = ()
        self._steps = 0
        self._plot: Any = None
        self._lines: list[Any] = []
        self._legend = Legend()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._legend)

    @property
    def drawn(self) -> tuple[int, ...]:
        """How many points each curve has now."""
        return tuple(len(line.getData()[0]) if line.getData()[0] is not None else 0 for line in self._lines)

    def show_curves(self, losses: Points, watched: Points, *, steps: int) -> None:
        """Show both curves over `steps` steps; what stays the same is not drawn again."""
        curves = (tuple(losses), tuple(watched))
        if (curves, steps) == (self._shown, self._steps):
            return
        self._shown, self._steps = curves, steps
        if self._plot is None:
            self._plot = quiet_plot()
            self._column.addWidget(self._plot, 1)
            self._lines = [self._plot.plot(), self._plot.plot()]
            self._dress()
        self._draw()
        names = (self.tr("Learned from"), self.tr("Only watched"))
        self._legend.show_series(
            tuple(Bars(name=name, values=(), is_quiet=quiet) for name, quiet in zip(names, (True, False), strict=True))
            if watched else ()
        )  # fmt: skip

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """High enough for a curve to be read."""
        unit = self.fontMetrics().height()
        return QSize(unit * 24, unit * _LEAST_LINES)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A little less, where there is no room."""
        unit = self.fontMetrics().height()
        return QSize(unit * 10, unit * 5)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Colours and sizes follow the look."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._plot is not None:
            self._dress()
            self._draw()

    def _dress(self) -> None:
        look, font = current_look(), self.font()
        self._plot.setBackground(look.surface)
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(look.line)
            axis.setTextPen(look.dim)
            axis.setStyle(tickFont=font, tickLength=0, autoExpandTextSpace=True)
        style = {"color": look.dim.name(), "font-size": f"{font.pointSizeF():.0f}pt"}
        self._plot.setLabel("bottom", self.tr("Steps"), **style)
        self._plot.setLabel("left", self.tr("Error"), **style)

    def _draw(self) -> None:
        import pyqtgraph

        look, unit = current_look(), self.fontMetrics().height()
        thin, thick = (pyqtgraph.mkPen(look.accent, width=width) for width in (1.2, 2.4))
        losses, watched = (_thinned(curve) for curve in self._shown)
        self._lines[0].setData(*_columns(losses), pen=thin)
        self._lines[1].setData(
            *_columns(watched), pen=thick, symbol="o", symbolSize=unit * 0.45, symbolBrush=look.accent,
            symbolPen=look.accent,
        )  # fmt: skip
        view = self._plot.getViewBox()
        view.setXRange(0, max(self._steps, 1), padding=0.01)
        between = -(-max(self._steps, 1) // _MOST_TICKS)
        self._plot.getAxis("bottom").setTicks([[(step, str(step)) for step in range(0, self._steps + 1, between)]])
        highest = max((loss for curve in self._shown for _, loss in curve), default=1.0)
        view.setYRange(0, highest * 1.05, padding=0)


def _thinned(curve: Points) -> Points:
    """Every so many points of a long curve, and always the last: more than a screen has columns are not seen."""
    step = -(-len(curve) // _MOST_POINTS) or 1
    return [*curve[:-1:step], *curve[-1:]]


def _columns(curve: Points) -> tuple[list[float], list[float]]:
    return [float(step) for step, _ in curve], [loss for _, loss in curve]
