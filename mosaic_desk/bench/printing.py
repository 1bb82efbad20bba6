"""How a benchmark's program ends: its figures on stdout, or one sentence on stderr. Knows no figure."""

import sys
from collections.abc import Callable

from mosaic_desk.core.errors import ModelMissing, MosaicError


def printed(figures: Callable[[], str], *, extra: str) -> int:
    """Prints the figures; 1 where the data or what the extra brings is not what is needed."""
    try:
        sys.stdout.write(figures() + "\n")
    except ImportError as error:
        sys.stderr.write(f"{ModelMissing(f'{error.name} is not installed: install the extra “{extra}”.')}\n")
        return 1
    except MosaicError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0
