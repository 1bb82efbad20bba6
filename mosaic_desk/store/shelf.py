"""The taxonomies of a project: added whole, never changed, found by id and version."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from sqlmodel import Session, col, insert, select

from mosaic_desk.core.errors import InputError, TaxonomyError
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.store.tables import TaxonomyRow
from mosaic_desk.store.values import json_of, taxonomy_of


def now() -> str:
    """This moment as it is stored: ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A taxonomy of the project and the number that its rows carry."""

    number: int
    taxonomy: Taxonomy


class Shelf:
    """Finds taxonomies; keeps those it has read, which is safe because a stored one never changes."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], Asked] = {}

    def all(self, session: Session) -> tuple[Taxonomy, ...]:
        """All taxonomies with their versions, in the order in which they were added."""
        return tuple(taxonomy_of(row) for row in session.exec(select(TaxonomyRow).order_by(col(TaxonomyRow.number))))

    def find(self, session: Session, taxonomy_id: str, version: str) -> Asked:
        """The taxonomy of that id and version.

        Raises:
            InputError: if the project does not ask it.
        """
        if (taxonomy_id, version) not in self._read:
            question = select(TaxonomyRow).where(TaxonomyRow.taxonomy_id == taxonomy_id, TaxonomyRow.version == version)
            self._read[taxonomy_id, version] = _asked(session.exec(question).first(), taxonomy_id)
        return self._read[taxonomy_id, version]

    def asked(self, session: Session, taxonomy: Taxonomy) -> Asked:
        """A taxonomy with its number.

        Raises:
            InputError: if the project does not ask it.
        """
        return self.find(session, taxonomy.id, taxonomy.version)

    def current(self, session: Session, taxonomy_id: str) -> Asked:
        """The version of a taxonomy that was added last.

        Raises:
            InputError: if the project does not ask it.
        """
        question = select(TaxonomyRow.version).where(TaxonomyRow.taxonomy_id == taxonomy_id)
        version = session.exec(question.order_by(col(TaxonomyRow.number).desc())).first()
        return self.find(session, taxonomy_id, "" if version is None else version)


def add_taxonomy(session: Session, taxonomy: Taxonomy) -> None:
    """Store a taxonomy whole; storing the same one again does nothing.

    Raises:
        TaxonomyError: if another one of this id and version is stored.
    """
    question = select(TaxonomyRow).where(
        TaxonomyRow.taxonomy_id == taxonomy.id, TaxonomyRow.version == taxonomy.version
    )
    row = session.exec(question).first()
    if row is None:
        session.exec(insert(TaxonomyRow), params=[_columns(taxonomy)])
    elif row.fingerprint != taxonomy.fingerprint():
        reason = f"the project has another version {taxonomy.version} of it; give the changed one a new version"
        raise TaxonomyError(f"“{taxonomy.id}”", None, reason)


def _columns(taxonomy: Taxonomy) -> dict[str, object]:
    return {
        "taxonomy_id": taxonomy.id,
        "version": taxonomy.version,
        "fingerprint": taxonomy.fingerprint(),
        "body": json_of(asdict(taxonomy)),
        "added_at": now(),
    }


def _asked(row: TaxonomyRow | None, taxonomy_id: str) -> Asked:
    if row is None:
        raise InputError(f"The project does not ask the taxonomy “{taxonomy_id}” in this version; add it first.")
    return Asked(number=row.number, taxonomy=taxonomy_of(row))
