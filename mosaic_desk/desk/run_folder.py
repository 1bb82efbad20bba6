"""Where the runs of a project lie, and what is in the folder of one. Names only: reads and writes nothing."""

from pathlib import Path

from mosaic_desk.core.errors import InputError

ADAPTER = "adapter"
HELD_OUT, BEFORE, AFTER = "held_out.jsonl", "before.jsonl", "after.jsonl"
COMPARISON, CARD = "comparison.json", "card.md"


def runs_folder(project: Path) -> Path:
    """The folder beside a project file that its runs and imported adapters lie in; not made here."""
    return project.with_suffix(".runs")


def adapter_folder_of(project: Path, name: str) -> Path:
    """Where the adapter of that name of a project lies, whether it is there or not.

    Raises:
        InputError: if it is no name but a path.
    """
    if not is_name(name):
        told = "".join(sign if sign.isprintable() else "?" for sign in name)
        raise InputError(f"“{told}” is not the name of an adapter of this project.")
    return runs_folder(project) / name / ADAPTER


def is_name(text: str) -> bool:
    """Whether a text can be the name of an adapter: no path, and nothing that a screen would not show."""
    return text not in {"", ".", ".."} and text.isprintable() and not set(text) & set("/\\:")
