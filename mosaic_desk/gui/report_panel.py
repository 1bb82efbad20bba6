"""The report before the reader: what is known of it, a search in it, its text, and the evidence of a finding."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mosaic_desk.core.review import FindingRow, ReviewPage
from mosaic_desk.gui.evidence import EvidenceStep, evidence_steps, marked_evidence, numbered_evidence
from mosaic_desk.gui.find_bar import FindBar
from mosaic_desk.gui.long_bar import LongBar
from mosaic_desk.gui.report_head import ReportHead
from mosaic_desk.gui.report_text import ReportText

_FEWEST_PIXELS = 60
"""Of the text: with large type a failure that is told above it goes before its lines."""


class ReportPanel(QWidget):
    """`show_page` and `show_row` in, nothing out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ReportText()
        self.text.setMinimumHeight(_FEWEST_PIXELS)
        self.head = ReportHead()
        self.title, self.state, self.mode = self.head.title, self.head.state, self.head.mode
        self.notice, self.comment = self.head.notice, self.head.comment
        self.long_bar = LongBar()
        self.find_bar = FindBar()
        self._page: ReviewPage | None = None
        self._row: FindingRow | None = None
        self._evidence = -1
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.head, self.long_bar, self.find_bar):
            layout.addWidget(widget)
        layout.addWidget(self.text, 1)
        self.text.stretched.connect(self.long_bar.show_stretch)
        self.long_bar.wanted.connect(self.text.grow)
        self.find_bar.found.connect(lambda span: self.text.reveal(span, selects=True))
        self.find_bar.left.connect(self.text.setFocus)
        self.setFocusProxy(self.text)

    def show_page(self, page: ReviewPage) -> None:
        """Show the report of a page."""
        if self._page is None or page.report.report_id != self._page.report.report_id:
            self._evidence = -1
        self._page = page
        self.head.show_page(page)
        self.text.show_report(page.report, numbered_evidence(page), marked_evidence(page))
        self.find_bar.show_text(page.report.text)

    def show_row(self, row: FindingRow | None) -> None:
        """Let the evidence of a row stand out."""
        if (row and row.finding_id) != (self._row and self._row.finding_id):
            self._evidence = -1
        self._row = row
        self.text.show_finding(row.finding_id if row is not None else None)

    def next_evidence(self) -> str | None:
        """Go to the next evidence of the row, around its end, and say which; None where it has none."""
        if self._row is None or self._page is None:
            return None
        steps = evidence_steps(self._row, len(self._page.report.text))
        if not steps:
            return None
        self._evidence = (self._evidence + 1) % len(steps)
        step = steps[self._evidence]
        self.text.reveal(step.span)
        return step_sentence(step, number=self._evidence + 1, count=len(steps))

    def open_search(self) -> None:
        """Open the search in this report, with the selected words where there are some."""
        selected = self.text.textCursor().selectedText()
        self.find_bar.open(selected if len(selected) <= 80 and "\u2029" not in selected else "")


def step_sentence(step: EvidenceStep, *, number: int, count: int) -> str:
    """Which evidence of how many, and whose: “Evidence 2 of 3, the model's”."""
    sentence = QCoreApplication.translate("Words", "Evidence {0} of {1}, {2}.")
    if step.is_own and step.is_models:
        whose = QCoreApplication.translate("Words", "the model's and marked by a reader")
    elif step.is_own:
        whose = QCoreApplication.translate("Words", "marked by a reader")
    else:
        whose = QCoreApplication.translate("Words", "the model's")
    return sentence.replace("{0}", str(number)).replace("{1}", str(count)).replace("{2}", whose)
