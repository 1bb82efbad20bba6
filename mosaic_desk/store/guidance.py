"""Guidance that a lead wrote over a taxonomy's own: kept with the project, every wording with its writer.

It belongs to a finding of a taxonomy in all its versions; the wording written last stands.
"""

from sqlalchemy import text
from sqlmodel import Session, insert

from mosaic_desk.core.ids import FindingId, ReaderName, TaxonomyId
from mosaic_desk.core.reading import Guidance
from mosaic_desk.store.shelf import now
from mosaic_desk.store.tables import GuidanceRow

_STANDING = text("""
    SELECT finding_id, text, reader, at FROM guidance WHERE number IN
        (SELECT max(number) FROM guidance WHERE taxonomy_id = :taxonomy_id GROUP BY finding_id)
""")


def standing_guidance(session: Session, taxonomy_id: TaxonomyId) -> dict[FindingId, Guidance]:
    """What was written last for each finding; an empty wording gives the place back to the taxonomy's own."""
    rows = session.connection().execute(_STANDING, {"taxonomy_id": taxonomy_id})
    return {
        FindingId(finding_id): Guidance(text=wording, reader=ReaderName(reader), at=at)
        for finding_id, wording, reader, at in rows
        if wording
    }


def write_guidance(
    session: Session, *, taxonomy_id: TaxonomyId, finding_id: FindingId, wording: str, reader: ReaderName
) -> None:
    """Keep a wording; those before it stay in the file."""
    columns = {
        "taxonomy_id": taxonomy_id, "finding_id": finding_id, "text": wording, "reader": reader, "at": now(),
    }  # fmt: skip
    session.exec(insert(GuidanceRow), params=[columns])
