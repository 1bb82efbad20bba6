"""Where pictures are read ahead and kept: one thread, the latest wish first, a bound on memory.

Knows neither the database nor the screen: reading a picture never waits for either, and never makes
them wait. Wishes that were not begun when the next ones came are dropped.
"""

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Protocol

from mosaic_desk.core.errors import ImageError
from mosaic_desk.core.picture import Picture
from mosaic_desk.core.report import ImageRef


class PictureReader(Protocol):
    """Whoever reads pictures for a room."""

    def read(self, image: ImageRef) -> Picture:
        """The picture, read where this is called; raises `ImageError`."""

    def give_up(self) -> None:
        """Let a picture that is being read in another thread fail at once."""


Outcome = Picture | ImageError
Deliver = Callable[[ImageRef, Outcome], None]
"""Gets what became of a wish, in the room's thread."""

CACHE_BYTES = 256 * 2**20
STALE_AFTER_S = 0.7
"""How long a wanted picture waits for one that nobody wants any more: longer than starting anew costs."""


class PictureRoom:
    """`want` in, deliveries out. Every method may be called from any thread."""

    def __init__(self, reader: PictureReader, deliver: Deliver, *, cache_bytes: int = CACHE_BYTES) -> None:
        self._reader = reader
        self._deliver = deliver
        self._cache = _Cache(cache_bytes)
        self._wishes: list[tuple[ImageRef, bool]] = []
        self._reading: ImageRef | None = None
        self._is_closed = False
        self._news = threading.Condition()
        self._thread: threading.Thread | None = None

    def want(self, images: Sequence[ImageRef], *, soon: Sequence[ImageRef] = ()) -> None:
        """Deliver these in this order, then read the ones wanted soon, undelivered; in place of earlier wishes."""
        with self._news:
            if self._is_closed:
                return
            self._wishes = [(image, True) for image in images] + [(image, False) for image in soon]
            if self._thread is None and self._wishes:
                self._thread = threading.Thread(target=self._work, name="pictures", daemon=True)
                self._thread.start()
            stale = self._reading
            if images and stale is not None and stale not in images:
                bell = threading.Timer(STALE_AFTER_S, self._give_up, (stale,))
                bell.daemon = True
                bell.start()
            self._news.notify()

    def kept(self, image: ImageRef) -> Picture | None:
        """The picture if it has been read already."""
        with self._news:
            return self._cache.get(image)

    def close(self) -> None:
        """Nothing is delivered any more; a picture that is being read is given up by whoever reads it."""
        with self._news:
            self._is_closed = True
            self._wishes = []
            self._news.notify()

    def _work(self) -> None:
        while (wish := self._next()) is not None:
            image, is_delivered = wish
            outcome = self._outcome(image)
            if is_delivered and not self._is_closed:
                self._deliver(image, outcome)

    def _next(self) -> tuple[ImageRef, bool] | None:
        with self._news:
            while not self._wishes and not self._is_closed:
                self._news.wait()
            return None if self._is_closed else self._wishes.pop(0)

    def _outcome(self, image: ImageRef) -> Outcome:
        kept = self.kept(image)
        if kept is not None:
            return kept
        with self._news:
            self._reading = image
        try:
            picture = self._reader.read(image)
        except ImageError as error:
            return error
        except Exception as error:  # our bug: the crash hook says so, and the next picture is read all the same
            sys.excepthook(type(error), error, error.__traceback__)
            return ImageError("This image cannot be shown: something went wrong inside the program.")
        finally:
            with self._news:
                self._reading = None
        with self._news:
            self._cache.put(image, picture)
        return picture

    def _give_up(self, stale: ImageRef) -> None:
        with self._news:
            is_waited_for = any(is_delivered for _, is_delivered in self._wishes)
            if self._reading == stale and is_waited_for and not self._is_closed:
                self._reader.give_up()


class _Cache:
    """Pictures by file, the one unused for longest thrown out first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._pictures: OrderedDict[ImageRef, Picture] = OrderedDict()

    def get(self, image: ImageRef) -> Picture | None:
        picture = self._pictures.get(image)
        if picture is not None:
            self._pictures.move_to_end(image)
        return picture

    def put(self, image: ImageRef, picture: Picture) -> None:
        if picture.byte_count > self._most_bytes or image in self._pictures:
            return
        self._pictures[image] = picture
        self._bytes += picture.byte_count
        while self._bytes > self._most_bytes:
            _, oldest = self._pictures.popitem(last=False)
            self._bytes -= oldest.byte_count
