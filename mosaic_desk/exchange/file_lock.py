"""A lock on an open file that the operating system takes back when its process ends, however it ends."""

import os
import sys

_LOCKED_BYTE = 2**40  # beyond any content: on Windows nobody can read a byte that is locked


def take_lock(descriptor: int) -> bool:
    """Takes the lock of an open file; False where another has it.

    Raises:
        OSError: where the file system has no locks (`ENOLCK`, `EOPNOTSUPP`: network shares).
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
