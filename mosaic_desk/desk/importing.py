"""What a file to be imported holds, before anything of it is stored; and storing it, whole or not at all."""

from contextlib import suppress
from pathlib import Path

from mosaic_desk.core.codes import CodeScheme
from mosaic_desk.core.errors import ImportRefused, InputError
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.incoming import ImportResult, Incoming, LabelsRole
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.exchange.csv_table import read_csv_table
from mosaic_desk.exchange.detect import SourceFormat, detect_format
from mosaic_desk.exchange.jsonl import read_jsonl
from mosaic_desk.exchange.openi import read_openi
from mosaic_desk.store import Project

# The names under which exports go: tables whose codes are known.
_CSV_FORMATS = {"csv-mimic": CodeScheme.MIMIC, "csv-mosaic": CodeScheme.MOSAIC}
FORMATS = (*SourceFormat, *_CSV_FORMATS)
"""What `format` can be."""


def preview(
    path: Path, *, format: str | None = None, taxonomy: Taxonomy | None = None, codes: str | None = None
) -> Incoming:
    """The reports and labels of a file as understood, with the sentences that say how.

    Args:
        path: The file.
        format: One of `FORMATS`; left out, it is found by looking.
        taxonomy: Its findings' names are recognised as labels, beside their ids.
        codes: How a table writes labels ("mimic", "mosaic", "chexbert", "words"); left out, it is
            recognised where only one way is possible.

    Raises:
        ImportRefused: if nothing of the file can come in, or the codes must be told first.
    """
    if format is not None and format not in FORMATS:
        raise ImportRefused(f"“{format}” is no format that can be imported; there are {', '.join(FORMATS)}.")
    if format in _CSV_FORMATS:
        return read_csv_table(path, taxonomy=taxonomy, codes=codes or _CSV_FORMATS[format])
    match SourceFormat(format) if format else detect_format(path):
        case SourceFormat.JSONL:
            return read_jsonl(path, taxonomy=taxonomy)
        case SourceFormat.OPENI:
            return read_openi(path)
        case SourceFormat.CSV:
            return read_csv_table(path, taxonomy=taxonomy, codes=codes)


def store(
    project: Project,
    incoming: Incoming,
    *,
    role: LabelsRole,
    taxonomy: Taxonomy,
    reader: ReaderName,
    is_blind: bool = False,
) -> ImportResult:
    """Stores a source that was previewed; labels of another shipped taxonomy bring that taxonomy along.

    Raises:
        ProjectError: if it cannot be stored; nothing of it was then.
    """
    if incoming.taxonomy is not None and incoming.taxonomy not in {asked.id for asked in project.taxonomies()}:
        with suppress(InputError):  # not a shipped one: the truth is kept under its id all the same
            project.add_taxonomy(taxonomy_named(incoming.taxonomy))
    return project.store_incoming(incoming, role=role, taxonomy=taxonomy, reader=reader, is_blind=is_blind)
