"""Taxonomies by name (shipped) or by file."""

from pathlib import Path

from mosaic_desk import places
from mosaic_desk.core.errors import InputError, TaxonomyError
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml

_MAX_BYTES = 10_000_000


def shipped_taxonomies() -> tuple[str, ...]:
    """The names of the taxonomies that come with the program."""
    return tuple(sorted(path.stem for path in places.taxonomies().glob("*.toml")))


def taxonomy_named(name_or_file: str) -> Taxonomy:
    """A shipped taxonomy, or one from a TOML file.

    Raises:
        InputError: if there is neither.
        TaxonomyError: if the file is broken, with line and reason.
    """
    path = places.taxonomies() / f"{name_or_file}.toml" if name_or_file in shipped_taxonomies() else Path(name_or_file)
    if not path.is_file():
        raise InputError(f"There is no taxonomy {name_or_file}: shipped are {', '.join(shipped_taxonomies())}.")
    if path.stat().st_size > _MAX_BYTES:
        raise TaxonomyError(str(path), None, "larger than 10 MB")
    try:
        return taxonomy_from_toml(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise TaxonomyError(str(path), None, "not UTF-8 text") from None
    except OSError as error:
        raise TaxonomyError(str(path), None, f"cannot be read ({error.strerror})") from None
