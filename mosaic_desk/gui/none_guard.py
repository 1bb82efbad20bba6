"""Keeps `None` alive under a fault of one Qt for Python release; can go once no such release is supported.

PySide6 6.12.0 is built as if `None` were immortal, which it is only since Python 3.12: on Python 3.10 and
3.11 every call that returns nothing takes a reference to `None` away, and after some thousand of them the
interpreter ends with “deallocating None”. Lending `None` more references than a program can lose in its
life is harmless with every other release.
"""

import ctypes
import sys

LENT = 1 << 40
_IMMORTAL_SINCE = (3, 12)


def lend_none() -> None:
    """Lend `None` its references, once, where it can die at all."""
    if sys.version_info >= _IMMORTAL_SINCE or sys.getrefcount(None) >= LENT // 2:
        return
    count = ctypes.c_ssize_t.from_address(id(None))
    # Only where the first word of an object really is its count, as in every usual build of CPython.
    if abs(count.value - sys.getrefcount(None)) < 100:
        count.value += LENT
