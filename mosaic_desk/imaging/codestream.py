"""The size that a compressed picture claims in its own first bytes, told without decoding it.

A DICOM file states its size twice: in its header and inside the compressed data. Decoders take memory by
the second, so a small header would let a bomb through. Knows markers of JPEG, JPEG-LS and JPEG 2000.
"""

_JPEG = b"\xff\xd8"
_JPEG_2000 = b"\xff\x4f\xff\x51"
_JP2_BOX = b"\x00\x00\x00\x0cjP  "
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})  # tables that lie among the markers of frames
_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - _NO_SIZE | {0xF7}  # 0xF7 opens a frame of JPEG-LS


def claimed_size(data: bytes) -> tuple[int, int] | None:
    """Width and height as the compressed data claims them; None where they cannot be told."""
    if data.startswith(_JP2_BOX):
        start = data.find(_JPEG_2000)
        return _size_of_jpeg_2000(data[start:]) if start >= 0 else None
    if data.startswith(_JPEG_2000):
        return _size_of_jpeg_2000(data)
    return _size_of_jpeg(data) if data.startswith(_JPEG) else None


def _size_of_jpeg_2000(data: bytes) -> tuple[int, int] | None:
    """Source: ITU-T T.800, A.5.1: after the marker length and capabilities, then the grid and its offset."""
    if len(data) < 24:
        return None
    right, bottom, left, top = (int.from_bytes(data[at : at + 4], "big") for at in (8, 12, 16, 20))
    return right - left, bottom - top


def _size_of_jpeg(data: bytes) -> tuple[int, int] | None:
    """Source: ITU-T T.81, B.2.2: markers with their lengths, until one that opens a frame."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker in _FRAME_MARKERS:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        at += 2 + max(length, 2)
    return None
