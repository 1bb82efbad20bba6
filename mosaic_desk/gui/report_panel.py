"""The report before the reader: who and when in one line, a notice where something is missing, the text."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mosaic_desk.core.events import Mode, ReportState
from mosaic_desk.core.review import FindingRow, ReviewPage
from mosaic_desk.core.suggestion import Span
from mosaic_desk.gui.elided import ElidedLabel
from mosaic_desk.gui.evidence import evidence_of, numbered_evidence
from mosaic_desk.gui.report_text import ReportText
from mosaic_desk.gui.words import mode_word, state_word


class ReportPanel(QWidget):
    """`show_page` and `show_row` in, nothing out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ReportText()
        self.title = ElidedLabel()
        self.title.setObjectName("reportTitle")
        self._about = ElidedLabel()
        self._about.setProperty("role", "dim")
        self.state = self._chip()
        self.mode = self._chip()
        self.notice = QLabel()
        self.notice.setObjectName("reportNotice")
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setWordWrap(True)
        self.notice.hide()
        self._row: FindingRow | None = None
        self._evidence = -1
        self._lay_out()
        self.setFocusProxy(self.text)

    def show_page(self, page: ReviewPage) -> None:
        """Show the report of a page."""
        report = page.report
        self.title.setText(report.report_id)
        self.title.setToolTip("")
        about = [report.study_date, report.patient_id and self.tr("patient {0}").replace("{0}", report.patient_id)]
        self._about.setText("  ·  ".join(part for part in [*about, report.language] if part))
        self.state.setText(state_word(page.state) + (self.tr(" · flagged") if page.is_flagged else ""))
        self.state.setVisible(page.state is not ReportState.UNREAD or page.is_flagged)
        self.mode.setText(mode_word(page.mode))
        self.mode.setVisible(page.mode is not Mode.PREFILLED)
        notice = _notice_of(page)
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self.text.show_report(report, numbered_evidence(page))

    def show_row(self, row: FindingRow | None) -> None:
        """Let the evidence of a row stand out."""
        if (row and row.finding_id) != (self._row and self._row.finding_id):
            self._evidence = -1
        self._row = row
        self.text.show_finding(row.finding_id if row is not None else None)

    def next_evidence(self) -> Span | None:
        """Go to the next evidence of the row, around its end; None where it has none."""
        spans = evidence_of(self._row) if self._row is not None else ()
        if not spans:
            return None
        self._evidence = (self._evidence + 1) % len(spans)
        self.text.reveal(spans[self._evidence])
        return spans[self._evidence]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The text takes over another look or font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.text.restyle()

    def _chip(self) -> QLabel:
        chip = QLabel()
        chip.setObjectName("chip")
        chip.setTextFormat(Qt.TextFormat.PlainText)
        chip.hide()
        return chip

    def _lay_out(self) -> None:
        head = QWidget()
        head.setObjectName("reportHead")
        line = QHBoxLayout(head)
        line.setContentsMargins(14, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self.title)
        line.addWidget(self._about, 1)
        line.addWidget(self.mode)
        line.addWidget(self.state)
        notice_place = QWidget()
        notice_place.setObjectName("reportHead")
        notice_layout = QVBoxLayout(notice_place)
        notice_layout.setContentsMargins(12, 0, 12, 4)
        notice_layout.addWidget(self.notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(notice_place)
        layout.addWidget(self.text, 1)


def _notice_of(page: ReviewPage) -> str:
    return page.no_suggestion or ""
