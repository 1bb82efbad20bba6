"""How many of the reports are first reads: a share, or none by a choice of its own that says what is lost."""

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mosaic_desk.desk.first_read_share import DEFAULT_SHARE
from mosaic_desk.gui.new_project_fields import plain_label
from mosaic_desk.gui.number_field import NumberField


class FirstReadDialog(QDialog):
    """Accepted means: `share` holds from now on. `why_not` is why this reader cannot set it; empty where they can."""

    def __init__(self, *, share: float, why_not: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Share of first reads"))
        self._before = share
        self.percent = NumberField()
        self.percent.setRange(1, 100)
        self.percent.setSingleStep(5)
        self.percent.setSuffix(self.tr(" %"))
        self.percent.setValue(round((share or DEFAULT_SHARE) * 100))
        self.percent.setAccessibleName(self.tr("Share of first reads"))
        self.none = QCheckBox(self.tr("&No first reads"))
        self.none.setChecked(not share)
        self.lost = plain_label(
            self.tr(
                "Without first reads scores and promotions cannot be computed: nothing tells how good the suggestions "
                "are."
            )
        )
        self.lost.setProperty("role", "problem")
        self.none.setAccessibleDescription(self.lost.text())
        self.why_not = plain_label(why_not)
        self.why_not.setProperty("role", "problem")
        self.why_not.setVisible(bool(why_not))
        self.none.toggled.connect(lambda _is_on: self._follow())
        self._can_set = not why_not
        self._lay_out()
        self._follow()

    @property
    def share(self) -> float:
        """The share that is chosen, 0 to 1; exactly what it was where the number stands as it was."""
        if self.none.isChecked():
            return 0.0
        percent = self.percent.value()
        return self._before if percent == round(self._before * 100) else percent / 100

    def _follow(self) -> None:
        self.percent.setEnabled(self._can_set and not self.none.isChecked())
        self.none.setEnabled(self._can_set)
        self.lost.setVisible(self.none.isChecked())

    def _lay_out(self) -> None:
        says = plain_label(
            self.tr(
                "So many of the reports that are served are drawn by chance from all unread ones and read without "
                "suggestions. Scores and promotions are computed from them alone. Default: {0} %."
            ).replace("{0}", str(round(DEFAULT_SHARE * 100)))
        )
        says.setProperty("role", "dim")
        self.percent.setAccessibleDescription(says.text())
        name = QLabel(self.tr("&First reads"))
        name.setBuddy(self.percent)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(name)
        line.addWidget(self.percent)
        line.addStretch(1)
        line.addWidget(self.none)
        whose = plain_label(self.tr("It is kept with the project and holds for all its readers; a lead sets it."))
        whose.setProperty("role", "dim")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 16)
        layout.setSpacing(12)
        layout.addLayout(line)
        for label in (self.lost, says, whose, self.why_not):
            layout.addWidget(label)
        layout.addStretch(1)
        layout.addWidget(self._buttons())
        unit, room = self.fontMetrics().height(), self.screen().availableSize()
        self.resize(min(unit * 32, room.width() - 40), self.sizeHint().height())
        if self._can_set:
            (self.none if self.none.isChecked() else self.percent).setFocus()

    def _buttons(self) -> QDialogButtonBox:
        if not self._can_set:
            buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        else:
            buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
            keep = buttons.addButton(self.tr("&Set the share"), QDialogButtonBox.ButtonRole.AcceptRole)
            keep.setProperty("primary", True)
            keep.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons
