"""What SQLite reports, as the sentence that the user is shown. Never passes statement parameters on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from mosaic_desk.core.errors import MosaicError, ProjectDamaged, ProjectError, ProjectReadOnly

_PRIMARY_CODE = 0xFF  # the low byte of an extended result code

_SENTENCES: dict[int, tuple[type[ProjectError], str]] = {
    sqlite3.SQLITE_FULL: (ProjectError, "The disk is full: nothing was saved. Make room, then do it again."),
    sqlite3.SQLITE_IOERR: (
        ProjectError,
        "The disk reported a fault: nothing was saved. Check the disk, then do it again.",
    ),
    sqlite3.SQLITE_BUSY: (ProjectError, "Another program holds the project file: nothing was saved. Try again."),
    sqlite3.SQLITE_LOCKED: (ProjectError, "Another program holds the project file: nothing was saved. Try again."),
    sqlite3.SQLITE_READONLY: (ProjectReadOnly, "The project file cannot be written: nothing was saved."),
    sqlite3.SQLITE_PERM: (ProjectReadOnly, "The project file cannot be written: nothing was saved."),
    sqlite3.SQLITE_CANTOPEN: (ProjectError, "The project file or a file beside it cannot be opened."),
    sqlite3.SQLITE_NOMEM: (ProjectError, "The memory is full: nothing was saved. Close programs, then do it again."),
    sqlite3.SQLITE_CORRUPT: (
        ProjectDamaged,
        "The project file is damaged. Work on with a backup, and keep this file for repair.",
    ),
    sqlite3.SQLITE_NOTADB: (ProjectDamaged, "This file is not a project, or its beginning is damaged."),
}


@contextmanager
def told_in_sentences() -> Iterator[None]:
    """Turn faults of disk, memory and file into a `MosaicError`; every other error is our bug and passes."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        found = _sentence_for(error)
        if found is None:
            raise
        # From None: the chained error would carry the statement's parameters, report text among them.
        raise found from None


def _sentence_for(error: DBAPIError | sqlite3.Error) -> MosaicError | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None or code & _PRIMARY_CODE not in _SENTENCES:
        return None
    kind, sentence = _SENTENCES[code & _PRIMARY_CODE]
    return kind(sentence)
