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
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mosaic_desk import __version__
from mosaic_desk.core.errors import InputError, MosaicError, WorkerCancelled, places_of
from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.core.server_address import ServerSetting, server_setting
from mosaic_desk.desk import commands, server_command
from mosaic_desk.desk.commands import Told
from mosaic_desk.desk.labeller import DEFAULT_BACKBONE
from mosaic_desk.desk.qt_libraries import display, qt_problem
from mosaic_desk.desk.readers import user_name


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mosaic-desk", description="Radiology reports, labelled and corrected.")
    parser.add_argument("--version", action="version", version=f"mosaic-desk {__version__}")
    parser.set_defaults(run=_window)
    commands_of = parser.add_subparsers(metavar="COMMAND")
    for add in (
        _add_demo, _add_new, _add_import, _add_suggest, _add_label, _add_evaluate, _add_export, _add_doctor,
        _add_remote, _add_benchmark,
    ):
        add(commands_of)
    return parser


def _command(commands_of: Any, name: str, run: Callable[[argparse.Namespace], int | None], text: str) -> Any:
    parser = commands_of.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _add_demo(commands_of: Any) -> None:
    parser = _command(commands_of, "demo", _demo, "opens the demo project; the first time it is prepared")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="render the review screen into FILE and end")
    parser.add_argument("--project", type=Path, metavar="DIR", help="the folder in which the demo project lies")
    parser.add_argument("--theme", choices=["dark", "light", "system"], help="how it looks, for a screenshot")
    parser.add_argument("--no-suggest", action="store_true", help="do not ask the model")


def _add_new(commands_of: Any) -> None:
    parser = _command(commands_of, "new", _new, "makes a project file")
    parser.add_argument("project", type=_project)
    parser.add_argument("--taxonomy", action="append", required=True, metavar="T", help="a shipped name or a file")
    _with_json(parser)


def _add_import(commands_of: Any) -> None:
    parser = _command(commands_of, "import", _import, "reads reports, and labels beside them, into a project")
    parser.add_argument("project", type=_project)
    parser.add_argument("source", type=Path)
    parser.add_argument("--format", metavar="F", help=f"{', '.join(commands.FORMATS)}; found by looking when left out")
    parser.add_argument("--labels", type=LabelsRole, choices=list(LabelsRole), default=LabelsRole.TRUTH)
    parser.add_argument("--reader", default=user_name(), help="whose the labels are, with --labels corrections")
    parser.add_argument("--taxonomy", metavar="T", help="the project's taxonomy that the labels are of")
    parser.add_argument("--codes", choices=["mimic", "mosaic", "chexbert", "words"], help="what integers mean in a CSV")
    parser.add_argument("--blind", action="store_true", help="the labels were made before any suggestion was seen")
    parser.add_argument("--dry-run", action="store_true", help="show what would come in, store nothing")
    _with_json(parser)


def _add_suggest(commands_of: Any) -> None:
    parser = _command(commands_of, "suggest", _suggest, "asks the model for the reports that have no suggestion")
    parser.add_argument("project", type=_project)
    parser.add_argument("--all", action="store_true", help="also those that have one")
    parser.add_argument("--limit", type=_positive, metavar="N", help="at most N reports")
    parser.add_argument("--taxonomy", metavar="T", help="the project's first when left out")
    parser.add_argument("--examples", type=_positive, default=0, metavar="N", help="show it N corrections, untuned")
    _with_model(parser)
    _with_json(parser)


def _add_label(commands_of: Any) -> None:
    parser = _command(commands_of, "label", _label, "labels a file of reports, without a project")
    parser.add_argument("file", type=Path)
    parser.add_argument("--taxonomy", required=True, metavar="T")
    parser.add_argument("--output", required=True, type=Path, metavar="OUT")
    parser.add_argument("--batch-size", type=_positive, default=8, metavar="N")
    parser.add_argument("--examples", type=Path, metavar="FILE", help="show it a few lines with labels, untuned")
    _with_model(parser)
    _with_server(parser)
    _with_json(parser)


def _add_evaluate(commands_of: Any) -> None:
    parser = _command(commands_of, "evaluate", _evaluate, "scores suggestions against the truth")
    parser.add_argument("source", type=Path, metavar="PROJECT|FILE")
    parser.add_argument("--gold", type=Path, metavar="FILE", help="JSON lines with the true labels")
    parser.add_argument("--taxonomy", metavar="T", help="the one that the labels are of")
    calibration = parser.add_mutually_exclusive_group()
    calibration.add_argument("--fit-calibration", type=Path, metavar="FILE", help="fit temperatures, write them")
    calibration.add_argument("--calibration", type=Path, metavar="FILE", help="use temperatures fitted before")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw the reliability diagram, as PNG")
    _with_json(parser)


def _add_export(commands_of: Any) -> None:
    parser = _command(commands_of, "export", _export, "writes the reports and everything known of their labels")
    parser.add_argument("project", type=_project)
    parser.add_argument("output", type=Path, metavar="OUT")
    parser.add_argument("--format", required=True, choices=list(commands.EXPORTERS), metavar="F")
    parser.add_argument("--taxonomy", metavar="T", help="the project's first when left out")
    parser.add_argument("--without-text", action="store_true")
    parser.add_argument("--pseudonyms", action="store_true", help="keyed hashes for ids, and no dates")
    _with_json(parser)


def _add_benchmark(commands_of: Any) -> None:
    parser = _command(commands_of, "benchmark", _benchmark, "measures the figures of the README on this machine")
    parser.add_argument("what", choices=["labelling"])
    parser.add_argument("--data", action="append", default=[], metavar="FILE", help="reports; else the shipped ones")
    parser.add_argument("--quick", action="store_true", help="within three minutes on two cores")
    _with_json(parser)


def _add_doctor(commands_of: Any) -> None:
    parser = _command(commands_of, "doctor", _doctor, "looks at the machine, and at a project file")
    parser.add_argument("project", type=_project, nargs="?")
    _with_json(parser)


def _add_remote(commands_of: Any) -> None:
    parser = _command(commands_of, "remote", _remote, "allows one server to be sent report text, shows it, or ends it")
    parser.add_argument("project", type=_project)
    parser.add_argument("--off", action="store_true", help="send no report text anywhere any longer")
    parser.add_argument("--reader", default=user_name(), help="who decides it; kept with the project")
    _with_server(parser)
    _with_json(parser)


def _with_server(parser: Any) -> None:
    parser.add_argument("--server", metavar="URL", help="an OpenAI-compatible server: http here, https elsewhere")
    parser.add_argument("--model", metavar="NAME", help="the model, as the server lists it")
    parser.add_argument("--ca-file", type=Path, metavar="FILE", help="trust the certificates in this file alone")
    parser.add_argument("--key-variable", metavar="V", help="the environment variable that holds the server's key")
    parser.add_argument("--parallel", type=_positive, default=4, metavar="N", help="requests at a time")
    parser.add_argument("--timeout", type=float, default=120.0, metavar="S", help="seconds that a request may take")


def _with_model(parser: Any) -> None:
    parser.add_argument("--backbone", default=DEFAULT_BACKBONE, metavar="B", help="an embedded one or a folder")
    parser.add_argument("--adapter", metavar="A", help="a name or a folder; “none” for the untuned backbone")
    parser.add_argument("--engine", choices=["slots", "json", "remote"], default="slots", help="how the model is asked")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument(
        "--quantise", choices=["auto", "none", "nf4"], default="auto", help="auto: in 4 bits where a GPU is too small"
    )


def _with_json(parser: Any) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def _project(text: str) -> Path:
    return commands.project_path(Path(text))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


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
    told = commands.suggest(
        options.project, model=_model(options), taxonomy_id=options.taxonomy, again=options.all,
        limit=options.limit, tell=_tell, examples=options.examples,
    )
    _print(told, options)


def _label(options: argparse.Namespace) -> None:
    told = commands.label(
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


def _benchmark(options: argparse.Namespace) -> int:
    """In a process of its own: the command line itself never loads the model."""
    command = [sys.executable, "-m", f"mosaic_desk.bench.{options.what}"]
    for file in options.data:
        command += ["--data", file]
    command += [flag for flag in ("--quick", "--json") if getattr(options, flag[2:])]
    return subprocess.run(command, check=False).returncode


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


def _server_model(options: argparse.Namespace) -> commands.ModelChoice:
    """The model behind a server: the project's own, or for `label` the one that the command names."""
    if options.adapter is not None:
        raise InputError("A server's model takes no --adapter.")
    if not hasattr(options, "server"):
        return server_command.project_model(options.project)
    setting = _server(options)
    if setting is None:
        raise InputError("Say which server may be sent these reports: --server URL --model NAME.")
    return commands.ModelChoice(server=setting)


def _model(options: argparse.Namespace) -> commands.ModelChoice:
    if options.engine == "remote":
        return _server_model(options)
    if getattr(options, "server", None) is not None:
        raise InputError("A server is asked only with --engine remote.")
    return commands.ModelChoice(
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
