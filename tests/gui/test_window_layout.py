"""What the window looks like: nothing cut, nothing over something else, in every look and size."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from mosaic_desk.core.labels import ALL_CLASSES
from mosaic_desk.gui.colours import DARK, LIGHT
from mosaic_desk.gui.settings import Settings
from tests.gui.conftest import OpenDesk
from tests.gui.fake_session import TEXT, FakeSession

SIZES = [("dark", 100), ("light", 100), ("dark", 130), ("light", 150), ("dark", 200), ("light", 200)]


def place(widget: QWidget, inside: QWidget) -> QRect:
    return QRect(widget.mapTo(inside, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize(("theme", "percent"), SIZES)
def test_no_control_of_a_row_is_cut_or_lies_over_another(open_desk: OpenDesk, theme: str, percent: int) -> None:
    desk = open_desk(settings=Settings(theme=theme, font_percent=percent))
    area = desk.window.findings.rows_area
    assert len(area.widgets) == 13
    for row in area.widgets:
        parts = [row.name_box(), row.small_box(), row.pill.geometry()]
        parts += [button.geometry() for button in row.buttons.values()]
        for part in parts:
            assert row.rect().contains(part), row.row.name
        for one, other in combinations(parts, 2):
            assert not one.intersects(other), row.row.name
        assert row.name_box().width() >= QFontMetrics(row.font()).averageCharWidth() * 12
        assert row.pill.width() >= row.pill.sizeHint().width()
        assert all(button.size() == button.sizeHint() for button in row.buttons.values())


@pytest.mark.parametrize(("theme", "percent"), SIZES)
def test_every_row_can_be_brought_into_view_whole(open_desk: OpenDesk, theme: str, percent: int) -> None:
    desk = open_desk(settings=Settings(theme=theme, font_percent=percent))
    findings = desk.window.findings
    view = findings.rows_area.viewport()
    for row in findings.widgets:
        findings.go_to(row.row.finding_id)
        assert view.rect().contains(place(row, view)), row.row.name


def test_all_thirteen_rows_are_seen_at_once_on_a_small_screen(open_desk: OpenDesk) -> None:
    desk = open_desk(size=(1366, 768))
    view = desk.window.findings.rows_area.viewport()
    assert all(view.rect().contains(place(row, view)) for row in desk.window.findings.widgets)
    assert desk.window.size().width() == 1366


def test_columns_of_rows_line_up(open_desk: OpenDesk) -> None:
    rows = open_desk().window.findings.widgets
    for column in (*[lambda row, c=c: row.buttons[c].geometry() for c in ALL_CLASSES], lambda row: row.pill.geometry()):
        assert len({(column(row).x(), column(row).width(), column(row).y()) for row in rows}) == 1


@pytest.mark.parametrize(("theme", "percent"), SIZES)
def test_panels_lie_side_by_side_inside_the_window(open_desk: OpenDesk, theme: str, percent: int) -> None:
    desk = open_desk(settings=Settings(theme=theme, font_percent=percent))
    window = desk.window
    assert (window.width(), window.height()) == (1366, 768)
    panels = [place(panel, window) for panel in (window.worklist, window.report, window.findings)]
    for one, other in combinations(panels, 2):
        assert not one.intersects(other)
    for panel in panels:
        assert window.rect().contains(panel)
        assert panel.width() > 150
    assert place(window.report, window).width() >= 30 * QFontMetrics(window.font()).averageCharWidth()


@pytest.mark.parametrize(("theme", "percent"), SIZES)
def test_words_on_the_bars_are_not_cut(open_desk: OpenDesk, theme: str, percent: int) -> None:
    desk = open_desk(settings=Settings(theme=theme, font_percent=percent))
    window = desk.window
    bars = (window.top_bar, window.status_line)
    shown = [w for bar in bars for w in bar.findChildren(QWidget) if isinstance(w, (QLabel, QToolButton))]
    for widget in shown:
        if widget.text() and widget.objectName() != "qt_toolbar_ext_button":
            assert widget.isVisible(), widget.text()
            assert widget.width() >= widget.minimumSizeHint().width(), widget.text()


def test_a_longer_name_is_cut_with_dots_and_moves_nothing(open_desk: OpenDesk) -> None:
    names = {"a": "A very long name of a finding that nobody could ever fit into a row of this panel", "b": "Short"}
    desk = open_desk(FakeSession([TEXT], names=names))
    first, second = desk.window.findings.widgets
    assert first.pill.geometry() == second.pill.geometry()
    assert not first.name_box().intersects(next(iter(first.buttons.values())).geometry())


@pytest.mark.parametrize(("theme", "look"), [("dark", DARK), ("light", LIGHT)])
def test_both_looks_paint_the_ground_of_the_report(open_desk: OpenDesk, theme: str, look) -> None:
    desk = open_desk(settings=Settings(theme=theme))
    view = desk.window.report.text.viewport()
    image = view.grab().toImage()
    assert image.pixelColor(image.width() - 4, image.height() - 4) == look.surface


def test_theme_and_font_change_at_once_and_back(open_desk: OpenDesk) -> None:
    desk = open_desk()
    window = desk.window
    before = window.findings.widgets[0].height(), window.findings.rows_area.palette().base().color()
    window.commands["switch_theme"].trigger()
    for _ in range(10):
        window.commands["larger"].trigger()
    desk.settle()
    assert window.preferences.settings.font_percent == 200
    assert window.findings.widgets[0].height() > 1.5 * before[0]
    window.commands["switch_theme"].trigger()
    for _ in range(12):
        window.commands["smaller"].trigger()
    desk.settle()
    assert window.preferences.settings.font_percent == 100
    assert (window.findings.widgets[0].height(), window.findings.rows_area.palette().base().color()) == before


def test_rows_fold_when_the_panel_gets_narrow(open_desk: OpenDesk) -> None:
    desk = open_desk()
    row = desk.window.findings.widgets[0]
    tall = row.height()
    desk.window.resize(900, 700)
    desk.window.places.arrange()
    desk.settle()
    assert row.height() > tall
    assert row.rect().contains(row.pill.geometry())
