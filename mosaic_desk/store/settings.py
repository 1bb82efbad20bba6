"""Small values kept with the project, by key. Knows no key."""

from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import col, delete, select

from mosaic_desk.store.database import Database
from mosaic_desk.store.tables import SettingRow


class Settings:
    """The settings of one project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, key: str) -> str | None:
        """The value kept under a key; None where it was never set."""
        with self._database.reading() as session:
            return session.exec(select(SettingRow.value).where(SettingRow.key == key)).first()

    def keep(self, key: str, value: str | None) -> None:
        """Keep a value under a key; None forgets it."""
        with self._database.writing() as session:
            if value is None:
                session.exec(delete(SettingRow).where(col(SettingRow.key) == key))
            else:
                put = upsert(SettingRow).values(key=key, value=value)
                session.exec(put.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
