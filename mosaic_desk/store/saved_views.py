"""Queries that readers gave a name, kept with the project."""

from sqlalchemy import text

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.worklist_values import SavedView
from mosaic_desk.store.database import Database

MAX_NAME = 60

_ALL = text("SELECT name, query FROM saved_view ORDER BY name COLLATE NOCASE")
_PUT = text("""
    INSERT INTO saved_view (name, query) VALUES (:name, :query)
    ON CONFLICT (name) DO UPDATE SET name = excluded.name, query = excluded.query
""")
_RENAME = text("UPDATE saved_view SET name = :new WHERE name = :old")
_DELETE = text("DELETE FROM saved_view WHERE name = :name")
_COUNT = text("SELECT count(*) FROM saved_view WHERE name = :name")


class SavedViews:
    """The saved views of one project, by name; capitals make no difference."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[SavedView, ...]:
        """All views in the order of their names."""
        with self._database.reading() as session:
            rows = session.connection().execute(_ALL)
            return tuple(SavedView(name=name, query=query) for name, query in rows)

    def save(self, name: str, query: str) -> None:
        """Keep a query under a name, in the place of one that has the name already.

        Raises:
            InputError: if it cannot be a name.
        """
        with self._database.writing() as session:
            session.connection().execute(_PUT, {"name": checked_name(name), "query": query})

    def rename(self, old: str, new: str) -> None:
        """Give a view another name.

        Raises:
            InputError: if it cannot be a name, or another view has it.
        """
        name = checked_name(new)
        with self._database.writing() as session:
            connection = session.connection()
            is_same = name.casefold() == old.casefold()
            if not is_same and connection.execute(_COUNT, {"name": name}).scalar():
                raise InputError(f"There is a view “{name}” already; choose another name.")
            connection.execute(_RENAME, {"old": old, "new": name})

    def delete(self, name: str) -> None:
        """Forget a view; one that is not there is forgotten already."""
        with self._database.writing() as session:
            session.connection().execute(_DELETE, {"name": name})


def checked_name(name: str) -> str:
    """A name without the blanks around it.

    Raises:
        InputError: if nothing is left, it is too long, or it cannot be shown in one line.
    """
    kept = name.strip()
    if not kept:
        raise InputError("A view needs a name.")
    if len(kept) > MAX_NAME or not kept.isprintable():
        raise InputError(f"The name of a view is one line of at most {MAX_NAME} characters.")
    return kept
