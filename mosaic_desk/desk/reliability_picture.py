"""The reliability diagram as a picture: how often a label was right, over how probable it was said to be."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.reliability import MeasuredCalibration, Reliability, ReliabilityBin
from mosaic_desk.exchange.whole_file import whole_file

_SCALE = 2  # Drawn twice as large and shrunk: Pillow's lines and circles have no smooth edges.
_SIZE = (1400, 940)
_PLOT = (110, 150, 810, 850)  # left, top, right, bottom
_TABLE_LEFT = 880
_TICK = 0.1
_SHADES = {"ink": "#1a1a1a", "dim": "#5f6670", "line": "#d5d9de", "before": "#b3591a", "shown": "#0b5cad"}
_MOST_LETTERS = 84

_Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Canvas:
    """Draws in plain pixels; knows the scale."""

    draw: ImageDraw.ImageDraw
    lowest: float

    def text(self, at: _Point, words: str, *, size: int = 20, shade: str = "ink", anchor: str = "la") -> None:
        font = ImageFont.load_default(size * _SCALE)
        self.draw.text((at[0] * _SCALE, at[1] * _SCALE), words, font=font, fill=_SHADES[shade], anchor=anchor)

    def line(self, start: _Point, end: _Point, *, shade: str, width: int = 1) -> None:
        points = [coordinate * _SCALE for coordinate in (*start, *end)]
        self.draw.line(points, fill=_SHADES[shade], width=width * _SCALE)

    def dot(self, at: _Point, *, shade: str, is_filled: bool) -> None:
        box = [(at[0] - 8) * _SCALE, (at[1] - 8) * _SCALE, (at[0] + 8) * _SCALE, (at[1] + 8) * _SCALE]
        fill = _SHADES[shade] if is_filled else "white"
        self.draw.ellipse(box, fill=fill, outline=_SHADES[shade], width=3 * _SCALE)

    def place(self, confidence: float, accuracy: float) -> _Point:
        """Where a bin lies in the plot."""
        left, top, right, bottom = _PLOT
        span = 1 - self.lowest
        return (
            left + (confidence - self.lowest) / span * (right - left),
            bottom - (accuracy - self.lowest) / span * (bottom - top),
        )


def draw_reliability(path: Path, measured: MeasuredCalibration, *, subject: str) -> None:
    """Writes the diagram as PNG; `subject` says on what it was measured.

    Raises:
        MosaicError: if there are no probabilities, or the file cannot be written.
    """
    if measured.shown is None or measured.before is None:
        raise InputError("There are no probabilities to draw; score suggestions that a model made.")
    image = _picture(measured.shown, measured.before if measured.is_calibrated else None, subject, measured.note)
    with whole_file(path) as file:
        image.save(file.buffer, "PNG")


def _picture(shown: Reliability, before: Reliability | None, subject: str, note: str) -> Image.Image:
    image = Image.new("RGB", (_SIZE[0] * _SCALE, _SIZE[1] * _SCALE), "white")
    canvas = _Canvas(draw=ImageDraw.Draw(image), lowest=_lowest([*shown.bins, *(before.bins if before else ())]))
    canvas.text((40, 30), _fitting(f"Expected calibration error (ECE): {subject}"), size=30)
    canvas.text((40, 76), _fitting(note[:1].upper() + note[1:]), shade="dim")
    canvas.text((40, 104), f"{shown.n} slots whose truth or suggestion mentions the finding", shade="dim")
    _draw_axes(canvas)
    if before is not None:
        _draw_bins(canvas, before, shade="before", is_filled=False)
    _draw_bins(canvas, shown, shade="shown" if before else "before", is_filled=True)
    top = _PLOT[1]
    if before is None:
        _draw_table(canvas, shown, f"Not calibrated: ECE {shown.ece:.3f}", top=top, shade="before")
    else:
        _draw_table(canvas, shown, f"Calibrated: ECE {shown.ece:.3f}", top=top, shade="shown")
        _draw_table(canvas, before, f"Not calibrated: ECE {before.ece:.3f}", top=top + 370, shade="before")
    return image.resize(_SIZE, Image.Resampling.LANCZOS)


def _lowest(bins: Sequence[ReliabilityBin]) -> float:
    """Where both axes begin: a tenth below everything, so that the crowded end has room."""
    least = min(min(one.confidence, one.accuracy) for one in bins)
    return min(0.9, max(0.0, math.floor(least / _TICK - 1e-9) * _TICK))


def _draw_axes(canvas: _Canvas) -> None:
    left, top, right, bottom = _PLOT
    ticks = [round(canvas.lowest + step * _TICK, 1) for step in range(round((1 - canvas.lowest) / _TICK) + 1)]
    for tick in ticks:
        x, y = canvas.place(tick, tick)
        canvas.line((x, top), (x, bottom), shade="line")
        canvas.line((left, y), (right, y), shade="line")
        canvas.text((x, bottom + 10), f"{tick:.1f}", anchor="ma")
        canvas.text((left - 12, y), f"{tick:.1f}", anchor="rm")
    canvas.line((left, bottom), (right, top), shade="dim", width=2)
    canvas.text(((left + right) / 2, bottom + 42), "probability of the suggested class", anchor="ma")
    canvas.text((left + 12, top + 10), "share that was right")


def _draw_bins(canvas: _Canvas, measured: Reliability, *, shade: str, is_filled: bool) -> None:
    points = [canvas.place(one.confidence, one.accuracy) for one in measured.bins]
    for start, end in pairwise(points):
        canvas.line(start, end, shade=shade, width=2)
    for point in points:
        canvas.dot(point, shade=shade, is_filled=is_filled)


def _draw_table(canvas: _Canvas, measured: Reliability, title: str, *, top: float, shade: str) -> None:
    canvas.dot((_TABLE_LEFT + 8, top + 12), shade=shade, is_filled=shade == "shown")
    canvas.text((_TABLE_LEFT + 28, top), title, size=24)
    columns = (_TABLE_LEFT + 90, _TABLE_LEFT + 270, _TABLE_LEFT + 420)  # right edges
    rows = [("slots", "probability", "right")]
    rows += [(str(one.n), f"{one.confidence:.3f}", f"{one.accuracy:.3f}") for one in measured.bins]
    for number, row in enumerate(rows):
        for right, cell in zip(columns, row, strict=True):
            at = (right, top + 42 + number * 27)
            canvas.text(at, cell, anchor="ra", shade="dim" if number == 0 else "ink")


def _fitting(words: str) -> str:
    return words if len(words) <= _MOST_LETTERS else words[: _MOST_LETTERS - 1] + "…"
