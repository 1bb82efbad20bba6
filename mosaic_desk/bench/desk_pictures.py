"""Pictures of every screen, written into a folder by one command, to be looked at one by one.

Knows how a screen becomes a file in a theme, a size and a font; which screens there are stands in `desk_screens`.
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from mosaic_desk.bench.desk_screens import SCREENS
from mosaic_desk.bench.desk_stage import Look, Screen, open_stage
from mosaic_desk.bench.desk_window import DrivenWindow
from mosaic_desk.core.errors import InputError, MosaicError

_COME_TO_REST_S = 0.5
_POLL_MS = 80


class DialogCatcher(QObject):
    """Takes the picture of a dialog from within the dialog's own event loop, then closes it."""

    def __init__(self, driven: DrivenWindow, screen: Screen) -> None:
        super().__init__()
        self.picture: QPixmap | None = None
        self._driven = driven
        self._typed, self._last_poll = screen.typed, screen.polls
        self._polls = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_POLL_MS)

    def is_done(self) -> bool:
        """Whether the picture is taken."""
        return self.picture is not None

    def _look(self) -> None:
        dialog = self._dialog()
        if dialog is None or self.picture is not None:
            return
        self._polls += 1
        if self._polls == 2 and self._typed:
            QTest.keyClicks(QApplication.focusWidget() or dialog, self._typed)
        if self._polls == self._last_poll:
            self.picture = dialog.grab()
            self._timer.stop()
            dialog.close()

    def _dialog(self) -> QWidget | None:
        open_ones = [
            one for one in QApplication.topLevelWidgets()
            if one is not self._driven.window and isinstance(one, QDialog) and one.isVisible()
        ]  # fmt: skip
        return QApplication.activeModalWidget() or next(iter(open_ones), None)


def take_pictures(folder: Path, *, only: str = "", suggestions: Path | None = None) -> list[str]:
    """Write every screen whose name holds `only`; the names of the files, in the order of the table.

    A screen that cannot be brought up is told on stderr and left out.

    Raises:
        InputError: if a picture cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[str] = []
    wanted = [(screen, look) for screen in SCREENS if only in screen.name for look in screen.looks]
    for screen, look in wanted:
        name = f"{screen.name}-{look.name}.png" if len(screen.looks) > 1 else f"{screen.name}.png"
        sys.stderr.write(f"{name} …\n")
        # A fresh window for each look: what another size did to the panels is no part of the picture.
        with tempfile.TemporaryDirectory(prefix="mosaic-desk-") as own:
            try:
                picture = _taken(screen, look, Path(own), suggestions)
            except (MosaicError, KeyError, AttributeError) as error:
                sys.stderr.write(f"  left out: {error}\n")
                continue
        if not picture.save(str(folder / name), "PNG"):
            raise InputError(f"The picture {name} could not be written: check the folder.")
        written.append(name)
    return written


def _taken(screen: Screen, look: Look, own: Path, suggestions: Path | None) -> QPixmap:
    with open_stage(screen, look, own, suggestions) as stage:
        stage.driven.pause(_COME_TO_REST_S)
        catcher = DialogCatcher(stage.driven, screen)
        screen.show(stage)
        stage.driven.pause(_COME_TO_REST_S)
        if screen.is_dialog:
            stage.driven.until(catcher.is_done)
        catcher.deleteLater()
        return catcher.picture or stage.driven.window.grab()
