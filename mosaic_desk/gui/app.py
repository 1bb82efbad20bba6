"""The application around the window: its factory, its run from start to end, its picture in a file."""

import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QMessageBox

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import ReportId, TaxonomyId
from mosaic_desk.desk.picture_room import PictureReader
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.thread import DeskThread
from mosaic_desk.gui.background import Background
from mosaic_desk.gui.crash import install_crash_hook
from mosaic_desk.gui.importing import Importer
from mosaic_desk.gui.main_window import MainWindow
from mosaic_desk.gui.preferences import Preferences
from mosaic_desk.gui.settings import Settings, load_settings
from mosaic_desk.gui.suggesting import Suggester

_SETTLED_AFTER_MS = 2000  # the first report is there by then
_SMALL_SCREEN = (1366, 768)


def make_application(*, off_screen: bool = False) -> QApplication:
    """The one `QApplication`; off-screen where nothing must appear on a display."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    if off_screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        qInstallMessageHandler(_without_chatter)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("MOSAIC Desk")
    app.setDesktopFileName("mosaic-desk")
    return app


def _without_chatter(_kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    """Qt's messages, less the one that the off-screen platform says of every window."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(message + "\n")


def make_window(
    session: Session,
    desk_thread: DeskThread,
    *,
    taxonomy_id: TaxonomyId,
    suggester: Suggester | None = None,
    no_suggester: str = "",
    importer: Importer | None = None,
    settings: Settings | None = None,
    picture: PictureReader | None = None,
    device: str = "",
    clock: Callable[[], float] = time.monotonic,
) -> MainWindow:
    """A window on an open project, not shown yet; `start` it to open a report.

    `session` is used in `desk_thread` only. `no_suggester` says why there is no suggester, `device` where
    the model runs ("CPU"), `picture` reads the images of reports, `clock` seconds that only grow.
    """
    app = make_application()
    window = MainWindow(
        session,
        Background(desk_thread),
        taxonomy_id=taxonomy_id,
        preferences=Preferences(settings or load_settings(), app),
        suggester=suggester,
        no_suggester=no_suggester,
        importer=importer,
        picture=picture,
        device=device,
        app=app,
        clock=clock,
    )
    window.resize(*_SMALL_SCREEN)
    QTimer.singleShot(_SETTLED_AFTER_MS, window, _settle_memory)
    return window


def _settle_memory() -> None:
    """Takes what was made at the start out of later garbage collections, which would halt a key press for it."""
    gc.collect()
    gc.freeze()


def run_app(window: MainWindow, *, report_id: ReportId | None = None, close: Callable[[], None] | None = None) -> int:
    """Show the window until it is closed; then `close` (worker, project, thread) without a screen.

    Returns:
        The exit status of the application.
    """
    app = make_application()
    bell = _CrashBell(window)
    install_crash_hook(bell.ring)
    show_window(window, report_id=report_id)
    status = app.exec()
    window.end()
    if close is not None:
        close()
    return status


def show_window(window: MainWindow, *, report_id: ReportId | None = None) -> None:
    """Put the window where it was last time, or give it its first size, and start it."""
    settings = window.preferences.settings
    window.restoreGeometry(bytes.fromhex(settings.window) if _is_hex(settings.window) else b"")
    window.show()
    if _is_hex(settings.docks):
        window.places.are_chosen = window.restoreState(bytes.fromhex(settings.docks))
    window.start(report_id)


def render_screenshot(
    window: MainWindow, file: Path, *, report_id: ReportId | None = None, timeout_s: float = 30
) -> None:
    """Start the window, wait until its first report is painted, and write it as a PNG.

    Raises:
        MosaicError: if no report appears in time or the file cannot be written.
    """
    app = make_application()
    window.show()
    window.start(report_id)
    end = time.monotonic() + timeout_s
    while not window.is_settled and time.monotonic() < end:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    for _ in range(5):  # layout requests and repaints that the last answer caused
        app.processEvents()
    if not window.is_settled:
        raise MosaicError("The review screen could not be rendered: no report appeared in time.")
    file.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(file), "PNG"):
        raise MosaicError(f"The picture {file.name} could not be written: check the folder.")


class _CrashBell(QObject):
    """Carries the news of an error from any thread into the window's."""

    _rang = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._rang.connect(self._say, Qt.ConnectionType.QueuedConnection)

    def ring(self, kind: str) -> None:
        """Say that something went wrong; may be called in any thread."""
        self._rang.emit(kind)

    def _say(self, kind: str) -> None:
        saved = self._window.status_line.saved.text()
        text = self.tr(
            "Something went wrong inside the program ({0}). What is on the disk is safe: {1}. "
            "A note without any patient text was added to the error log. "
            "You can go on; if it happens again, start the program again."
        )
        QMessageBox.critical(self._window, self.tr("Unexpected error"), text.replace("{0}", kind).replace("{1}", saved))


def _is_hex(text: str) -> bool:
    try:
        return bool(bytes.fromhex(text))
    except ValueError:
        return False
