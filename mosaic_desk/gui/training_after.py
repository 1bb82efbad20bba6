"""The page after a training: the new adapter against the old one, and whether it is to suggest from now on."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mosaic_desk.core.retraining import TrainingResult
from mosaic_desk.gui.isolates import guarded
from mosaic_desk.gui.training_parts import Page, Sentences, small_title
from mosaic_desk.gui.training_tables import FigureTable
from mosaic_desk.gui.verdict_words import ResultRow, result_head, result_rows, verdict_headline, verdict_sentences

_MOST_LISTED = 200


class AfterPage(Page):
    """`show_result` in; `opened` with a report's id, `promote_wanted` and `keep_wanted` out."""

    opened = Signal(str)
    promote_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ResultRow] = []
        self.result: TrainingResult | None = None
        self._is_decided_here = True
        self.sentences = Sentences(is_close=True)
        self.guard = Sentences(is_dim=True)
        self.table = FigureTable(name=self.tr("The old adapter and the new one, by finding: old → new"), most_rows=8)
        self.table.itemSelectionChanged.connect(self._show_reports)
        self.wrong, self.right = self._reports(self.tr("Newly wrong")), self._reports(self.tr("Newly right"))
        self.wrong_title, self.right_title = small_title(""), small_title("")
        self.keep = self.add_button(
            self.tr("&Keep the old one"), self.tr("Nothing changes; the new adapter stays in the list of adapters")
        )
        self.promote = self.add_button(
            self.tr("&Promote…"), self.tr("Let the new adapter suggest from now on"), is_primary=True
        )
        self.keep.clicked.connect(self.keep_wanted)
        self.promote.clicked.connect(self.promote_wanted)
        self._lay_out()
        self.show_result(None)

    def show_result(self, result: TrainingResult | None) -> None:
        """Show what became of a training; None where there is nothing to show."""
        self.result, self._is_waiting = result, False
        self._rows = result_rows(result) if result is not None else []
        self.table.show_rows(result_head(), [row.cells for row in self._rows])
        self.table.setVisible(bool(self._rows))
        for button in (self.keep, self.promote):
            button.setVisible(self._is_decided_here and result is not None and not result.is_active)
        self.close_button.setVisible(self.keep.isHidden())
        is_guarded = result is not None and result.comparison is not None and any(
            row.is_guarded for one in result.comparison.taxonomies for row in one.findings
        )  # fmt: skip
        guard = self.tr("⚑ is guarded, because it is rare or marked so: it may hardly lose sensitivity.")
        self.guard.show_sentences([guard] if is_guarded else [])
        if result is None:
            self.say(self.tr("No training has ended yet"))
            self.sentences.show_sentences([])
        else:
            self.say(verdict_headline(result))
            self.sentences.show_sentences(verdict_sentences(result))
            if self._rows:
                self.table.selectRow(0)
        self._show_reports()

    def allow(self, *, is_decided_here: bool) -> None:
        """Say whether an adapter can be promoted from this window."""
        self._is_decided_here = is_decided_here

    def show_waiting(self) -> None:
        """Say that the two are being compared."""
        self.show_result(None)
        self._is_waiting = True
        self.say(self.tr("Comparing the two adapters…"))

    def stop_waiting(self) -> None:
        """Nothing is compared any more: something went wrong, and is told elsewhere."""
        if self._is_waiting:
            self._is_waiting = False
            self.say(QCoreApplication.translate("Training", "Not compared"))

    def _show_reports(self) -> None:
        place = self.table.currentRow()
        row = self._rows[place] if 0 <= place < len(self._rows) else None
        for title, listed, words, ids in (
            (self.wrong_title, self.wrong, self.tr("Newly wrong: {0}"), row.newly_wrong if row else ()),
            (self.right_title, self.right, self.tr("Newly right: {0}"), row.newly_right if row else ()),
        ):
            title.setText(words.replace("{0}", row.name if row else ""))
            _fill(listed, ids)
            for widget in (title, listed):
                widget.setVisible(row is not None)

    def _reports(self, name: str) -> QListWidget:
        listed = QListWidget()
        listed.setAccessibleName(name)
        listed.setToolTip(self.tr("Enter or a double click opens the report"))
        listed.itemActivated.connect(lambda item: self.opened.emit(str(item.data(_ID))))
        listed.setMinimumHeight(self.fontMetrics().height() * 4)
        return listed

    def _lay_out(self) -> None:
        self.body.addWidget(self.sentences)
        self.body.addWidget(self.table, 3)
        self.body.addWidget(self.guard)
        both = QHBoxLayout()
        both.setSpacing(18)
        for title, listed in ((self.wrong_title, self.wrong), (self.right_title, self.right)):
            column = QVBoxLayout()
            column.addWidget(title)
            column.addWidget(listed, 1)
            both.addLayout(column, 1)
        self.body.addLayout(both, 1)


_ID = 0x0100  # Qt.ItemDataRole.UserRole


def _fill(listed: QListWidget, ids: Sequence[str]) -> None:
    listed.clear()
    for report_id in ids[:_MOST_LISTED]:
        item = QListWidgetItem(guarded(report_id))
        item.setData(_ID, report_id)
        listed.addItem(item)
    listed.setEnabled(bool(ids))
