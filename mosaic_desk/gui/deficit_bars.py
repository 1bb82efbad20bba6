"""What a reading session still looks for, in one line: a finding, a bar, its positives of those wanted.

As many findings as there is room for, in the order given; all of them in the tool tip and for a screen reader.
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mosaic_desk.core.reading_session import FindingStanding
from mosaic_desk.gui.colours import current_look
from mosaic_desk.gui.numbers import counted
from mosaic_desk.gui.session_words import finding_words
from mosaic_desk.gui.words import plain_tip

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_BAR, _GAP, _NAME = 2.6, 1.1, 11.0
"""In heights of the font: a bar, the air behind a finding, the longest name."""


class DeficitBars(QWidget):
    """`show_findings` in, nothing out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[FindingStanding, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_findings(self, findings: Sequence[FindingStanding]) -> None:
        """Show where these stand; the same as before is not painted again."""
        if tuple(findings) == self.findings:
            return
        self.findings = tuple(findings)
        told = [finding_words(finding) for finding in self.findings]
        self.setAccessibleName("; ".join(told))
        self.setToolTip("<br>".join(plain_tip(line) for line in told))
        self.setVisible(bool(told))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A line of text and a little air."""
        unit = self.fontMetrics().height()
        return QSize(unit * 12, round(unit * 1.3))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint those that fit, and how many more there are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        at, room = 0.0, float(self.width())
        for place, finding in enumerate(self.findings):
            left, wanted = len(self.findings) - place, self._width(finding)
            behind = self._advance(self._more(left - 1)) if left > 1 else 0.0
            if at > 0 and at + wanted + behind > room:
                more = self._more(left)
                self._write(painter, at, more if at + self._advance(more) <= room else f"+{left}", is_dim=True)
                return
            self._paint(painter, at, finding)
            at += wanted + self._unit * _GAP

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font takes another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @property
    def _unit(self) -> int:
        return self.fontMetrics().height()

    def _name(self, finding: FindingStanding) -> str:
        return self.fontMetrics().elidedText(finding.name, Qt.TextElideMode.ElideRight, round(self._unit * _NAME))

    def _more(self, number: int) -> str:
        return QCoreApplication.translate("Sessions", "+{0} more").replace("{0}", counted(number))

    def _advance(self, text: str) -> float:
        return float(self.fontMetrics().horizontalAdvance(text))

    def _width(self, finding: FindingStanding) -> float:
        return self._advance(self._name(finding)) + self._advance(_count(finding)) + self._unit * (_BAR + 0.9)

    def _write(self, painter: QPainter, at: float, text: str, *, is_dim: bool = False) -> float:
        look = current_look()
        painter.setPen(look.dim if is_dim else look.text)
        width = self._advance(text)
        painter.drawText(QRectF(at, 0, width + 2, self.height()), _LEFT, text)
        return at + width

    def _paint(self, painter: QPainter, at: float, finding: FindingStanding) -> None:
        look, unit = current_look(), self._unit
        at = self._write(painter, at, self._name(finding), is_dim=finding.deficit == 0) + unit * 0.45
        bar = QRectF(at, self.height() / 2 - unit * 0.2, unit * _BAR, unit * 0.4)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = max(finding.target, 1)
        for colour, filled in ((look.line, whole), (look.accent, finding.now), (look.dim, finding.before)):
            painter.setBrush(colour)
            width = bar.width() * min(filled / whole, 1.0)
            painter.drawRect(QRectF(bar.left(), bar.top(), width, bar.height()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._write(painter, bar.right() + unit * 0.45, _count(finding), is_dim=True)


def _count(finding: FindingStanding) -> str:
    return f"{counted(finding.now)}/{counted(finding.target)}"
