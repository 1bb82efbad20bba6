"""Files and folders dropped on a widget. Knows what was dropped and where it lies, not what is in it."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_ARRIVALS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Drops(QObject):
    """`dropped` carries the paths; `refused` the sentence where nothing of it lies on this computer."""

    dropped = Signal(tuple)
    refused = Signal(str)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Files may be dropped anywhere on the widget; a link to a page is told to be none."""
        if event.type() not in _ARRIVALS or not isinstance(event, QDropEvent) or not event.mimeData().hasUrls():
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(local_paths(event.mimeData()))
        return True

    def _take(self, paths: tuple[Path, ...]) -> None:
        if paths:
            self.dropped.emit(paths)
        else:
            self.refused.emit(self.tr("Only files and folders of this computer can be dropped here."))


def local_paths(data: QMimeData) -> tuple[Path, ...]:
    """What lies on this computer, each once."""
    return tuple(dict.fromkeys(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()))
