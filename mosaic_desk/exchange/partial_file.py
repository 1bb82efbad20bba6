"""A file of lines that grows over hours beside its output, and takes the output's name when it is whole.

Beside `OUT` lie `OUT.partial`, the lines so far, and `OUT.partial.json`, what they were made from. Lines
come in stretches that are on the disk, whole, before the next is begun; what a crash has torn is cut
away. Knows no format but the line.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from mosaic_desk.core.errors import MosaicError
from mosaic_desk.exchange.file_lock import take_lock
from mosaic_desk.exchange.whole_file import not_written, refuse_project, whole_file

_GO_ON = "make room, then the same command goes on where it stopped"


class PartialFile:
    """The lines of an output so far, held against a second writer.

    Used in the order of the source: `held` for each stretch that may be there from before, `append` for
    every other. Leaving the context keeps what is on the disk; only `finish` makes the output.
    """

    def __init__(self, output: Path) -> None:
        """Opens or makes the file.

        Raises:
            MosaicError: if it cannot be written or locked, or another process is at it.
        """
        refuse_project(output)
        if output.is_dir():  # found now, not when hours of lines are to take its name
            raise MosaicError(f"{output.name} is a folder; name a file in it.")
        self._output = output
        self.path = output.with_name(output.name + ".partial")
        self._made_from = output.with_name(output.name + ".partial.json")
        self._sound = 0  # bytes of whole stretches
        self._is_growing = False  # nothing from before is looked at once something was added
        try:
            self._file = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT | _BINARY, 0o666), "r+b", buffering=0)
            self._lines = self.path.open("rb")
        except OSError as error:
            raise not_written(self.path, error) from None
        self._lock()

    def _lock(self) -> None:
        try:
            is_ours = take_lock(self._file.fileno())
        except OSError as error:
            self.close()
            raise MosaicError(
                f"{self.path.name} cannot be locked where it lies ({error.strerror or 'no reason given'}), as on some "
                "network shares; choose a place on a disk of this computer."
            ) from None
        if not is_ours:
            self.close()
            raise MosaicError(f"{self.path.name} is being written by another run; wait for it or choose another place.")

    def begin(self, made_from: Mapping[str, str]) -> tuple[str, ...]:
        """Says what the lines are made from; lines that were made from anything else are cut away.

        Returns:
            The keys in which the lines from before differed; empty where they do not or there are none.

        Raises:
            MosaicError: if it cannot be written, or holds something that is not of this program.
        """
        before = self._known()
        is_empty = os.fstat(self._file.fileno()).st_size == 0
        if before is None and not is_empty:
            raise MosaicError(f"{self.path.name} is there and is no work begun here; move it or choose another output.")
        differing = tuple(key for key in made_from if before is not None and before.get(key) != made_from[key])
        if before is None or differing:
            self._cut()
            with whole_file(self._made_from) as file:
                file.write(json.dumps(dict(made_from), indent=1) + "\n")
        return () if is_empty else differing

    def _known(self) -> dict[str, object] | None:
        try:
            known = json.loads(self._made_from.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        return known if isinstance(known, dict) else None

    def held(self, count: int, is_right: Callable[[int, bytes], bool]) -> list[bytes] | None:
        """The next lines from before, if so many are there, whole, and each is right; None from then on.

        Args:
            count: Lines of the stretch.
            is_right: Told the number in the stretch, from 0, and the line.
        """
        lines: list[bytes] = []
        while len(lines) < count and not self._is_growing:
            line = self._lines.readline()
            self._is_growing = not line.endswith(b"\n") or not is_right(len(lines), line)
            lines.append(line)
        if self._is_growing:
            return None
        self._sound += sum(map(len, lines))
        return lines

    def append(self, lines: Sequence[bytes]) -> None:
        """Puts a stretch behind the sound ones and returns when it is on the disk.

        Raises:
            MosaicError: if it cannot be written; the stretches before are kept.
        """
        data = memoryview(b"".join(lines))
        self._is_growing = True
        try:
            self._cut()
            self._file.seek(self._sound)
            while data:
                data = data[self._file.write(data) or 0 :]
            os.fsync(self._file.fileno())
        except OSError as error:
            with suppress(OSError):
                self._cut()
            raise not_written(self.path, error, _GO_ON) from None
        self._sound = self._file.tell()

    def line_count(self) -> int:
        """How many whole lines are in the file now, of whole stretches or not."""
        with self.path.open("rb") as file:
            return sum(line.endswith(b"\n") for line in file)

    def _cut(self) -> None:
        """Takes away what stands behind the sound stretches."""
        os.ftruncate(self._file.fileno(), self._sound)

    def finish(self) -> None:
        """Lets the file take the output's name.

        Raises:
            MosaicError: if that cannot be done; the lines are kept.
        """
        try:
            self._cut()
            os.fsync(self._file.fileno())
            self.close()  # Windows renames no open file
            self.path.replace(self._output)
            self._made_from.unlink(missing_ok=True)
        except OSError as error:
            raise not_written(self._output, error, _GO_ON) from None

    def close(self) -> None:
        """Closes the file and keeps it."""
        self._lines.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_BINARY: int = getattr(os, "O_BINARY", 0)
