"""The one crash hook: an error that nobody expected is written down without report text, and said.

The message of such an error may hold report text, so only its kind and its places in the code are kept.
"""

import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from mosaic_desk import __version__
from mosaic_desk.places import user_folder

Tell = Callable[[str], None]


def crash_file() -> Path:
    """Where errors are written down."""
    return user_folder() / "logs" / "errors.log"


def error_lines(kind: type[BaseException], trace: TracebackType | None) -> list[str]:
    """Version, kind and places of an error; nothing that came from a report."""
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return [f"mosaic-desk {__version__}: {kind.__name__}", *places]


def install_crash_hook(tell: Tell) -> None:
    """From now on errors that reach the top, in any thread, are written down and said with `tell`."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        lines = error_lines(kind, trace)
        _write_down(lines)
        print("\n".join(lines), file=sys.stderr)  # noqa: T201 - the terminal it was started from
        tell(kind.__name__)

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            caught(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread


def _write_down(lines: list[str]) -> None:
    try:
        crash_file().parent.mkdir(parents=True, exist_ok=True)
        with crash_file().open("a", encoding="utf-8") as stream:
            stream.write("\n".join([datetime.now().astimezone().isoformat(timespec="seconds"), *lines, ""]))
    except OSError:
        return  # a full disk must not hide the error itself
