"""The interpreter survives long work in Qt."""

import sys

from PySide6.QtCore import QObject

from mosaic_desk.gui.none_guard import LENT, lend_none


def test_none_outlives_more_calls_than_it_has_references() -> None:
    lend_none()
    thing = QObject()
    for _ in range(100_000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > 1_000


def test_references_are_lent_only_once() -> None:
    lend_none()
    before = sys.getrefcount(None)
    lend_none()
    assert abs(sys.getrefcount(None) - before) < LENT // 2
