"""One open project file: its connection, its settings, and transactions that are whole or nothing.

Knows who may write and why not; knows no table. Everything runs in the thread that opened it.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from mosaic_desk.core.errors import ProjectDamaged, ProjectError, ProjectNewer, ProjectReadOnly
from mosaic_desk.store.faults import told_in_sentences
from mosaic_desk.store.lock import WriterLock, is_network_share
from mosaic_desk.store.schema import APPLICATION_ID, CURRENT_VERSION, migrate

_BUSY_TIMEOUT_S = 5.0
_SETTINGS = ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON", "synchronous = FULL")


class Database:
    """The connection to one project; `read_only_reason` is None for the one that may write."""

    def __init__(self, path: Path, *, lock: WriterLock | None, read_only_reason: str | None) -> None:
        self.path = path
        self.read_only_reason = read_only_reason
        self._lock = lock
        self._reading: Session | None = None
        self._engine = create_engine(
            "sqlite+pysqlite://",
            creator=lambda: _connect(path, may_write=read_only_reason is None),
            poolclass=StaticPool,
            hide_parameters=True,  # an error's text must not hold report text
        )
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the file from its first question to its end; within one, the same."""
        if self._reading is not None:
            yield self._reading
            return
        with told_in_sentences(), Session(self._engine) as session:
            self._reading = session
            try:
                yield session
            finally:
                self._reading = None

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose writes are all on the disk when the block ends, or none of them.

        Raises:
            ProjectReadOnly: if this instance may not write.
            ProjectError: if the disk is full or faulty; nothing was stored then.
        """
        if self.read_only_reason is not None:
            raise ProjectReadOnly(self.read_only_reason)
        with told_in_sentences(), Session(self._engine) as session:
            session.connection(execution_options={"is_writing": True})
            yield session
            session.commit()

    def close(self) -> None:
        """Close the file and give the lock up; closing twice does nothing more."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def create_database(path: Path, fill: Callable[[Session], None]) -> Database:
    """A new project file with what `fill` writes into it, open for writing.

    Raises:
        ProjectError: if there is a file of that name already.
        ProjectReadOnly: if the folder cannot be written.
    """
    _refuse_existing(path)
    lock, reason = _right_to_write(path)
    if reason is not None:
        raise ProjectReadOnly(f"The project cannot be made here. {reason}")
    try:
        _refuse_existing(path)  # once more: it may have been made before the lock was ours
        _write_beside_and_rename(path, fill)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Database(path, lock=lock, read_only_reason=None)


def open_database(path: Path, *, is_read_only: bool) -> Database:
    """An existing project file; for reading only where it cannot be written now.

    Raises:
        ProjectError: if there is no such file.
        ProjectNewer: if a later version wrote it.
        ProjectDamaged: if it is not a project.
    """
    if not path.is_file():
        raise ProjectError(f"There is no project “{path.name}” in this folder.")
    lock, reason = (None, "The project was opened for reading only.") if is_read_only else _right_to_write(path)
    try:
        with told_in_sentences():
            _check_and_migrate(path, may_write=reason is None)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Database(path, lock=lock, read_only_reason=reason)


def _right_to_write(path: Path) -> tuple[WriterLock | None, str | None]:
    """The lock, or the sentence that says why it cannot be had."""
    folder = path.absolute().parent
    if not folder.is_dir():
        return None, "Its folder does not exist."
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        return None, "The file or its folder is write-protected, so the project can only be read."
    if is_network_share(folder):
        return None, "Projects on a network share can only be read; copy the project to a disk of this computer."
    lock = WriterLock(path)
    try:
        is_ours = lock.acquire()
    except OSError:
        return None, "The folder cannot be written, so the project can only be read."
    if not is_ours:
        return None, "The project is open in another window or program; here it can only be read."
    return lock, None


def _check_and_migrate(path: Path, *, may_write: bool) -> None:
    # Looked at through a reading connection first: a file that is refused must stay as it is.
    probe = _connect(path, may_write=False)
    try:
        (application_id,) = probe.execute("PRAGMA application_id").fetchone()
        (version,) = probe.execute("PRAGMA user_version").fetchone()
    finally:
        probe.close()
    if application_id != APPLICATION_ID:
        raise ProjectDamaged(f"“{path.name}” is not a project of this program, or its beginning is damaged.")
    if version > CURRENT_VERSION:
        raise ProjectNewer(f"“{path.name}” was written by a later version of the program; update this one to open it.")
    if version < CURRENT_VERSION:
        _migrate_file(path, may_write=may_write)


def _migrate_file(path: Path, *, may_write: bool) -> None:
    if not may_write:
        raise ProjectReadOnly(
            f"“{path.name}” is of an earlier version and cannot be brought up to date while read-only."
        )
    connection = _connect(path, may_write=True)
    try:
        migrate(connection)
    finally:
        connection.close()


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise ProjectError(f"There is a file “{path.name}” already; choose another name.")


def _write_beside_and_rename(path: Path, fill: Callable[[Session], None]) -> None:
    """Make the file beside its place, so that no half-made project ever bears the name."""
    beside = path.with_name(path.name + ".new")
    try:
        # Logs without their file too: SQLite would play them into the new one.
        _remove(beside, *_logs_of(beside), *_logs_of(path))
        beside.touch()
        try:
            _write_whole(beside, fill)
            beside.rename(path)
        finally:
            _remove(beside, *_logs_of(beside))
        _flush_folder(path.absolute().parent)
    except OSError:
        raise ProjectReadOnly("The project cannot be made here: the folder cannot be written.") from None


def _write_whole(path: Path, fill: Callable[[Session], None]) -> None:
    with told_in_sentences():
        connection = _connect(path, may_write=True)
        try:
            migrate(connection)
        finally:
            connection.close()
    database = Database(path, lock=None, read_only_reason=None)
    try:
        with database.writing() as session:
            fill(session)
    finally:
        database.close()


def _logs_of(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _remove(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Put the new name itself on the disk; Windows does so without being asked, and cannot be asked."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _connect(path: Path, *, may_write: bool) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={'rw' if may_write else 'ro'}"
    if not may_write and _is_at_rest(path):
        address += "&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=_BUSY_TIMEOUT_S)
    try:
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        connection.execute("PRAGMA journal_mode = WAL" if may_write else "PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_at_rest(path: Path) -> bool:
    """Whether the file lies in a folder we cannot write, closed in good order.

    A reader of a file with a write-ahead log has to make a file beside it, except when told that
    nobody writes; the missing log says that nobody does.
    """
    folder = path.absolute().parent
    return not os.access(folder, os.W_OK) and not path.with_name(path.name + "-wal").exists()


def _begin(connection: Connection) -> None:
    # IMMEDIATE: a write that cannot have the file fails at its start, not in its middle.
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
