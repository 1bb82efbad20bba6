"""Who sits at the machine, where no name was given."""

import getpass

from mosaic_desk.core.ids import ReaderName


def user_name() -> ReaderName:
    """The name of the user's account; "reader" where the system has none (a container, say)."""
    try:
        return ReaderName(getpass.getuser() or "reader")
    except (KeyError, ImportError, OSError):
        return ReaderName("reader")
