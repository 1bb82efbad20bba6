"""Everything that can be chosen, on three pages with a search; every change applies at once."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mosaic_desk.core.events import Mode
from mosaic_desk.gui.key_editor import KeyEditor
from mosaic_desk.gui.keymap import KeyChanges
from mosaic_desk.gui.number_field import NumberField
from mosaic_desk.gui.own_enter import press_on_own_enter
from mosaic_desk.gui.setting_row import SettingPage, SettingRow, choice
from mosaic_desk.gui.settings import (
    LARGEST_FONT_PERCENT,
    LONGEST_IDLE_S,
    SHORTEST_IDLE_S,
    SMALLEST_FONT_PERCENT,
    Settings,
)
from mosaic_desk.gui.words import mode_word


class SettingsDialog(QDialog):
    """`changed` carries the new settings each time; `first_reads_wanted` asks for what is the project's to keep."""

    changed = Signal(object)
    first_reads_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self._make_controls(settings)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search settings and keys"))
        self.search.setAccessibleName(self.tr("Search settings and keys"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("Pages of settings"))
        self.look_page = SettingPage(self._look_rows())
        self.reading_page = SettingPage(self._reading_rows())
        self.tabs.addTab(self.look_page, self.tr("Look"))
        self.tabs.addTab(self.reading_page, self.tr("Reading"))
        self.tabs.addTab(self._keys_page(), self.tr("Keys"))
        self._connect()
        self._lay_out(parent)

    def _make_controls(self, settings: Settings) -> None:
        self.theme = choice(
            [("dark", self.tr("Dark")), ("light", self.tr("Light")), ("system", self.tr("As the system"))],
            settings.theme,
        )
        self.language = choice(
            [("system", self.tr("As the system")), ("en", "English"), ("da", "Dansk")], settings.language
        )
        self.font_percent = QSlider(Qt.Orientation.Horizontal)
        self.font_percent.setRange(SMALLEST_FONT_PERCENT // 10, LARGEST_FONT_PERCENT // 10)
        self.font_percent.setPageStep(2)
        self.font_percent.setValue(round(settings.font_percent / 10))
        self._percent = QLabel(f"{settings.font_percent} %")
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("200 %"))
        self.reader = QLineEdit(settings.reader)
        self.reader.setMaxLength(80)
        self.mode = choice(
            [(mode, mode_word(mode)) for mode in (Mode.PREFILLED, Mode.SECOND_READER, Mode.FIRST_READ)], settings.mode
        )
        self.first_reads = QPushButton(self.tr("Share of first reads…"))
        press_on_own_enter(self.first_reads)
        self.layout_choice = choice(
            [
                ("text", self.tr("Text")),
                ("text_image", self.tr("Text and image")),
                ("text_image_prior", self.tr("Text, image and earlier image")),
            ],
            settings.layout,
        )
        self.idle_limit_s = NumberField()
        self.idle_limit_s.setRange(SHORTEST_IDLE_S, LONGEST_IDLE_S)
        self.idle_limit_s.setSingleStep(15)
        self.idle_limit_s.setSuffix(self.tr(" s"))
        self.idle_limit_s.setValue(settings.idle_limit_s)
        self.image_keys = choice([("ohif", "OHIF"), ("weasis", "Weasis")], settings.image_keys)
        self.keys = KeyEditor(settings.keys, image_keys=settings.image_keys)

    def _look_rows(self) -> list[SettingRow]:
        return [
            SettingRow(
                name=self.tr("Theme"), control=self.theme,
                sentence=self.tr("Dark rests the eyes in a dark room; images are the same in both. Default: dark."),
            ),
            SettingRow(
                name=self.tr("Font size"), control=self.font_percent, beside=self._percent,
                sentence=self.tr("All text and controls, from 100 to 200 %. Default: 100 %."),
            ),
            SettingRow(
                name=self.tr("Language"), control=self.language,
                sentence=self.tr(
                    "Of the program and, where the taxonomy has them, of the findings' names; reports stay as they "
                    "are. Another language closes this dialog and draws the window anew. Default: as the system."
                ),
            ),
            SettingRow(
                name=self.tr("Panels"), control=self.layout_choice,
                sentence=self.tr("What stands beside the findings. Default: text and image."),
            ),
        ]  # fmt: skip

    def _reading_rows(self) -> list[SettingRow]:
        idle = self.tr("Of a longer pause, only this much counts as time for a report. Default: {0} s.")
        return [
            SettingRow(
                name=self.tr("Reader"), control=self.reader,
                sentence=self.tr(
                    "Your name stands beside every answer that you give from now on. Default: the name of your account."
                ),
            ),
            SettingRow(
                name=self.tr("Mode"), control=self.mode,
                sentence=self.tr(
                    "What you see before you decide: suggestions, or nothing until you have answered. Reports drawn as "
                    "first reads show nothing in any mode. Default: pre-filled."
                ),
            ),
            SettingRow(
                name=self.tr("First reads"), control=self.first_reads,
                sentence=self.tr(
                    "How many of the reports are drawn by chance and read without suggestions. Kept with the project, "
                    "for all its readers; a lead sets it. Default: 20 %."
                ),
            ),
            SettingRow(
                name=self.tr("Idle limit"), control=self.idle_limit_s,
                sentence=idle.replace("{0}", str(Settings().idle_limit_s)),
            ),
            SettingRow(
                name=self.tr("Keys of images"), control=self.image_keys,
                sentence=self.tr("As in a viewer that your hands know; your own keys come on top. Default: OHIF."),
            ),
        ]  # fmt: skip

    def _keys_page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("settingPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(18, 14, 18, 12)
        column.addWidget(self.keys, 1)
        return page

    def _connect(self) -> None:
        self.theme.currentIndexChanged.connect(
            lambda _index: self._change(lambda s: replace(s, theme=self.theme.currentData()))
        )
        self.font_percent.valueChanged.connect(self._change_font)
        self.reader.editingFinished.connect(
            lambda: self._change(lambda s: replace(s, reader=self.reader.text().strip()))
        )
        self.mode.currentIndexChanged.connect(
            lambda _index: self._change(lambda s: replace(s, mode=Mode(self.mode.currentData())))
        )
        self.layout_choice.currentIndexChanged.connect(
            lambda _index: self._change(lambda s: replace(s, layout=self.layout_choice.currentData()))
        )
        self.idle_limit_s.valueChanged.connect(lambda seconds: self._change(lambda s: replace(s, idle_limit_s=seconds)))
        self.image_keys.currentIndexChanged.connect(self._change_image_keys)
        self.keys.changed.connect(self._change_keys)
        self.language.activated.connect(self._change_language)
        self.first_reads.clicked.connect(self.first_reads_wanted)

    def _change_font(self, tenths: int) -> None:
        self._percent.setText(f"{tenths * 10} %")
        self._change(lambda settings: replace(settings, font_percent=tenths * 10))

    def _change_image_keys(self, _index: int) -> None:
        self.keys.use_image_keys(self.image_keys.currentData())
        self._change(lambda settings: replace(settings, image_keys=self.image_keys.currentData()))

    def _change_keys(self, keys: KeyChanges) -> None:
        self._change(lambda settings: replace(settings, keys=keys))

    def _change_language(self, _index: int) -> None:
        """The texts of a window are made with it: this dialog closes, and the window is made anew."""
        before = self._settings.language
        self._change(lambda settings: replace(settings, language=self.language.currentData()))
        if self._settings.language != before:
            self.accept()

    def _change(self, changed: Callable[[Settings], Settings]) -> None:
        new = changed(self._settings)
        if new != self._settings:
            self._settings = new
            self.changed.emit(new)

    def _search(self, words: str) -> None:
        """Show what the words mean, on the first page that has it."""
        found = [page.show_only(words) for page in (self.look_page, self.reading_page, self.keys)]
        for index, is_found in enumerate(found):
            self.tabs.setTabEnabled(index, is_found)
        if any(found) and not found[self.tabs.currentIndex()]:
            self.tabs.setCurrentIndex(found.index(True))

    def _lay_out(self, parent: QWidget | None) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for button in buttons.findChildren(QPushButton):
            press_on_own_enter(button)  # Enter in a field means the field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.search)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)
        unit = self.fontMetrics().height()
        width, height = unit * 40, unit * 34
        if parent is not None:
            width, height = min(width, parent.width() - 40), min(height, parent.height() - 40)
        self.resize(width, height)
