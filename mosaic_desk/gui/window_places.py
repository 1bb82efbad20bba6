"""Where the panels lie in the window: docks round the report, their widths, the mark of the active one."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QVBoxLayout, QWidget

from mosaic_desk.gui.counts_panel import CountsPanel
from mosaic_desk.gui.findings_panel import FindingsPanel
from mosaic_desk.gui.image_pane import ImagePane
from mosaic_desk.gui.keymap import Context
from mosaic_desk.gui.panel import Panel, mark_title, panel_title
from mosaic_desk.gui.report_panel import ReportPanel
from mosaic_desk.gui.worklist_panel import WorklistPanel

_LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_BELOW = Qt.DockWidgetArea.BottomDockWidgetArea


class WindowPlaces:
    """The panels of a window and the docks they lie in."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.worklist = WorklistPanel()
        self.report = ReportPanel()
        self.findings = FindingsPanel()
        self.counts = CountsPanel()
        self.image = ImagePane()
        self.worklist_dock = self._dock("worklist", QCoreApplication.translate("MainWindow", "Worklist"), self.worklist)
        self.counts_dock = self._dock("counts", QCoreApplication.translate("MainWindow", "Counts"), self.counts)
        self.findings_dock = self._dock("findings", QCoreApplication.translate("MainWindow", "Findings"), self.findings)
        self.image_dock = self._dock("image", QCoreApplication.translate("MainWindow", "Image"), self.image)
        self.report_title = panel_title(QCoreApplication.translate("MainWindow", "Report"))
        self.others: list[QWidget] = []
        """Panels that somebody else has put into docks beside the worklist; F6 stops at them."""
        self.are_chosen = False
        """Whether the reader moved or sized the docks in an earlier session."""
        self._place()

    @property
    def contexts(self) -> dict[Context, QWidget]:
        """Where the keys of each context work."""
        return {
            Context.FINDINGS: self.findings.rows_area,
            Context.WORKLIST: self.worklist,
            Context.IMAGE: self.image,
            Context.TEXT: self.report.text,
        }

    def place_report(self, *above: QWidget) -> None:
        """Put the report in the middle, with these widgets above it."""
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (*above, self.report_title):
            column.addWidget(widget)
        column.addWidget(self.report, 1)
        self._window.setCentralWidget(centre)

    def arrange(self) -> None:
        """Give the docks their sizes for the window's size and font, unless the reader chose them."""
        if self.are_chosen:
            return
        width, height, unit = self._window.width(), self._window.height(), self._window.fontMetrics().height()
        self._window.resizeDocks(
            [self.worklist_dock, self.findings_dock],
            [min(unit * 13, max(width // 6, min(unit * 8, width // 5))), self.findings.wanted_width(width * 9 // 20)],
            Qt.Orientation.Horizontal,
        )
        # With large type the text comes first: the image gives way down to a quarter of the window.
        image_height = min(height * 2 // 5, max(height - unit * 17, height // 4))
        self._window.resizeDocks([self.image_dock], [image_height], Qt.Orientation.Vertical)

    def restore(self, docks: str) -> None:
        """Put the docks where Qt's own description has them; by the window's size where there is none."""
        self.are_chosen = bool(docks) and self._window.restoreState(bytes.fromhex(docks))
        self.arrange()

    def show_image(self, *, is_wanted: bool) -> None:
        """Open or close the place of the image."""
        was_hidden = self.image_dock.isHidden()
        self.image_dock.setVisible(is_wanted)
        if was_hidden and is_wanted:
            self.arrange()

    def mark_active(self, focused: QWidget | None) -> None:
        """Let the title of the panel with the keyboard stand out."""
        for dock in (self.worklist_dock, self.counts_dock, self.findings_dock, self.image_dock):
            dock.mark_active(focused)
        mark_title(self.report_title, is_active=focused is not None and self.report.isAncestorOf(focused))

    def go_to_next(self) -> None:
        """Move the keyboard to the next panel that is seen."""
        panels = (self.worklist, *self.others, self.report, self.findings, self.image)
        # Qt calls a panel visible that lies behind another tab.
        seen = [panel for panel in panels if not panel.visibleRegion().isEmpty()]
        focused = QApplication.focusWidget()
        inside = [place for place, panel in enumerate(seen) if focused and panel.isAncestorOf(focused)]
        inside += [place for place, panel in enumerate(seen) if focused is panel]
        target = seen[((inside[0] if inside else -1) + 1) % len(seen)]
        if target is self.findings:
            self.findings.focus_rows()
        elif target is self.worklist:
            self.worklist.view.setFocus()
        else:
            target.setFocus()

    def go_to_search(self) -> None:
        """Move the keyboard to the search, and open its panel."""
        self.worklist_dock.show()
        self.worklist_dock.raise_()
        self.worklist.search.setFocus()
        self.worklist.search.selectAll()

    def _dock(self, name: str, title: str, content: QWidget) -> Panel:
        return Panel(name=name, title=title, content=content, parent=self._window)

    def _place(self) -> None:
        window = self._window
        window.setAnimated(False)  # a panel that opens for an image must not make the reader wait
        window.setCorner(Qt.Corner.BottomLeftCorner, _LEFT)
        window.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)
        window.setTabPosition(_LEFT, QTabWidget.TabPosition.South)
        window.addDockWidget(_LEFT, self.worklist_dock)
        window.tabifyDockWidget(self.worklist_dock, self.counts_dock)
        self.worklist_dock.raise_()
        window.addDockWidget(_RIGHT, self.findings_dock)
        window.addDockWidget(_BELOW, self.image_dock)
        self.image_dock.hide()
