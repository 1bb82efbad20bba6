"""Who may write: one operating-system lock per project, and no writing on a network share.

The lock dies with its process, so a crash never leaves a project locked. The lock file itself stays:
deleting it would let two processes lock two different files of the same name.
"""

import os
import sys
from pathlib import Path

# SQLite's write-ahead log needs shared memory between all who open the file; these cannot give it.
_NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs", "fuse.rclone", "davfs"})
_WINDOWS_REMOTE_DRIVE = 4


class WriterLock:
    """The right to write one project, held until released or the process ends."""

    def __init__(self, project: Path) -> None:
        self._path = project.with_name(project.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock; False where another window or process has it.

        Raises:
            OSError: if the lock file cannot be made.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        if not _lock(descriptor):
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Give the lock up; closing the file does it on every system."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            # flock, not lockf: a second opening in the same process must be refused too.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def is_network_share(folder: Path) -> bool:
    """Whether a folder lies on a network share, as far as the system tells."""
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(folder.resolve().anchor) == _WINDOWS_REMOTE_DRIVE
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return file_system_of(folder.resolve(), mounts) in _NETWORK_FILE_SYSTEMS


def file_system_of(folder: Path, mounts: str) -> str:
    """The file system type of a folder, from the text of Linux's `mountinfo`; empty where unknown."""
    depth, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        mount = Path(fields[4].replace("\\040", " "))
        # A later line hides an earlier one at the same place, hence >=.
        if folder.is_relative_to(mount) and len(mount.parts) >= depth:
            depth, kind = len(mount.parts), after.split()[0]
    return kind
