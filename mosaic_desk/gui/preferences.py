"""The settings in force: applied at once, kept in their file, changed from anywhere in the window."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from mosaic_desk.gui.settings import LARGEST_FONT_PERCENT, SMALLEST_FONT_PERCENT, Settings, save_settings
from mosaic_desk.gui.theme import apply_theme, look_for


class Preferences(QObject):
    """`use` in; `failed` out where the file cannot be written (the settings hold until the end all the same)."""

    failed = Signal(str)
    reader_changed = Signal(str)
    dressed = Signal()

    def __init__(self, settings: Settings, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self.settings = settings
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.apply()

    def apply(self) -> None:
        """Dress the application."""
        apply_theme(self._app, theme=self.settings.theme, font_percent=self.settings.font_percent)
        self.dressed.emit()

    def use(self, settings: Settings) -> None:
        """Take over other settings and keep them."""
        old, self.settings = self.settings, settings
        if (old.theme, old.font_percent) != (settings.theme, settings.font_percent):
            self.apply()
        if settings.reader and settings.reader != old.reader:
            self.reader_changed.emit(settings.reader)
        try:
            save_settings(settings)
        except OSError:
            self.failed.emit(self.tr("The settings could not be saved: check that your user folder can be written."))

    def scale(self, percent: int) -> None:
        """Make the text larger or smaller by so many per cent of the normal size."""
        wanted = min(max(self.settings.font_percent + percent, SMALLEST_FONT_PERCENT), LARGEST_FONT_PERCENT)
        self.use(replace(self.settings, font_percent=wanted))

    def switch_theme(self) -> None:
        """Change between dark and light."""
        is_dark = look_for(self._app, self.settings.theme).is_dark
        self.use(replace(self.settings, theme="light" if is_dark else "dark"))

    def _follow_system(self) -> None:
        if self.settings.theme == "system":
            self.apply()
