"""Keys for whatever has the keyboard: the window, a dialog beside it, or one that halts everything else.

Knows Qt and the driven window; knows no command and no dialog by its class. Also takes the pictures, because
what is to be seen on them stands in dialogs that are gone when their keys are through.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from mosaic_desk.bench.desk_window import DrivenWindow, WindowStuck
from mosaic_desk.core.errors import InputError

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
_POLL_MS = 60
_LAID_OUT_AFTER = 5  # polls
_MOST_TABS = 40
_REST_S = 0.4


class Typist:
    """A reader's hands on the keyboard; counts every key with those of the driven window."""

    def __init__(self, driven: DrivenWindow) -> None:
        self._driven = driven

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        """One key stroke to what has the keyboard."""
        self._driven.keys += 1
        QTest.keyClick(self._front().windowHandle(), key, held)

    def write(self, text: str) -> None:
        """Text in place of what stands in the field that has the keyboard.

        Raises:
            WindowStuck: if nothing has it.
        """
        field = QApplication.focusWidget()
        if field is None:
            raise WindowStuck("No field has the keyboard.")
        self.press(Qt.Key.Key_A, CTRL)
        QTest.keyClicks(field, text)
        self._driven.keys += len(text)

    def tab_to(self, wanted: QWidget) -> None:
        """The keyboard to a control, by the key Tab.

        Raises:
            WindowStuck: if that key does not lead there.
        """
        for _ in range(_MOST_TABS):
            if QApplication.focusWidget() is wanted:
                return
            self.press(Qt.Key.Key_Tab)
        raise WindowStuck("The key Tab does not lead to a control.")

    def press_and_answer(self, key: Qt.Key, held: Qt.KeyboardModifier, answer: Callable[[QDialog], None]) -> None:
        """One key stroke that brings up a dialog which halts everything else; `answer` types into it and closes it.

        Raises:
            MosaicError: if no dialog comes up, or it stays.
        """
        answering = _Answering(answer)
        try:
            self.press(key, held)
            self._driven.until(lambda: answering.is_over)
        finally:
            answering.stop()
        if answering.error is not None:
            raise answering.error


    def _front(self) -> QWidget:
        """What has the keyboard; when a dialog was closed, what a desktop gives it to: off-screen nobody does."""
        front = QApplication.activeModalWidget() or QApplication.activeWindow()
        if front is None:
            beside = (one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())
            front = next(beside, self._driven.window)
            front.activateWindow()
            self._driven.until(front.isActiveWindow)
        return front


class _Answering(QObject):
    """Answers the next dialog from within that dialog's own event loop."""

    def __init__(self, answer: Callable[[QDialog], None]) -> None:
        super().__init__()
        self.is_over = False
        self.error: Exception | None = None
        self._answer = answer
        self._polls = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_POLL_MS)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self.deleteLater()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        self._polls += 1
        if self._polls < _LAID_OUT_AFTER:
            return
        self._timer.stop()
        try:
            self._answer(dialog)
            if dialog.isVisible():
                raise WindowStuck("A dialog stayed open after its keys.")
        except Exception as error:  # it must not be lost in Qt, with the dialog open for ever
            self.error = error
            dialog.reject()
        self.is_over = True


class Album:
    """Pictures of the window with its dialogs over it, numbered in the order in which they are first taken."""

    def __init__(self, driven: DrivenWindow, folder: Path | None) -> None:
        self._driven, self._folder = driven, folder
        self.names: list[str] = []
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str, *dialogs: QWidget) -> None:
        """A picture now, the last dialog in front; one of the same name is taken anew.

        Raises:
            InputError: if it cannot be written.
        """
        if self._folder is None:
            return
        if name not in self.names:
            self.names.append(name)
        file = f"{self.names.index(name) + 1:02}-{name}.png"
        window = self._driven.window
        picture = window.grab()
        painter = QPainter(picture)
        for dialog in dialogs:
            place = _inside(dialog, window)
            painter.setPen(QColor("#808890"))
            painter.drawPixmap(place, dialog.grab())
            painter.drawRect(QRect(place, dialog.size()).adjusted(-1, -1, 0, 0))
        painter.end()
        if not picture.save(str(self._folder / file), "PNG"):
            raise InputError(f"The picture {file} could not be written: check the folder.")

    def take_at_rest(self, name: str, *dialogs: QWidget) -> None:
        """A picture once everything has been painted.

        Raises:
            MosaicError: if it cannot be written.
        """
        if self._folder is not None:
            self._driven.pause(_REST_S)
            self.take(name, *dialogs)


def _inside(dialog: QWidget, window: QWidget) -> QPoint:
    """In the middle of the window, where a desktop puts it."""
    room = window.size() - dialog.size()
    return QPoint(max(0, room.width() // 2), max(0, room.height() // 2))
