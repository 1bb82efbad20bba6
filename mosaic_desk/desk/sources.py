"""Several sources at once: files and folders chosen together, read one by one, seen together, stored one by one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mosaic_desk.core.errors import ImportRefused, MosaicError, ProjectError
from mosaic_desk.core.incoming import ImportResult, Incoming, RefusedLine
from mosaic_desk.exchange.report_folder import files_of_reports


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """What was read. `refused` are whole files where others came in; their reason is a sentence with the name."""

    incoming: tuple[Incoming, ...]
    refused: tuple[RefusedLine, ...] = ()


def source_files(chosen: Iterable[Path]) -> tuple[Path, ...]:
    """The files to be read: for a folder the files of reports in it.

    Raises:
        ImportRefused: if a folder cannot be read, or holds no file of reports or too many.
    """
    files: dict[Path, None] = {}
    for path in chosen:
        files |= dict.fromkeys(files_of_reports(path) if path.is_dir() else (path,))
    return tuple(files)


def read_together(files: Sequence[Path], read: Callable[[Path], Incoming]) -> Sources:
    """Reads each file; one that cannot come in keeps none of the others out.

    Raises:
        ImportRefused: if none can come in.
    """
    if len(files) == 1:
        return Sources(incoming=(read(files[0]),))
    incoming: list[Incoming] = []
    refused: list[RefusedLine] = []
    for file in files:
        try:
            incoming.append(read(file))
        except ImportRefused as error:
            refused.append(RefusedLine(place=file.name, reason=str(error)))
    if not incoming:
        raise ImportRefused(f"None of the {len(files)} files can be imported: {refused[0].reason}")
    return Sources(incoming=tuple(incoming), refused=tuple(refused))


def store_together(sources: Sources, store: Callable[[Incoming], ImportResult]) -> ImportResult:
    """Stores each source whole; what all of them did.

    Raises:
        ProjectError: if one cannot be stored; says how many were before, and nothing of it was.
    """
    results: list[ImportResult] = []
    for incoming in sources.incoming:
        try:
            results.append(store(incoming))
        except MosaicError as error:
            if not results:
                raise
            told = f"Stored: {len(results)} of {len(sources.incoming)} files. {error}"
            raise ProjectError(told) from error
    return ImportResult(
        added=sum(one.added for one in results),
        known=sum(one.known for one in results),
        changed=tuple(report_id for one in results for report_id in one.changed),
        without_text=sum(one.without_text for one in results),
        labelled=sum(one.labelled for one in results),
        refused=(*sources.refused, *(line for one in results for line in one.refused)),
    )
