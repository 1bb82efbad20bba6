"""What stands above a report's text: its id, who and when, state and mode, comment, notices.

Imported text is isolated, so that a name in another script cannot turn our words round.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mosaic_desk.core.events import Mode, ReportState
from mosaic_desk.core.review import Phase, ReviewPage
from mosaic_desk.gui.chip import Chip
from mosaic_desk.gui.elided import ElidedLabel
from mosaic_desk.gui.isolates import filled, isolated
from mosaic_desk.gui.keyboard import printed_key
from mosaic_desk.gui.queue_words import is_look_alike, why_words
from mosaic_desk.gui.skip_reasons import reason_word
from mosaic_desk.gui.words import mode_word, plain_tip, state_word

_SHOWN_COMMENT = 240


class ReportHead(QWidget):
    """`show_page` in, nothing out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel()
        self.title.setObjectName("reportTitle")
        self.about = ElidedLabel()
        self.about.setProperty("role", "dim")
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # the first to give way
        self.state = self._label("chip")
        self.mode = Chip()
        self.comment = self._label("reportNotice")
        self.notice = self._label("reportNotice")
        self.why = self._label("reportWhy")
        self.why.setProperty("role", "dim")
        for label in (self.why, self.comment, self.notice):
            label.setWordWrap(True)
        for label in (self.state, self.mode, self.why, self.comment, self.notice):
            label.hide()
        self._lay_out()

    def show_page(self, page: ReviewPage) -> None:
        """Show what is known of the report of a page."""
        report = page.report
        self.title.setText(report.report_id)
        self.title.setToolTip("")
        about = [report.study_date, report.patient_id and filled(self.tr("patient {0}"), report.patient_id)]
        self.about.setText("  ·  ".join(part for part in [*about, report.language] if part))
        self.state.setText(state_word(page.state) + (self.tr(" · flagged") if page.is_flagged else ""))
        self.state.setVisible(page.state is not ReportState.UNREAD or page.is_flagged)
        self.mode.say(mode_word(page.mode))
        self.mode.setVisible(page.mode is not Mode.PREFILLED)
        self._show_why(page)
        self._show_comment(page.comment)
        self._show_notice(page)

    def _show_why(self, page: ReviewPage) -> None:
        """Why the queue serves the report; before a blind read nothing tells of it."""
        why = "" if page.phase is Phase.BLIND else why_words(page.why)
        if is_look_alike(page) and page.state is ReportState.UNREAD:
            offer = self.tr("{0} suggests what stands there.").replace("{0}", printed_key("suggest_like"))
            why = f"{why}. {offer}"
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def _show_comment(self, comment: str) -> None:
        shown = comment if len(comment) <= _SHOWN_COMMENT else comment[:_SHOWN_COMMENT] + "…"
        self.comment.setText(filled(self.tr("Comment: {0}"), shown))
        self.comment.setToolTip(plain_tip(self.tr("Comment on this report; C opens it")))
        self.comment.setVisible(bool(comment))

    def _show_notice(self, page: ReviewPage) -> None:
        notice = page.no_suggestion or ""
        if page.state is ReportState.SKIPPED:
            sentence = self.tr("Skipped: {0}. S opens it again.")
            notice = sentence.replace("{0}", isolated(reason_word(page.skip_reason) or self.tr("no reason given")))
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))

    def _label(self, name: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.title)
        line.addWidget(self.about, 1)
        line.addWidget(self.mode)
        line.addWidget(self.state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 12, 6)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self.why)
        layout.addWidget(self.comment)
        layout.addWidget(self.notice)
