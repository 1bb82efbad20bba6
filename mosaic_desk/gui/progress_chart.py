"""A bar chart in the colours of the look. Beside `training_chart` the only module that knows pyqtgraph.

The library is loaded when a chart is shown.

What the chart shows a table beside it says in words: it takes no keyboard and no mouse.
"""

from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mosaic_desk.gui.colours import CLASS_COLOURS, current_look, edge_colour
from mosaic_desk.gui.glyphs import CLASS_GLYPHS, draw_glyph
from mosaic_desk.gui.numbers import in_language
from mosaic_desk.gui.progress_figures import Bars, Chart

_THICK = 0.74
_LEAST_LINES = 11  # the height of a standing chart, in lines of text


class BarChart(QWidget):
    """`show_chart` in, nothing out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._chart: Chart | None = None
        self._plot: Any = None
        self._items: list[Any] = []
        self._legend = Legend()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._legend)

    def show_chart(self, chart: Chart) -> None:
        """Show these bars; what stays the same is not drawn again."""
        if chart == self._chart:
            return
        old, self._chart = self._chart, chart
        if self._plot is None:
            self._plot = quiet_plot()
            self._column.addWidget(self._plot, 1)
        if old is None or _frame_of(old) != _frame_of(chart):
            self._draw_frame(chart)
        self._draw_bars(chart)
        self._legend.show_series(chart.series if len(chart.series) > 1 else ())
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the names at a lying chart's side, and for a standing one to be read."""
        unit = self.fontMetrics().height()
        lines = len(self._chart.places) * 1.35 + 3 if self._chart is not None and self._chart.is_lying else _LEAST_LINES
        return QSize(unit * 24, round(unit * max(lines, _LEAST_LINES)) + self._legend.sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as it has to be; the width gives way."""
        return QSize(self.fontMetrics().height() * 12, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many names below as there is room for."""
        super().resizeEvent(event)
        if self._chart is not None:
            self._draw_names(self._chart)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Colours and sizes follow the look."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._chart is not None:
            self._draw_frame(self._chart)
            self._draw_bars(self._chart)
            self._legend.updateGeometry()

    def _draw_frame(self, chart: Chart) -> None:
        """Axes, their names and their fonts."""
        look, font = current_look(), self.font()
        self._plot.setBackground(look.surface)
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(look.line)
            axis.setTextPen(look.dim)
            axis.setStyle(tickFont=font, tickLength=0, autoExpandTextSpace=True)
        self._draw_names(chart)
        style = {"color": look.dim.name(), "font-size": f"{font.pointSizeF():.0f}pt"}
        self._plot.setLabel("bottom", chart.unit or None, **style)
        self._plot.showLabel("bottom", bool(chart.unit))
        view = self._plot.getViewBox()
        view.invertY(chart.is_lying)
        places = max(len(chart.places), 1)
        (view.setYRange if chart.is_lying else view.setXRange)(-0.6, places - 0.4, padding=0)

    def _draw_names(self, chart: Chart) -> None:
        longest = max((self.fontMetrics().horizontalAdvance(name) for name in chart.places), default=1)
        room = max(1, self.width() // round(longest * 1.6 + 1))
        step = 1 if chart.is_lying else -(-len(chart.places) // room)
        ticks = [(place, name) for place, name in enumerate(chart.places) if place % max(step, 1) == 0]
        self._plot.getAxis("left" if chart.is_lying else "bottom").setTicks([ticks])

    def _draw_bars(self, chart: Chart) -> None:
        while len(self._items) < len(chart.series):
            self._items.append(_bars())
            self._plot.addItem(self._items[-1])
        places = range(len(chart.places))
        starts = [0.0] * len(chart.places)
        thick = _THICK if chart.is_stacked else _THICK / max(len(chart.series), 1)
        for index, (bars, item) in enumerate(zip(chart.series, self._items, strict=False)):
            shift = 0.0 if chart.is_stacked else (index - (len(chart.series) - 1) / 2) * thick
            middle = [place + shift for place in places]
            ends = [start + value for start, value in zip(starts, bars.values, strict=True)]
            lengthwise = {"x0": starts, "x1": ends} if chart.is_lying else {"y0": starts, "y1": ends}
            across = {"y": middle, "height": thick} if chart.is_lying else {"x": middle, "width": thick}
            item.opts.update(dict.fromkeys(("x", "y", "x0", "x1", "y0", "y1", "height", "width")))
            item.setOpts(**lengthwise, **across, brush=_colour(bars), pen=_edge(bars))
            starts = ends if chart.is_stacked else starts
        most = chart.most or max([*starts, *(value for bars in chart.series for value in bars.values), 1.0]) * 1.04
        view = self._plot.getViewBox()
        (view.setXRange if chart.is_lying else view.setYRange)(0, most, padding=0)


class Legend(QWidget):
    """The names of the series, each with its colour and its shape; no height where there is only one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: tuple[Bars, ...] = ()

    def show_series(self, series: tuple[Bars, ...]) -> None:
        """Name these series."""
        if [bars.name for bars in series] != [bars.name for bars in self._series]:
            self._series = series
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As many lines as the names need in the width there is."""
        unit = self.fontMetrics().height()
        return QSize(unit * 12, round(len(self._lines()) * unit * 1.5) if self._series else 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same height in any width."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Another width may need another number of lines."""
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a shape or a square and a name for each."""
        painter, look, unit = QPainter(self), current_look(), self.fontMetrics().height()
        for row, line in enumerate(self._lines()):
            for left, bars in line:
                box = QRectF(left, (row * 1.5 + 0.35) * unit, unit * 0.8, unit * 0.8)
                if bars.colour is None:
                    painter.setPen(_edge(bars))
                    painter.setBrush(_colour(bars))
                    painter.drawRect(box)
                else:
                    draw_glyph(painter, CLASS_GLYPHS[bars.colour], box, edge_colour(bars.colour, look))
                painter.setPen(look.text)
                place = QRectF(box.right() + unit * 0.4, row * 1.5 * unit, self.width(), unit * 1.5)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, bars.name)

    def _lines(self) -> list[list[tuple[float, Bars]]]:
        unit, metrics = self.fontMetrics().height(), QFontMetricsF(self.font())
        lines: list[list[tuple[float, Bars]]] = [[]]
        left = float(unit) * 0.5
        for bars in self._series:
            width = unit * 2.2 + metrics.horizontalAdvance(bars.name)
            if lines[-1] and left + width > self.width():
                lines.append([])
                left = unit * 0.5
            lines[-1].append((left, bars))
            left += width
        return lines


def quiet_plot() -> Any:
    """An empty plot without anything to press, zoom or drag."""
    import pyqtgraph

    pyqtgraph.setConfigOptions(antialias=True, useOpenGL=False)
    class Axis(pyqtgraph.AxisItem):  # type: ignore[misc]
        """Its numbers are written as the language writes them."""

        def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: N802
            return [in_language(text) for text in super().tickStrings(values, scale, spacing)]

    plot = pyqtgraph.PlotWidget(axisItems={"left": Axis("left")})
    plot.setMenuEnabled(False)
    plot.setMouseEnabled(x=False, y=False)
    plot.hideButtons()
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    plot.getAxis("left").enableAutoSIPrefix(False)
    plot.getAxis("bottom").enableAutoSIPrefix(False)
    return plot


def _bars() -> Any:
    import pyqtgraph

    return pyqtgraph.BarGraphItem(x=[0], height=[0], width=_THICK)


def _frame_of(chart: Chart) -> tuple[object, ...]:
    return (chart.places, chart.is_lying, chart.unit)


def _colour(bars: Bars) -> QColor:
    if bars.colour is not None:
        return CLASS_COLOURS[bars.colour]
    look = current_look()
    return look.raised if bars.is_quiet else look.accent


def _edge(bars: Bars) -> QColor:
    """Thin lines keep quiet bars visible on the ground, and bars of like brightness apart."""
    look = current_look()
    return edge_colour(bars.colour, look) if bars.colour is not None else look.accent
