"""The bare command as a process of its own, ended as soon as its first report is painted.

Writes one number on stdout: the reading of the system's steady clock when that was. Whoever started the process
knows when that was by the same clock.
"""

import sys
import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from mosaic_desk.cli import main
from mosaic_desk.gui.app import make_application
from mosaic_desk.gui.main_window import MainWindow


class FirstReport(QObject):
    """Waits until a main window has painted a report, says when, and closes it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(1)

    def _look(self) -> None:
        window = next((one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None)
        if window is None or window.flow.pages.page is None or not window.report.text.toPlainText():
            return
        self._timer.stop()
        window.repaint()  # at the latest now; the time is taken when it is painted
        sys.stdout.write(f"{time.monotonic()}\n")
        sys.stdout.flush()
        window.close()


if __name__ == "__main__":
    FirstReport(make_application(off_screen=True))
    sys.exit(main([]))
