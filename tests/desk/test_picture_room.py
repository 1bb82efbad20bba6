"""The room where pictures are read: the latest wish first, the rest dropped, a bound on memory."""

import sys
import threading
from collections.abc import Callable

import numpy as np
import pytest

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.picture import Picture
from mosaic_desk.core.report import ImageRef
from mosaic_desk.desk import picture_room
from mosaic_desk.desk.picture_room import Outcome, PictureRoom

A, B, C, D = (ImageRef(path=name) for name in "abcd")
BYTES = 1000


class Reader:
    """Reads at once, unless a picture is held; notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[ImageRef] = []
        self.begun = threading.Semaphore(0)
        self.held: dict[ImageRef, threading.Event] = {}
        self.broken: set[ImageRef] = set()

    def hold(self, image: ImageRef) -> threading.Event:
        return self.held.setdefault(image, threading.Event())

    def read(self, image: ImageRef) -> Picture:
        self.asked.append(image)
        self.begun.release()
        if image in self.held:
            assert self.held[image].wait(10)
        if image in self.broken:
            raise ImageError("It is damaged.")
        return Picture(levels=(np.zeros((1, BYTES), np.uint8),))

    def give_up(self) -> None:
        self.broken.add(self.asked[-1])
        self.held[self.asked[-1]].set()


class Room:
    """A room whose deliveries can be waited for."""

    def __init__(self, reader: Reader, *, cache_bytes: int = 10 * BYTES) -> None:
        self.got: list[tuple[ImageRef, Outcome]] = []
        self._news = threading.Condition()
        self.room = PictureRoom(reader, self._take, cache_bytes=cache_bytes)

    def _take(self, image: ImageRef, outcome: Outcome) -> None:
        with self._news:
            self.got.append((image, outcome))
            self._news.notify_all()

    def wait(self, *images: ImageRef) -> None:
        with self._news:
            assert self._news.wait_for(lambda: [image for image, _ in self.got] == list(images), 10), self.got

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        with self._news:
            for _ in range(1000):
                if is_so():
                    return
                self._news.wait(0.01)
        raise AssertionError("it never came")


def test_wishes_are_delivered_in_their_order_and_what_is_kept_is_not_read_again() -> None:
    reader = Reader()
    room = Room(reader)
    room.room.want([A, B])
    room.wait(A, B)
    room.room.want([B])
    room.wait(A, B, B)
    assert reader.asked == [A, B]
    assert room.room.kept(A) is not None
    room.room.close()


def test_wishes_that_were_not_begun_are_dropped_for_later_ones() -> None:
    reader = Reader()
    go = reader.hold(A)
    room = Room(reader)
    room.room.want([A, B, C])
    assert reader.begun.acquire(timeout=10)
    room.room.want([D])
    go.set()
    room.wait(A, D)
    assert reader.asked == [A, D]
    room.room.close()


def test_what_is_read_ahead_is_kept_and_not_delivered() -> None:
    reader = Reader()
    room = Room(reader)
    room.room.want([A], soon=[B, C])
    room.wait_until(lambda: room.room.kept(C) is not None)
    room.wait(A)
    assert reader.asked == [A, B, C]
    room.room.close()


def test_a_long_read_that_nobody_wants_any_more_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_room, "STALE_AFTER_S", 0.05)
    reader = Reader()
    reader.hold(A)
    room = Room(reader)
    room.room.want((), soon=[A])
    assert reader.begun.acquire(timeout=10)
    room.room.want([B])
    room.wait(B)
    assert room.room.kept(A) is None
    room.room.close()


def test_a_read_that_is_wanted_again_is_not_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_room, "STALE_AFTER_S", 0.05)
    reader = Reader()
    go = reader.hold(A)
    room = Room(reader)
    room.room.want((), soon=[A])
    assert reader.begun.acquire(timeout=10)
    room.room.want([A])
    threading.Event().wait(0.2)
    assert not reader.broken
    go.set()
    room.wait(A)
    room.room.close()


def test_a_refusal_is_delivered_and_asked_again_next_time() -> None:
    reader = Reader()
    reader.broken.add(A)
    room = Room(reader)
    room.room.want([A])
    room.wait(A)
    assert isinstance(room.got[0][1], ImageError)
    room.room.want([A])
    room.wait(A, A)
    assert reader.asked == [A, A]
    room.room.close()


def test_a_bug_of_ours_is_told_and_costs_one_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: told.append(kind))
    reader = Reader()
    monkeypatch.setattr(reader, "read", lambda image: {}[image])
    room = Room(reader)
    room.room.want([A])
    room.wait(A)
    assert told == [KeyError]
    assert isinstance(room.got[0][1], ImageError)
    monkeypatch.undo()
    room.room.want([B])
    room.wait(A, B)
    assert isinstance(room.got[1][1], Picture)
    room.room.close()


def test_memory_is_bounded_and_the_one_unused_for_longest_goes_first() -> None:
    reader = Reader()
    room = Room(reader, cache_bytes=2 * BYTES)
    room.room.want([A, B])
    room.wait(A, B)
    assert room.room.kept(A) is not None
    room.room.want([C])
    room.wait(A, B, C)
    assert room.room.kept(A) is not None and room.room.kept(C) is not None
    assert room.room.kept(B) is None
    room.room.close()


def test_nothing_is_delivered_after_the_end() -> None:
    reader = Reader()
    go = reader.hold(A)
    room = Room(reader)
    room.room.want([A])
    assert reader.begun.acquire(timeout=10)
    room.room.close()
    go.set()
    room.room.want([B])
    threading.Event().wait(0.1)
    assert room.got == []
    assert reader.asked == [A]
