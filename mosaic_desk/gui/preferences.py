"""The settings in force: applied at once, kept in their file, changed from anywhere in the window."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from mosaic_desk.gui.keyboard import use_keys
from mosaic_desk.gui.language import use_language
from mosaic_desk.gui.settings import (
    LARGEST_FONT_PERCENT,
    MOST_RECENT_COMMANDS,
    SMALLEST_FONT_PERCENT,
    Settings,
    save_settings,
)
from mosaic_desk.gui.theme import apply_theme, look_for


class Preferences(QObject):
    """`use` in; `failed` out where the file cannot be written (the settings hold until the end all the same)."""

    failed = Signal(str)
    reader_changed = Signal(str)
    mode_changed = Signal(object)  # Mode
    layout_changed = Signal(str)
    idle_limit_changed = Signal(int)
    keys_changed = Signal()
    language_changed = Signal()
    dressed = Signal()

    def __init__(self, settings: Settings, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self.settings = settings
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        use_language(app, settings.language)
        use_keys(settings)
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
        if (old.keys, old.image_keys) != (settings.keys, settings.image_keys):
            use_keys(settings)
            self.keys_changed.emit()
        self._tell(old, settings)
        try:
            save_settings(settings)
        except OSError:
            self.failed.emit(self.tr("The settings could not be saved: check that your user folder can be written."))

    def note_command(self, command_id: str) -> None:
        """Remember a command as the latest one that was looked up; what has no id is not remembered."""
        if not command_id:
            return
        recent = (command_id, *(known for known in self.settings.recent_commands if known != command_id))
        self.use(replace(self.settings, recent_commands=recent[:MOST_RECENT_COMMANDS]))

    def _tell(self, old: Settings, new: Settings) -> None:
        if new.reader and new.reader != old.reader:
            self.reader_changed.emit(new.reader)
        if new.mode != old.mode:
            self.mode_changed.emit(new.mode)
        if new.layout != old.layout:
            self.layout_changed.emit(new.layout)
        if new.idle_limit_s != old.idle_limit_s:
            self.idle_limit_changed.emit(new.idle_limit_s)
        if new.language != old.language:
            self.language_changed.emit()

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
