"""The command line: `mosaic-desk COMMAND`. Says what was done, and nothing that a caller must not rely on.

Exit status 0 when done, 1 for a `MosaicError` (one sentence on stderr), 2 for wrong usage. With `--json`
one object on stdout and nothing else there; progress goes to stderr.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mosaic_desk.cli_options import Run, parser_for
from mosaic_desk.core.errors import InputError, MosaicError, WorkerCancelled, places_of
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.server_address import ServerSetting, server_setting
from mosaic_desk.desk import (
    adapter_commands,
    commands,
    model_commands,
    queue_command,
    server_command,
    training_command,
)
from mosaic_desk.desk.commands import Told
from mosaic_desk.desk.qt_libraries import display, qt_problem


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = parser_for(_RUNS).parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except MosaicError as error:
        _progress_done()
        sys.stderr.write(f"mosaic-desk: {error}\n")
        return 1
    except KeyboardInterrupt:
        _progress_done()
        sys.stderr.write(f"mosaic-desk: {WorkerCancelled('Stopped; what was done before is kept.')}\n")
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:
        _progress_done()
        sys.stderr.write(f"mosaic-desk: an error of the program ({type(error).__name__}); what was stored is safe.\n")
        sys.stderr.write(places_of(error))  # where, never the message: it might quote a report
        return 1


# One function a command: the options in, what the desk says out.


def _window(_: argparse.Namespace) -> int:
    return int(_opening(needs_screen=True).open_last_project())


def _demo(options: argparse.Namespace) -> int:
    status = _opening(needs_screen=options.screenshot is None).open_demo(
        folder=options.project,
        screenshot=options.screenshot,
        theme=options.theme,
        with_suggestions=not options.no_suggest,
        tell=_tell,
    )
    return int(status)


def _opening(*, needs_screen: bool) -> Any:
    """The window's opening, imported only now; one sentence where Qt or a screen is missing."""
    where = display(os.environ)
    if needs_screen and sys.platform == "linux" and where == "none" and not os.environ.get("QT_QPA_PLATFORM"):
        raise MosaicError("There is no screen here; with --screenshot FILE the demo is rendered into a picture.")
    try:
        from mosaic_desk.gui import opening
    except ImportError:
        raise MosaicError(qt_problem(where) or "The window's libraries are not installed.") from None
    return opening


def _new(options: argparse.Namespace) -> None:
    _print(commands.new(options.project, options.taxonomy), options)


def _import(options: argparse.Namespace) -> None:
    told = commands.import_source(
        options.project, options.source, format=options.format, role=options.labels, codes=options.codes,
        reader=ReaderName(options.reader), taxonomy_id=options.taxonomy, is_blind=options.blind,
        is_dry_run=options.dry_run,
    )
    _print(told, options)


def _suggest(options: argparse.Namespace) -> None:
    told = model_commands.suggest(
        options.project, model=_model(options), taxonomy_id=options.taxonomy, again=options.all,
        limit=options.limit, tell=_tell, examples=options.examples,
    )
    _print(told, options)


def _label(options: argparse.Namespace) -> None:
    told = model_commands.label(
        options.file, options.output, taxonomy=options.taxonomy, model=_model(options),
        batch_reports=options.batch_size, tell=_tell, examples=options.examples,
    )
    _print(told, options)


def _evaluate(options: argparse.Namespace) -> None:
    choice = commands.CalibrationChoice(use=options.calibration, fit_into=options.fit_calibration)
    told = commands.evaluate(
        options.source, gold=options.gold, taxonomy=options.taxonomy, calibration=choice, picture=options.picture
    )
    _print(told, options)


def _export(options: argparse.Namespace) -> None:
    told = commands.export(
        options.project, options.output, format=options.format, taxonomy_id=options.taxonomy,
        without_text=options.without_text, with_pseudonyms=options.pseudonyms,
    )
    _print(told, options)


def _queue(options: argparse.Namespace) -> None:
    told = queue_command.queue(
        options.project, taxonomy_id=options.taxonomy, kind=options.kind, limit=options.limit
    )
    _print(told, options)


def _train(options: argparse.Namespace) -> None:
    given = training_command.TrainingOptions(
        taxonomies=tuple(options.taxonomy), output=options.output, preset=options.preset, start=options.start,
        seed=options.seed, device=options.device, resume=options.resume, backbone=options.backbone,
    )
    _print(training_command.train(options.source, given, tell=_tell), options)


def _adapters(options: argparse.Namespace) -> None:
    if options.import_zip is not None:
        reader = ReaderName(options.reader)
        _print(adapter_commands.import_zip(options.project, options.import_zip, reader=reader), options)
    elif options.export is not None:
        _print(adapter_commands.export_zip(options.project, options.export[0], Path(options.export[1])), options)
    else:
        _print(adapter_commands.adapters(options.project), options)


def _promote(options: argparse.Namespace) -> None:
    told = adapter_commands.promote(
        options.project, options.adapter, reader=ReaderName(options.reader), reason=options.reason
    )
    _print(told, options)


def _rollback(options: argparse.Namespace) -> None:
    reader = ReaderName(options.reader)
    _print(adapter_commands.roll_back(options.project, reader=reader, reason=options.reason), options)


def _benchmark(options: argparse.Namespace) -> int:
    """In a process of its own: the command line itself never loads the model."""
    command = [sys.executable, "-m", f"mosaic_desk.bench.{options.what}"]
    for file in options.data:
        command += ["--data", file]
    command += [flag for flag in ("--quick", "--json") if getattr(options, flag[2:])]
    command += _for_desk(options)
    status = subprocess.run(command, check=False).returncode
    if status not in (0, 1, 2):
        how = f"ended by signal {-status}" if status < 0 else f"status {status}"
        raise MosaicError(f"The benchmark broke off ({how}); see whether the memory suffices, then start it again.")
    return status


def _for_desk(options: argparse.Namespace) -> list[str]:
    """What only `benchmark desk` takes, or with it `benchmark queue`."""
    names = ("suggestions", "reports", "pictures", "preset")
    given = {name: getattr(options, name) for name in names if getattr(options, name)}
    parts = [word for part in options.only or () for word in ("--only", part)]
    if (parts or given.keys() - {"suggestions"}) and options.what != "desk":
        raise InputError("--reports, --only, --pictures and --preset are for “benchmark desk”.")
    if given and options.what not in {"desk", "queue"}:
        raise InputError("--suggestions is for “benchmark desk” and “benchmark queue”.")
    return [*parts, *(word for name, value in given.items() for word in (f"--{name}", str(value)))]


def _doctor(options: argparse.Namespace) -> int:
    told = commands.doctor(options.project)
    _print(told, options)
    return 0 if told.data["state"] != "problem" else 1


def _remote(options: argparse.Namespace) -> None:
    setting = _server(options)
    if options.off and setting is not None:
        raise InputError("Give a server, or --off, not both.")
    if setting is None and not options.off:
        _print(server_command.show_remote(options.project), options)
        return
    _print(server_command.set_remote(options.project, setting, by=ReaderName(options.reader)), options)


def _server(options: argparse.Namespace) -> ServerSetting | None:
    """The server of the options; None where none is given."""
    if options.server is None and options.model is None:
        return None
    return server_setting(
        address=options.server or "", model=options.model or "", key_variable=options.key_variable,
        ca_file=None if options.ca_file is None else str(options.ca_file.resolve()),
        parallel=options.parallel, timeout_s=options.timeout,
    )


def _server_model(options: argparse.Namespace) -> model_commands.ModelChoice:
    """The model behind a server: the project's own, or for `label` the one that the command names."""
    if options.adapter is not None:
        raise InputError("A server's model takes no --adapter.")
    if not hasattr(options, "server"):
        return server_command.project_model(options.project)
    setting = _server(options)
    if setting is None:
        raise InputError("Say which server may be sent these reports: --server URL --model NAME.")
    return model_commands.ModelChoice(server=setting)


def _model(options: argparse.Namespace) -> model_commands.ModelChoice:
    if options.engine == "remote":
        return _server_model(options)
    if any(getattr(options, name, None) is not None for name in ("server", "model")):
        raise InputError("A server is asked only with --engine remote.")
    return model_commands.ModelChoice(
        backbone=options.backbone, adapter=options.adapter, device=options.device, engine=options.engine,
        quantise=options.quantise,
    )


_last_width = [0]
"""Length of the progress line that stands on the terminal, to wipe it."""
_last_line = [""]
_last_text = [("", 0.0)]
_LINE_EVERY_S = 30.0


def _tell(text: str, done: int, total: int, rest: str = "") -> None:
    """Progress on stderr: one running line on a terminal, a line now and then elsewhere."""
    line = f"{text}: {done:,} of {total:,}{', ' if rest else ''}{rest}" if done else f"{text} …"
    if line == _last_line[0]:
        return
    _last_line[0] = line
    if sys.stderr.isatty():
        line = line[: shutil.get_terminal_size().columns - 1]  # a line that wraps cannot be written over
        sys.stderr.write("\r" + line.ljust(_last_width[0]))
        _last_width[0] = len(line)
        sys.stderr.flush()
        return
    before, at = _last_text[0]
    now = time.monotonic()
    if text != before or done == total or now - at >= _LINE_EVERY_S:
        _last_text[0] = (text, now)
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def _progress_done() -> None:
    if _last_width[0]:
        sys.stderr.write("\n")
        _last_width[0] = 0


def _print(told: Told, options: argparse.Namespace) -> None:
    _progress_done()
    if options.json:
        sys.stdout.write(json.dumps(told.data, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(told.text.rstrip() + "\n")


_RUNS: dict[str, Run] = {
    "": _window, "demo": _demo, "new": _new, "import": _import, "suggest": _suggest, "label": _label,
    "evaluate": _evaluate, "export": _export, "doctor": _doctor, "remote": _remote, "benchmark": _benchmark,
    "train": _train, "adapters": _adapters, "promote": _promote, "rollback": _rollback,
    "queue": _queue,
}
