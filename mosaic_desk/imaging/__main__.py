"""The process that decodes pictures: a path on a line comes in, a picture goes out, one after the other.

Decoders are large libraries in C that read somebody else's files: here a crash, a hang or a hunger for
memory takes nothing down but this process. `python -m mosaic_desk.imaging` is started by the desk.
"""

import json
import os
import sys
from pathlib import Path

from mosaic_desk.core.errors import ImageError
from mosaic_desk.imaging.reading import picture_from_file
from mosaic_desk.imaging.wire import send_error, send_picture

_MOST_MEMORY = 4 * 2**30


def main() -> int:
    """Answer lines until the input ends; returns the exit status."""
    _bound_memory()
    # What a library prints must not stand between the bytes of a picture.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin.buffer:
        try:
            send_picture(picture_from_file(Path(json.loads(line))), answers)
        except ImageError as error:
            send_error(error, answers)
    return 0


def _bound_memory() -> None:
    """Where the system can, a bomb that no check has seen gets an error in place of all memory."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        return


if __name__ == "__main__":
    sys.exit(main())
