"""Start MOSAIC Desk, or test it, from a checkout. Needs Python 3.11 or later and nothing else.

    python3 packaging/desk.py demo [ARGUMENTS]   prepare everything, then open the demo project
    python3 packaging/desk.py test [ARGUMENTS]   prepare everything, then run all checks and tests

Both install into the folder .venv of the checkout, once; a later start takes a second or two. The
arguments of `demo` go to `mosaic-desk demo` (try: demo --screenshot review.png). The arguments of
`test` go to pytest, and then only pytest runs (try: test -k undo).

Knows which libraries a command needs; knows nothing of what the program does. A Python that is too
old must be able to read this file, to say so: no syntax after 3.6.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

# Before our own file is read: its syntax is too new for an old Python.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(f"MOSAIC Desk needs Python 3.11 or later; this is {sys.version_info[0]}.{sys.version_info[1]}.")

from environment import Environment, Stop, child_output

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = {"demo": ("model", "demo"), "test": ("model", "demo", "test")}
CHECKS = (
    ("style", ("-m", "ruff", "check", ".")),
    ("types", ("-m", "mypy")),
    ("rooms", ("-c", "from importlinter.cli import lint_imports_command as check; check()")),
)
"""What `test` runs beside pytest: a word for the summary, and the arguments of Python."""

_MOST_WORKERS = 4
"""Processes that run tests at a time at most: each may hold a model of a gibibyte."""

_ALL_TESTS = ("--dist", "loadfile", "--no-loadscope-reorder")
"""A file at a time, in our own order: the longest first (tests/conftest.py), not the one with the most tests."""

_OWN = "-P"
"""Python's option not to look in the folder where the user stands: another checkout may lie there."""


def has_no_screen(arguments: Sequence[str]) -> bool:
    """Whether a window is asked for that cannot open; macOS and Windows always have a screen."""
    needs_none = any(word.split("=")[0] in ("--screenshot", "--help", "-h") for word in arguments)
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform == "linux" and not needs_none and not any(os.environ.get(name) for name in names)


def demo(environment: Environment, arguments: Sequence[str]) -> int:
    """Open the demo project; the exit status is the program's."""
    if has_no_screen(arguments):
        raise Stop(
            "There is no screen here (DISPLAY and WAYLAND_DISPLAY are empty): start it in a desktop session, "
            "or add “--screenshot FILE” to draw the review screen into a file."
        )
    environment.make_ready(EXTRAS["demo"])
    is_off_screen = any(word.split("=")[0] == "--screenshot" for word in arguments)
    _check_qt(environment, ("--no-window",) if is_off_screen else ())
    return subprocess.call([environment.python, _OWN, "-m", "mosaic_desk", "demo", *arguments])


def _check_qt(environment: Environment, options: Sequence[str]) -> None:
    command: list[str | Path] = [environment.python, _OWN, "-m", "mosaic_desk.desk.qt_libraries", *options]
    asked = subprocess.run(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if asked.returncode:
        raise Stop(asked.stderr.strip())


class Result(NamedTuple):
    """How a check went, and what it said."""

    name: str
    status: int
    seconds: float
    said: str


def test(environment: Environment, arguments: Sequence[str]) -> int:
    """Run all checks, or only pytest where it is given arguments; the last line is pytest's own summary."""
    environment.make_ready(EXTRAS["test"])
    _check_qt(environment, ("--no-window",))
    beside = ThreadPoolExecutor(1)  # a check after the other, while the tests load their libraries
    try:
        checks = [] if arguments else [beside.submit(_check, environment, *check) for check in CHECKS]
        tests = _pytest(environment, arguments)
        results = [*(check.result() for check in checks), tests]
    finally:
        beside.shutdown(cancel_futures=True)
    print("".join(f"\n{result.name}:\n{result.said}" for result in results[:-1] if result.status))
    for result in results:
        print(f"{result.name:6} {'FAILED' if result.status else 'ok':6} {result.seconds:5.0f} s")
    print(tests.said, flush=True)
    return 1 if any(result.status for result in results) else 0


def _check(environment: Environment, name: str, command: Sequence[str]) -> Result:
    """One check, and all that it said."""
    began = time.monotonic()
    with child_output([environment.python, *command], cwd=environment.root) as (process, lines):
        said = "".join(lines)
    return Result(name, process.returncode, time.monotonic() - began, said)


def _pytest(environment: Environment, arguments: Sequence[str]) -> Result:
    """pytest, and the last line that it printed; all it says is passed on as it comes."""
    print("tests …" if arguments else "tests, and beside them style, types and rooms …", flush=True)
    began, last_line = time.monotonic(), ""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    # All tests: a process for each core; single ones in one process, where a debugger works.
    workers = [] if arguments else ["-n", str(min(os.cpu_count() or 1, _MOST_WORKERS)), *_ALL_TESTS]
    command: list[str | Path] = [environment.python, "-m", "pytest", *colour, *workers, *arguments]
    with child_output(command, cwd=environment.root) as (process, lines):
        for line in lines:
            print(line, end="", flush=True)
            last_line = line.rstrip() or last_line
    return Result("tests", process.returncode, time.monotonic() - began, last_line)


COMMANDS: dict[str, Callable[[Environment, Sequence[str]], int]] = {"demo": demo, "test": test}


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 done, 1 something to put right or a failed check, 2 wrong usage, 130 interrupted."""
    if arguments and arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        print("Usage: python3 packaging/desk.py demo|test [ARGUMENTS]   (--help says more)", file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return COMMANDS[arguments[0]](Environment(ROOT), arguments[1:])
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; start it again to go on.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
