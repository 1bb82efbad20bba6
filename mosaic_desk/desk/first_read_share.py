"""The share of the reports served that is drawn at random and read without suggestions, kept with the project."""

from mosaic_desk.core.errors import InputError
from mosaic_desk.store import Project

DEFAULT_SHARE = 0.2
"""What holds until a lead sets another: every score rests on first reads, so it is never silently 0."""

_SETTING = "first_read_share"


def first_read_share(project: Project) -> float:
    """The share, 0 to 1; the default also where what is stored is no share."""
    stored = project.settings.find(_SETTING)
    try:
        share = DEFAULT_SHARE if stored is None else float(stored)
    except ValueError:
        return DEFAULT_SHARE
    return share if _is_share(share) else DEFAULT_SHARE


def set_first_read_share(project: Project, share: float) -> None:
    """Keeps another share.

    Raises:
        InputError: if it does not lie between 0 and 1.
    """
    if not _is_share(share):
        raise InputError("The share of first reads lies between 0 and 1.")
    project.settings.keep(_SETTING, repr(float(share)))


def _is_share(share: float) -> bool:
    return 0.0 <= share <= 1.0  # false for what is not a number, too
