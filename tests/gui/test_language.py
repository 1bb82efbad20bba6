"""The language of the interface: chosen, applied, and found everywhere."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QTableWidget,
    QTreeWidget,
    QWidget,
)

from mosaic_desk.desk.demo import demo_project
from mosaic_desk.gui import opening
from mosaic_desk.gui.app import make_application
from mosaic_desk.gui.language import language_code, use_language
from mosaic_desk.gui.main_window import MainWindow
from mosaic_desk.gui.settings import Settings, load_settings, save_settings
from mosaic_desk.gui.settings_dialog import SettingsDialog
from mosaic_desk.gui.start_window import Chosen
from tests.gui.conftest import OpenDesk
from tests.gui.test_accessibility import DIALOGS
from tests.gui.test_translations import translations


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    use_language(qapp, "en")


@pytest.mark.parametrize(
    ("languages", "code"),
    [(["da-DK", "en"], "da"), (["de-DE", "da"], "da"), (["de-DE"], "en"), (["C"], "en"), ([], "en")],
)  # fmt: skip
def test_the_systems_language_is_taken_where_there_is_one_for_it(
    monkeypatch: pytest.MonkeyPatch, languages: list[str], code: str
) -> None:
    class System:
        def uiLanguages(self) -> list[str]:  # noqa: N802 - Qt's name
            return languages

    monkeypatch.setattr(QLocale, "system", System)
    assert language_code("system") == code
    assert language_code("da") == "da"


def test_a_window_in_danish_is_danish(open_desk: OpenDesk) -> None:
    desk = open_desk(settings=Settings(reader="Ada Berg", language="da"))
    window = desk.window
    assert [menu.title() for menu in window.commands.menus.values()][:2] == ["&Filer", "&Rediger"]
    assert window.commands["set_not_mentioned"].text() == "Ikke nævnt"
    assert window.findings.widgets[0].accessibleName().startswith("Atelectasis: modellen foreslår positiv")
    assert desk.session.language == "da"
    desk.press("m")
    assert desk.label("atelectasis") == "not_mentioned"  # keys are the hands', not the language's


def texts_of(widget: QWidget) -> set[str]:
    """What a control shows beside its name and tip."""
    match widget:
        case QLabel() | QAbstractButton():
            return {widget.text()}
        case QLineEdit():
            return {widget.placeholderText()}
        case QComboBox():
            return {widget.itemText(place) for place in range(widget.count())}
        case QTabBar():
            return {widget.tabText(place) for place in range(widget.count())}
        case QMenu() | QGroupBox():
            return {widget.title()}
        case QListWidget():
            return {widget.item(row).text() for row in range(widget.count())}
        case QTableWidget() | QTreeWidget():
            head = widget.model()
            return {str(head.headerData(place, Qt.Orientation.Horizontal)) for place in range(head.columnCount())}
        case _:
            return set()


def test_no_english_is_left_in_a_danish_window_or_its_dialogs(open_desk: OpenDesk) -> None:
    window = open_desk(settings=Settings(reader="Ada Berg", language="da")).window
    danish = translations("da")
    meant = set(danish.values())
    english = {source for (_, source), text in danish.items() if source != text and source not in meant}
    for top in (window, *(make(window) for make in DIALOGS.values())):
        shown = {text for action in top.findChildren(QAction) for text in (action.text(), action.statusTip())}
        for widget in top.findChildren(QWidget):
            shown |= {widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()}
            shown |= texts_of(widget)
        assert shown & english <= {"English"}, type(top).__name__  # a language is called by its own name
        assert shown & meant


def test_qts_own_buttons_follow(qapp: QApplication) -> None:
    use_language(qapp, "da")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert [button.text().replace("&", "") for button in box.buttons()] == ["Annuller"]
    use_language(qapp, "en")
    assert QCoreApplication.translate("Words", "Not mentioned") == "Not mentioned"


@pytest.mark.parametrize("percent", [100, 200])
def test_danish_words_on_the_bars_and_in_the_settings_are_not_cut(open_desk: OpenDesk, percent: int) -> None:
    window = open_desk(settings=Settings(reader="Ada Berg", language="da", font_percent=percent)).window
    assert window.width() == 1366
    dialog = SettingsDialog(window.preferences.settings, window)
    dialog.show()
    assert dialog.width() <= window.width()
    for page in range(3):
        dialog.tabs.setCurrentIndex(page)
        QApplication.processEvents()
        for widget in (w for kind in (QLabel, QAbstractButton) for w in dialog.findChildren(kind)):
            if widget.isVisible() and widget.text() and not (isinstance(widget, QLabel) and widget.wordWrap()):
                wanted = QFontMetrics(widget.font()).horizontalAdvance(widget.text().replace("&", ""))
                assert widget.width() >= wanted, widget.text()
    dialog.close()


def test_another_language_closes_the_window_and_opens_it_on_the_same_report(tmp_path: Path, qapp: object) -> None:
    make_application()
    save_settings(Settings(reader="Ada", language="en"))
    seen: list[tuple[str, str, str]] = []

    def look() -> None:
        window = next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()), None)
        if window is None or not window.is_settled:
            QTimer.singleShot(20, look)
            return
        seen.append((window.commands["quit"].text(), str(window.flow.pages.report_id), window.report.title.text()))
        if len(seen) == 1:
            window.flow.pages.step(1)
            QTimer.singleShot(20, look)
        elif len(seen) == 2:
            window.preferences.use(replace(window.preferences.settings, language="da"))
            QTimer.singleShot(20, look)
        else:
            window.close()

    QTimer.singleShot(20, look)
    settings = load_settings()
    assert opening._run(Chosen(path=demo_project(tmp_path / "demo")), settings=settings) == 0
    assert [words for words, _, _ in seen] == ["Quit", "Quit", "Afslut"]
    assert seen[2][1] == seen[1][1] != seen[0][1]
    assert load_settings().language == "da"
