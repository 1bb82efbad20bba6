"""Which format a file is in, by looking at its first bytes; its name counts for nothing."""

import io
from enum import StrEnum
from pathlib import Path

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.exchange.source import Unpacked, decoded


class SourceFormat(StrEnum):
    """The formats that can be read."""

    JSONL = "jsonl"
    CSV = "csv"
    OPENI = "openi"


_START = 64 * 1024
_TAR_MARK = slice(257, 262)
_KNOWN_OTHERS = {
    b"PK\x03\x04": "a zip archive or an Excel workbook; unpack it, or save the sheet as CSV",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word document; save it as CSV",
    b"SQLite format 3\0": "a database; a project of this program is opened, not imported",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"%PDF": "a PDF; export its text first",
    b"PAR1": "a Parquet file; export it as CSV or JSON lines",
}


def detect_format(path: Path) -> SourceFormat:
    """The format of a file.

    Raises:
        ImportRefused: if it cannot be read or is in none of the formats.
    """
    start = _start_of(path)
    if not start.strip():
        raise ImportRefused(f"{path.name} is empty.")
    if start[_TAR_MARK] == b"ustar":
        return SourceFormat.OPENI
    for mark, what in _KNOWN_OTHERS.items():
        if start.startswith(mark):
            raise ImportRefused(f"{path.name} is {what}.")
    return _text_format(decoded(start[: len(start) // 2 * 2], path.name).text.lstrip(), path)


def _text_format(text: str, path: Path) -> SourceFormat:
    if text.startswith("{"):
        return SourceFormat.JSONL
    if text.startswith("["):
        raise ImportRefused(f"{path.name} is one JSON list; write one report a line instead (JSON lines).")
    if text.startswith("<"):
        raise ImportRefused(f"{path.name} is XML or HTML; only Open-i's archive of XML reports can be read.")
    if text.count("\0") > len(text) // 100:
        raise ImportRefused(f"{path.name} is not a text file, and no archive of reports either.")
    return SourceFormat.CSV


def _start_of(path: Path) -> bytes:
    with Unpacked(path) as source, io.BufferedReader(source, _START) as buffered:
        return buffered.read(_START)
