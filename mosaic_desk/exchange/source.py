"""The bytes and the text of a file somebody hands over: gzip, encodings and limits, no format.

Everything is bounded before it is in memory, so that no file can take the machine down.
"""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mosaic_desk.core.errors import ImportRefused

MAX_BYTES = 256 * 2**20
"""What a text file may hold, unpacked; more would not fit the memory we promise."""

_CHUNK = 2**20
_MAX_RATIO = 200  # reports pack about 1 : 5, the repetitive Open-i archive 1 : 27
_FREE_BYTES = 16 * 2**20  # below this size a high ratio is harmless
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


class Unpacked(io.RawIOBase):
    """The bytes of a file, unpacked where it is gzipped; reading raises `ImportRefused` past the limits."""

    def __init__(self, path: Path, limit: int = MAX_BYTES) -> None:
        super().__init__()
        self._name = path.name
        self._limit = limit
        self._packed_bytes = _size_of(path)
        self._file: gzip.GzipFile | io.BufferedReader = gzip.open(path) if _is_gzip(path) else path.open("rb")  # noqa: SIM115 (see close)
        self._count = 0

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:  # a writable buffer, which has no name in Python 3.11
        """Fills the buffer with the next bytes; 0 at the end."""
        try:
            data = self._file.read(len(buffer))
        except (OSError, EOFError, zlib.error):
            raise ImportRefused(f"{self._name} cannot be read: the file is damaged or cut off.") from None
        buffer[: len(data)] = data
        self._count += len(data)
        if self._count > self._limit:
            raise ImportRefused(f"{self._name} holds more than {self._limit // 2**20} MB; split it.")
        if self._count > max(_FREE_BYTES, _MAX_RATIO * self._packed_bytes):
            raise ImportRefused(f"{self._name} unpacks to over {_MAX_RATIO} times its size, which no real source does.")
        return len(data)

    def close(self) -> None:
        """Closes the file."""
        if not self.closed:
            self._file.close()
        super().close()


@dataclass(frozen=True, kw_only=True, slots=True)
class DecodedText:
    """The text of a file and the encoding it was read as, in words; `is_assumed` where that is a guess.

    Bytes that are broken in an otherwise sound UTF-8 file are kept as lone surrogates, so that a
    reader can refuse just the rows that hold them.
    """

    text: str
    encoding: str
    is_assumed: bool = False


def unpacked_bytes(path: Path) -> bytes:
    """All bytes of a file, unpacked.

    Raises:
        ImportRefused: if it is no readable file, too large, damaged or empty.
    """
    with Unpacked(path) as source:
        data = source.readall()
    if not data.strip():
        raise ImportRefused(f"{path.name} is empty.")
    return data


def numbered_lines(
    path: Path, *, max_length: int, max_bytes: int = MAX_BYTES
) -> Iterator[tuple[int, str | None]]:
    """The lines of a UTF-8 file (or UTF-16 with its mark), numbered from 1, without a copy of the whole.

    Lines end at CR, LF or both; a line longer than `max_length` characters is given as None. Broken
    bytes are kept as lone surrogates.
    """
    with Unpacked(path, max_bytes) as source, io.BufferedReader(source, _CHUNK) as buffered:
        is_utf16 = buffered.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        encoding, errors = ("utf-16", "replace") if is_utf16 else ("utf-8-sig", "surrogateescape")
        with io.TextIOWrapper(buffered, encoding=encoding, errors=errors, newline=None) as text:
            number = 1
            while line := text.readline(max_length):
                is_too_long = len(line) == max_length and not line.endswith("\n")
                yield number, None if is_too_long else line
                while is_too_long and line and not line.endswith("\n"):
                    line = text.readline(max_length)
                number += 1


def decoded(data: bytes, name: str) -> DecodedText:
    """The text in bytes whose encoding nobody told: by byte order mark, then UTF-8, UTF-16, Latin-1.

    Raises:
        ImportRefused: if it is not text.
    """
    for bom, codec, words in _BOMS:
        if data.startswith(bom):
            return _with_bom(data[len(bom) :], codec=codec, words=words, name=name)
    if _is_utf16(data):
        codec = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        found = _with_bom(data, codec=codec, words="UTF-16", name=name)
        return DecodedText(text=found.text, encoding=found.encoding, is_assumed=True)
    return _decoded_bytes(data)


def _with_bom(data: bytes, *, codec: str, words: str, name: str) -> DecodedText:
    if codec == "utf-8":
        found = _decoded_bytes(data)
        return DecodedText(text=found.text, encoding=f"{found.encoding} with a byte order mark")
    try:
        return DecodedText(text=data.decode(codec), encoding=words)
    except UnicodeDecodeError:
        raise ImportRefused(f"{name} looks like {words} but cannot be read as such.") from None


def _decoded_bytes(data: bytes) -> DecodedText:
    try:
        return DecodedText(text=data.decode("utf-8"), encoding="UTF-8")
    except UnicodeDecodeError:
        pass
    kept = data.decode("utf-8", errors="surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in kept)
    sound = sum(character > "\x7f" for character in kept) - broken
    if sound > broken:
        return DecodedText(text=kept, encoding="UTF-8")
    try:
        return DecodedText(text=data.decode("cp1252"), encoding="Latin-1 (Windows)", is_assumed=True)
    except UnicodeDecodeError:
        return DecodedText(text=data.decode("latin-1"), encoding="Latin-1", is_assumed=True)


def _is_utf16(data: bytes) -> bool:
    """Whether every other byte of the start is NUL, as in western text without a byte order mark."""
    start = data[:400]
    if len(start) < 4 or len(data) % 2:
        return False
    even, odd = start[::2].count(0), start[1::2].count(0)
    return max(even, odd) > 0.4 * len(start) and min(even, odd) == 0


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _size_of(path: Path) -> int:
    try:
        if not path.is_file():
            raise ImportRefused(f"{path.name} is not a file that can be imported.")
        size = path.stat().st_size
        path.open("rb").close()
    except (OSError, ValueError):
        raise ImportRefused(f"{path.name} cannot be opened.") from None
    if size == 0:
        raise ImportRefused(f"{path.name} is empty.")
    return size
