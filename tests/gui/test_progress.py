"""The progress on screen: pages, what is said of each, and that it follows the reader's work."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mosaic_desk.core.events import EventKind
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.progress import Agreement, FindingProgress, Pace, Progress, Way
from mosaic_desk.gui.progress_dialog import ProgressDialog
from mosaic_desk.gui.progress_figures import figures, headline, percent, seconds
from tests.gui.conftest import OpenDesk

P, N, U, M = MentionClass
TODAY, DAYS, FINDINGS, TIME, AGREEMENT = range(5)


def finding(name: str, **counts: int) -> FindingProgress:
    labels = {label: {EventKind.SET: counts.get(label.value, 0)} for label in ALL_CLASSES}
    labels[P] = {EventKind.SET: 2, EventKind.ACCEPTED: 3, EventKind.ACCEPTED_UNTOUCHED: 4}
    agreement = {way: Agreement() for way in Way}
    agreement[Way.FIRST_READ] = Agreement(answers=10, agreed=8, mentions=4, agreed_mentions=3)
    agreement[Way.SHOWN] = Agreement(answers=50, agreed=49, mentions=20, agreed_mentions=19)
    return FindingProgress(finding_id=name.lower(), name=name, labels=labels, agreement=agreement)


def progress(**more) -> Progress:
    found = Progress(
        today="2026-11-22", total=1200, done=412, today_reports=5, per_hour=41.4,
        hours=tuple({9: 2, 11: 3}.get(hour, 0) for hour in range(24)), days=(("2026-11-21", 407), ("2026-11-22", 5)),
        findings=(finding("Edema", negative=7), finding("<b>Fracture</b>")),
        pace=Pace(reports=412, median_s=12.4, p90_s=31.0, bar_s=2.0, bars=(1, 2, 409)),
        compared_reports={Way.FIRST_READ: 83, Way.BLIND: 0, Way.SHOWN: 329},
        agreement={way: Agreement(answers=20, agreed=16, mentions=8, agreed_mentions=6) for way in Way}, readers=(),
    )  # fmt: skip
    return replace(found, **more)


def cells(figure_number: int, found: Progress | None = None) -> tuple[tuple[str, ...], ...]:
    return figures(found or progress())[figure_number].rows


def test_the_headline_says_how_much_is_done_how_fast_and_what_is_left() -> None:
    said = headline(progress())
    for words in ("412 of 1\u202f200", "5 today", "41 an hour", "12.4 s", "2 h 43 min of reading left"):
        assert words in said
    assert "hour" not in headline(progress(per_hour=None, pace=None))


def test_the_hours_and_days_are_told_in_words_beside_the_bars() -> None:
    assert cells(TODAY) == (("09:00", "2"), ("11:00", "3"), ("Today", "5"))
    assert cells(DAYS) == (("2026-11-22", "5", "412"), ("2026-11-21", "407", "407"))
    bars = figures(progress())[TODAY].chart
    assert bars.series[0].values[bars.places.index("11")] == 3


def test_the_classes_are_told_by_how_they_came() -> None:
    page = figures(progress())[FINDINGS]
    assert page.rows[0] == ("Edema", "9", "7", "0", "0", "9", "3", "4", "0")
    assert page.details[0].startswith("Edema: positive 9 (2 set, 3 accepted, 4 untouched); negative 7 (7 set)")
    assert [bars.colour for bars in page.chart.series] == list(ALL_CLASSES)


def test_time_says_median_p90_and_what_a_long_gap_counts_as() -> None:
    page = figures(progress())[TIME]
    assert ("Half of them within (median)", "12.4 s") in page.rows
    assert ("Nine of ten within (p90)", "31 s") in page.rows
    assert page.rows[-1] == ("4 s and more", "409")
    assert "120 s counts as 120 s" in page.note
    assert figures(progress(pace=None))[TIME].rows == (("Reports timed", "0"),)


def test_agreement_keeps_first_reads_apart_with_their_number() -> None:
    page = figures(progress())[AGREEMENT]
    assert page.head == ("Finding", "First reads", "n", "Pre-filled", "n")
    assert page.rows[0] == ("Reports", "", "83 reports", "", "329 reports")
    assert page.rows[1][1:] == ("80 %", "20", "80 %", "20")
    assert page.rows[2][1:] == ("75 %", "8", "75 %", "8")
    assert page.rows[3] == ("Edema", "80 %", "10", "98 %", "50")
    assert "flattered" in page.note
    with_blind = figures(progress(compared_reports={Way.FIRST_READ: 1, Way.BLIND: 2, Way.SHOWN: 3}))[AGREEMENT]
    assert "Other blind" in with_blind.head


@pytest.mark.parametrize(
    ("value", "words"), [(0.0, "0 s"), (14.21, "14.2 s"), (120, "120 s"), (185.4, "3 min 5 s")]
)
def test_a_time_is_said_shortly(value: float, words: str) -> None:
    assert seconds(value) == words


def test_a_share_of_nothing_is_a_dash() -> None:
    assert (percent(None), percent(0.0), percent(0.996)) == ("–", "0 %", "100 %")


def shown(qtbot: QtBot, found: Progress) -> ProgressDialog:
    dialog = ProgressDialog()
    qtbot.addWidget(dialog)
    dialog.show_progress(found)
    dialog.show()
    return dialog


def test_every_page_is_reached_by_keys_and_has_a_chart_and_a_named_table(qtbot: QtBot) -> None:
    dialog = shown(qtbot, progress())
    QTest.qWaitForWindowActive(dialog)
    bar = dialog.tabs.tabBar()
    bar.setFocus()
    for place, page in enumerate(dialog.pages):
        assert dialog.tabs.currentIndex() == place
        qtbot.waitUntil(lambda page=page: len(page.chart._items) > 0, timeout=10_000)
        assert page.table.accessibleName()
        assert page.table.focusPolicy() != Qt.FocusPolicy.NoFocus
        QTest.keyClick(bar, Qt.Key.Key_Right)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_one_more_commit_changes_cells_and_bars_and_moves_nobody(qtbot: QtBot) -> None:
    dialog = shown(qtbot, progress())
    dialog.tabs.setCurrentIndex(FINDINGS)
    page = dialog.pages[FINDINGS]
    qtbot.waitUntil(lambda: len(page.chart._items) > 0, timeout=10_000)
    page.table.setCurrentCell(1, 2)
    items, cell = list(page.chart._items), page.table.item(0, 2)
    dialog.show_progress(progress(findings=(finding("Edema", negative=8), finding("<b>Fracture</b>"))))
    assert page.chart._items == items
    assert page.table.item(0, 2) is cell
    assert cell.text() == "8"
    assert (page.table.currentRow(), page.table.currentColumn()) == (1, 2)
    negative = page.chart._items[1].opts
    assert negative["x1"][0] - negative["x0"][0] == 8
    assert page.detail.text().startswith("<b>Fracture</b>: ")
    assert page.detail.textFormat() is Qt.TextFormat.PlainText


def test_a_history_that_is_still_read_says_how_far(qtbot: QtBot) -> None:
    dialog = shown(qtbot, progress(read_share=0.42))
    assert dialog.counting.isVisible()
    assert dialog.counting.text() == "Reading the history: 42 %"
    dialog.show_progress(progress(read_share=0.5, done=413))
    assert dialog.headline.text().startswith("412 ")
    dialog.show_progress(progress(done=500))
    assert not dialog.counting.isVisible()
    assert dialog.headline.text().startswith("500 ")


def test_the_progress_follows_the_reader_while_it_is_open_and_asks_nothing_when_closed(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.press("n")
    assert "progress" not in desk.session.calls
    desk.window.commands["progress"].trigger()
    desk.settle()
    dialog = desk.window.around.progress.dialog
    assert dialog.headline.text().startswith("0 of 4 reports done")
    dialog.tabs.setCurrentIndex(FINDINGS)
    edema = dialog.pages[FINDINGS].table.item(0, 2)
    assert edema.text() == "1"
    answer = desk.window.commands["set_negative"]  # the keyboard is in the dialog now
    answer.trigger()
    desk.settle()
    assert dialog.pages[FINDINGS].table.item(1, 2).text() == "1"
    dialog.reject()
    asked = desk.session.calls.count("progress")
    answer.trigger()
    desk.settle()
    assert desk.session.calls.count("progress") == asked
