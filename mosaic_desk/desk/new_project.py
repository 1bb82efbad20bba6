"""A new project from files: what is asked for first, what is wrong with it, and making it whole or not at all."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from mosaic_desk.core.errors import InputError, ProjectError, ProjectReadOnly
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.incoming import Incoming, LabelsRole
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.first_read_share import DEFAULT_SHARE
from mosaic_desk.desk.importing import preview, store
from mosaic_desk.desk.recent import note_opened
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.sources import Sources, read_together
from mosaic_desk.desk.taxonomies import shipped_taxonomies, taxonomy_named
from mosaic_desk.desk.taxonomy_words import shown_taxonomy
from mosaic_desk.store import Project

ENDING = ".mosaic"


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxonomyChoice:
    """A taxonomy that can be asked; `source` is its shipped name or its file."""

    source: str
    title: str
    findings: int
    languages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NewProject:
    """What a reader wants. `language` is given to reports that come without one; None leaves them so.

    `first_read_share` (0 to 1) of the reports served are read before their suggestion is seen.
    """

    path: Path
    taxonomy: str
    reader: ReaderName
    sources: tuple[Path, ...] = ()
    language: str | None = None
    first_read_share: float = DEFAULT_SHARE


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A project that was made: its file, and how many reports came in and were refused."""

    path: Path
    added: int
    refused: int


def taxonomy_choices(language: str | None = None) -> tuple[TaxonomyChoice, ...]:
    """The taxonomies that come with the program, by title; `language` is that of the titles."""
    choices = (taxonomy_choice(name, language) for name in shipped_taxonomies())
    return tuple(sorted(choices, key=lambda choice: choice.title))


def taxonomy_choice(source: str, language: str | None = None) -> TaxonomyChoice:
    """A taxonomy by shipped name or file; `language` is that of the title.

    Raises:
        InputError: if there is none, or the file is broken.
    """
    taxonomy = shown_taxonomy(taxonomy_named(source), language)
    return TaxonomyChoice(
        source=source, title=taxonomy.title, findings=len(taxonomy.findings), languages=taxonomy.languages
    )


def with_ending(path: Path) -> Path:
    """The file's name as projects are named."""
    return path if path.suffix == ENDING else path.with_name(path.name + ENDING)


def place_problem(path: Path) -> str | None:
    """Why a project cannot be made there, in one sentence; None where it can, as far as looking tells."""
    if not path.name or path.name == ENDING:
        return "Give the project a name."
    if path.exists():
        return "There is a file of that name already; choose another name."
    if not path.parent.is_dir():
        return "That folder does not exist."
    return None if os.access(path.parent, os.W_OK) else "That folder cannot be written."


def read_sources(wanted: NewProject) -> Sources:
    """The sources as understood; nothing is stored. Of several, those that cannot come in are told in `refused`.

    Raises:
        InputError: if none of them can come in, or the taxonomy cannot be asked.
    """
    taxonomy = taxonomy_named(wanted.taxonomy)
    if not wanted.sources:
        return Sources(incoming=())
    return read_together(
        wanted.sources, lambda source: _in_language(preview(source, taxonomy=taxonomy), wanted.language)
    )  # fmt: skip


def make_project(wanted: NewProject, sources: Sources) -> Made:
    """Makes the project with these sources in it; no file of that name is there if anything fails.

    Raises:
        MosaicError: if it cannot be made, or a source cannot be stored.
    """
    problem = place_problem(wanted.path)
    if problem is not None:
        raise InputError(problem)
    taxonomy = taxonomy_named(wanted.taxonomy)
    beside = wanted.path.with_name(f".making-{os.getpid()}{ENDING}")
    try:
        added, refused = _fill(beside, wanted, taxonomy, sources)
        if wanted.path.exists():
            raise ProjectError("There is a file of that name already; choose another name.")
        beside.rename(wanted.path)
    except OSError:
        raise ProjectReadOnly("The project cannot be made here: the folder cannot be written.") from None
    finally:
        for left in beside.parent.glob(f"{beside.name}*"):
            left.unlink(missing_ok=True)
    note_opened(wanted.path)
    return Made(path=wanted.path, added=added, refused=refused)


def _fill(path: Path, wanted: NewProject, taxonomy: Taxonomy, sources: Sources) -> tuple[int, int]:
    added, refused = 0, len(sources.refused)
    with Project.create(path, [taxonomy]) as project:
        for incoming in sources.incoming:
            result = store(project, incoming, role=LabelsRole.TRUTH, taxonomy=taxonomy, reader=wanted.reader)
            added += result.added
            refused += len(incoming.refused)
        session = Session(project, reader=wanted.reader)
        session.leading.say_i_lead()
        session.set_first_read_share(wanted.first_read_share)
    return added, refused


def _in_language(incoming: Incoming, language: str | None) -> Incoming:
    """The same source, its reports in this language where they say none themselves."""
    if language is None:
        return incoming
    reports = tuple(
        one if one.report.language else replace(one, report=replace(one.report, language=language))
        for one in incoming.reports
    )
    return replace(incoming, reports=reports)
