"""What can be chosen of a training: how thorough, from where, which taxonomies; what few want is folded away."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QVBoxLayout, QWidget

from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.retraining import BeforeTraining, Start, TrainingChoice
from mosaic_desk.core.training import Preset
from mosaic_desk.gui.isolates import filled
from mosaic_desk.gui.new_project_fields import plain_label
from mosaic_desk.gui.own_enter import press_on_own_enter
from mosaic_desk.gui.training_words import preset_name, preset_sentence


class TrainingChoices(QWidget):
    """`show_before` in; `changed` out, with `choice` as it is then."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preset = QComboBox()
        for preset in Preset:
            self.preset.addItem(preset_name(preset), preset)
        self.preset.setCurrentIndex(self.preset.findData(Preset.NORMAL))
        self.preset_says = plain_label("")
        self.start = QComboBox()
        for start in Start:
            self.start.addItem("", start)
        self.start_says = plain_label("")
        for box in (self.preset, self.start):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
            box.currentIndexChanged.connect(lambda _index: self._change())
        self.taxonomies: dict[TaxonomyId, QCheckBox] = {}
        self._taxonomies = QVBoxLayout()
        self.more = QPushButton()
        self.more.setObjectName("foldLine")
        self.more.setCheckable(True)
        self.more.toggled.connect(lambda _is_on: self._fold())
        press_on_own_enter(self.more)
        self.mistyped = self._augmentation(
            self.tr("Mistyped &characters"), self.tr("Some reports are also shown with a few letters mistyped")
        )
        self.reordered = self._augmentation(
            self.tr("Sentences in another &order"), self.tr("Some reports are also shown with their sentences shuffled")
        )
        self.fewer = self._augmentation(
            self.tr("&Fewer findings at a time"), self.tr("Each time only a part of the findings is asked of a report")
        )
        self._lay_out()
        self._fold()
        self._say()

    @property
    def choice(self) -> TrainingChoice:
        """What the controls say now."""
        chosen = tuple(key for key, box in self.taxonomies.items() if box.isChecked())
        return TrainingChoice(
            preset=Preset(self.preset.currentData()),
            start=Start(self.start.currentData()),
            taxonomies=chosen if len(chosen) < len(self.taxonomies) else (),
            is_mistyped=self.mistyped.isChecked(),
            is_reordered=self.reordered.isChecked(),
            asks_fewer=self.fewer.isChecked(),
        )

    def show_before(self, before: BeforeTraining) -> None:
        """Offer the taxonomies of the project; the adapter that suggests has its name."""
        names = {Start.ACTIVE: filled(self.tr("The adapter in use ({0})"), before.active_adapter),
                 Start.FRESH: self.tr("Nothing: a new adapter")}  # fmt: skip
        with QSignalBlocker(self.start):
            for place in range(self.start.count()):
                self.start.setItemText(place, names[Start(self.start.itemData(place))])
        for taxonomy_id, title in before.taxonomies:
            if taxonomy_id not in self.taxonomies:
                self.taxonomies[taxonomy_id] = self._taxonomy(title)
        for box in self.taxonomies.values():
            box.setVisible(len(self.taxonomies) > 1)
        self.taxonomy_title.setVisible(len(self.taxonomies) > 1)

    def _change(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        preset, start = Preset(self.preset.currentData()), Start(self.start.currentData())
        self.preset_says.setText(preset_sentence(preset))
        self.preset.setAccessibleDescription(self.preset_says.text())
        says = {
            Start.ACTIVE: self.tr("It keeps what it knows and learns what was corrected here; needs fewest reports."),
            Start.FRESH: self.tr("It knows only what it is taught here: needs some hundred reports."),
        }[start]  # fmt: skip
        self.start_says.setText(says)
        self.start.setAccessibleDescription(says)

    def _fold(self) -> None:
        is_open = self.more.isChecked()
        words = self.tr("Make it less sensitive to the wording")
        self.more.setText(f"{'▾' if is_open else '▸'}  {words}")
        self.more.setAccessibleName(words)
        self.more.setToolTip(self.tr("Show or fold ways to vary the reports while it learns"))
        for box in (self.mistyped, self.reordered, self.fewer):
            box.setVisible(is_open)

    def _augmentation(self, text: str, tip: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setAccessibleName(text.replace("&", ""))
        box.setAccessibleDescription(tip)
        box.setToolTip(tip)
        box.toggled.connect(lambda _is_on: self.changed.emit())
        return box

    def _taxonomy(self, title: str) -> QCheckBox:
        box = QCheckBox(title.replace("&", "&&"))
        box.setAccessibleName(title)
        box.setToolTip(self.tr("Learn from what was corrected for this taxonomy"))
        box.setChecked(True)
        box.toggled.connect(lambda _is_on: self._keep_one(box))
        self._taxonomies.addWidget(box)
        return box

    def _keep_one(self, box: QCheckBox) -> None:
        """At least one taxonomy is learned from."""
        if not any(other.isChecked() for other in self.taxonomies.values()):
            box.setChecked(True)
        else:
            self.changed.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for title, box, says in (
            (self.tr("How &thorough?"), self.preset, self.preset_says),
            (self.tr("&Start from"), self.start, self.start_says),
        ):
            label = plain_label(title)
            label.setBuddy(box)
            box.setAccessibleName(title.replace("&", ""))
            says.setProperty("role", "dim")
            for widget in (label, box, says):
                layout.addWidget(widget)
            layout.addSpacing(8)
        self.taxonomy_title = plain_label(self.tr("Taxonomies"))
        layout.addWidget(self.taxonomy_title)
        layout.addLayout(self._taxonomies)
        for button in (self.more, self.mistyped, self.reordered, self.fewer):
            layout.addWidget(button)
        layout.addStretch(1)
