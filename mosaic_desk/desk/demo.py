"""The demo project: made once from the shipped reports, some of them already corrected."""

import os
from pathlib import Path

from mosaic_desk import places
from mosaic_desk.core.errors import ProjectReadOnly
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.desk.importing import preview
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.store import Project

TAXONOMY = "mimic-cxr"
READER = ReaderName("Demo reader")


def demo_project(folder: Path | None) -> Path:
    """The demo project's file in a folder (None: the user's own); made if it is not there.

    Raises:
        ProjectReadOnly: if the folder cannot be written.
    """
    folder = folder or places.user_folder() / "demo"
    path = folder / "demo.mosaic"
    if path.exists():
        return path
    beside = folder / f".making-{os.getpid()}.mosaic"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make(beside)
        beside.rename(path)
    except OSError as error:
        raise ProjectReadOnly(f"The demo project cannot be made in {folder}: {error.strerror}.") from None
    finally:
        for left in folder.glob(f"{beside.name}*"):
            left.unlink(missing_ok=True)
    return path


def _make(path: Path) -> None:
    taxonomy = taxonomy_named(TAXONOMY)
    source = places.resources() / "demo"
    with Project.create(path, [taxonomy]) as project:
        reports = preview(source / "reports.jsonl", format="jsonl", taxonomy=taxonomy)
        project.store_incoming(reports, role=LabelsRole.TRUTH, taxonomy=taxonomy, reader=READER)
        corrected = preview(source / "corrections.jsonl", format="jsonl", taxonomy=taxonomy)
        project.store_incoming(corrected, role=LabelsRole.CORRECTIONS, taxonomy=taxonomy, reader=READER)
