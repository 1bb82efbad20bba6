"""The grammar of the command line: which commands there are and what they take. Runs nothing."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from mosaic_desk import __version__
from mosaic_desk.core.incoming import LabelsRole
from mosaic_desk.core.queued import WITHOUT_QUERY, QueueKind
from mosaic_desk.core.training import Preset
from mosaic_desk.desk import commands
from mosaic_desk.desk.labeller import DEFAULT_BACKBONE
from mosaic_desk.desk.readers import user_name

Run = Callable[[argparse.Namespace], int | None]


def parser_for(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """The parser of the whole command line; what it parses has a `run`, by the command's name ("": no command)."""
    parser = argparse.ArgumentParser(prog="mosaic-desk", description="Radiology reports, labelled and corrected.")
    parser.add_argument("--version", action="version", version=f"mosaic-desk {__version__}")
    parser.set_defaults(run=runs[""])
    commands_of = parser.add_subparsers(metavar="COMMAND")
    for name, (add, text) in _COMMANDS.items():
        one = commands_of.add_parser(name, help=text, description=text)
        one.set_defaults(run=runs[name])
        add(one)
    return parser


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="render the review screen into FILE and end")
    parser.add_argument("--project", type=Path, metavar="DIR", help="the folder in which the demo project lies")
    parser.add_argument("--theme", choices=["dark", "light", "system"], help="how it looks, for a screenshot")
    parser.add_argument("--no-suggest", action="store_true", help="do not ask the model")


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=_project)
    parser.add_argument("--taxonomy", action="append", required=True, metavar="T", help="a shipped name or a file")
    _with_json(parser)


def _add_import(parser: argparse.ArgumentParser) -> None:
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


def _add_suggest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=_project)
    parser.add_argument("--all", action="store_true", help="also those that have one")
    parser.add_argument("--limit", type=_positive, metavar="N", help="at most N reports")
    parser.add_argument("--taxonomy", metavar="T", help="the project's first when left out")
    parser.add_argument("--examples", type=_positive, default=0, metavar="N", help="show it N corrections, untuned")
    _with_model(parser)
    _with_json(parser)


def _add_label(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--taxonomy", required=True, metavar="T")
    parser.add_argument("--output", required=True, type=Path, metavar="OUT")
    parser.add_argument("--batch-size", type=_positive, default=8, metavar="N")
    parser.add_argument("--examples", type=Path, metavar="FILE", help="show it a few lines with labels, untuned")
    _with_model(parser)
    _with_server(parser)
    _with_json(parser)


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=Path, metavar="PROJECT|FILE")
    parser.add_argument("--gold", type=Path, metavar="FILE", help="JSON lines with the true labels")
    parser.add_argument("--taxonomy", metavar="T", help="the one that the labels are of")
    calibration = parser.add_mutually_exclusive_group()
    calibration.add_argument("--fit-calibration", type=Path, metavar="FILE", help="fit temperatures, write them")
    calibration.add_argument("--calibration", type=Path, metavar="FILE", help="use temperatures fitted before")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw the reliability diagram, as PNG")
    _with_json(parser)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=_project)
    parser.add_argument("output", type=Path, metavar="OUT")
    parser.add_argument(
        "--format", required=True, choices=list(commands.EXPORTERS), metavar="F", help=", ".join(commands.EXPORTERS)
    )
    parser.add_argument("--taxonomy", metavar="T", help="the project's first when left out")
    parser.add_argument("--without-text", action="store_true")
    parser.add_argument("--pseudonyms", action="store_true", help="keyed hashes for ids, and no dates")
    _with_json(parser)


def _add_queue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=_project)
    parser.add_argument("--limit", type=_positive, default=20, metavar="N", help="at most N reports; 20 when left out")
    parser.add_argument(
        "--kind", type=QueueKind, choices=WITHOUT_QUERY, default=QueueKind.RARE, metavar="KIND",
        help=f"{', '.join(WITHOUT_QUERY)}; findings with few confirmed positives first when left out",
    )  # fmt: skip
    parser.add_argument("--taxonomy", metavar="T", help="the project's first when left out")
    _with_json(parser)


def _add_adapters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=_project)
    carrying = parser.add_mutually_exclusive_group()
    carrying.add_argument("--export", nargs=2, metavar=("A", "ZIP"), help="write one into a zip; it is patient data")
    carrying.add_argument("--import", dest="import_zip", type=Path, metavar="ZIP", help="take one in from a zip")
    parser.add_argument("--reader", default=user_name(), help="who imports it; kept with the project")
    _with_json(parser)


def _add_promote(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=_project)
    parser.add_argument("adapter", metavar="A", help="an adapter of the project, as “adapters” lists it")
    _add_decider(parser, "why, where the comparison leaves doubts")


def _add_rollback(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=_project)
    _add_decider(parser, "why; kept with the project")


def _add_decider(parser: argparse.ArgumentParser, why: str) -> None:
    parser.add_argument("--reader", required=True, metavar="NAME", help="who decides it; kept with the project")
    parser.add_argument("--reason", default="", metavar="TEXT", help=why)
    _with_json(parser)


def _add_benchmark(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["labelling", "training", "queue", "desk"])
    parser.add_argument("--data", action="append", default=[], metavar="FILE", help="reports; else the shipped ones")
    parser.add_argument("--quick", action="store_true", help="within three minutes on two cores")
    told = "for desk and queue: what `label` wrote for the reports; else asked now"
    parser.add_argument("--suggestions", metavar="FILE", help=told)
    desk = parser.add_argument_group("for desk")
    desk.add_argument("--reports", type=_positive, metavar="N", help="generated, or read by --only round or session")
    desk.add_argument(
        "--only", action="append", metavar="PART", help="robot, start, speed, images, soak, round or session"
    )
    desk.add_argument("--pictures", metavar="FOLDER", help="pictures of every screen, or of the steps of --only")
    desk.add_argument("--preset", choices=list(Preset), help="how thoroughly --only round trains; normal if left out")
    _with_json(parser)


def _add_train(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=Path, nargs="*", help="a project, or files of reports with labels")
    parser.add_argument("--taxonomy", action="append", default=[], metavar="T", help="all of the project when left out")
    parser.add_argument("--output", type=Path, metavar="DIR", help="where the adapter goes; its run is DIR.run")
    parser.add_argument("--preset", type=Preset, choices=list(Preset), default=Preset.NORMAL)
    parser.add_argument("--start", metavar="ADAPTER", help="go on from this adapter; “none”: a fresh one")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--device", metavar="D", help="cpu or cuda; the best there is when left out")
    parser.add_argument("--backbone", default=DEFAULT_BACKBONE, metavar="B", help="embedded or a folder; for files")
    parser.add_argument("--resume", metavar="RUN", help="go on with a run: its name in the project, or its folder")
    _with_json(parser)


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=_project, nargs="?")
    _with_json(parser)


def _add_remote(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=_project)
    parser.add_argument("--off", action="store_true", help="send no report text anywhere any longer")
    parser.add_argument("--reader", default=user_name(), help="who decides it; kept with the project")
    _with_server(parser)
    _with_json(parser)


def _with_server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--server", metavar="URL", help="an OpenAI-compatible server: http here, https elsewhere")
    parser.add_argument("--model", metavar="NAME", help="the model, as the server lists it")
    parser.add_argument("--ca-file", type=Path, metavar="FILE", help="trust the certificates in this file alone")
    parser.add_argument("--key-variable", metavar="V", help="the environment variable that holds the server's key")
    parser.add_argument("--parallel", type=_positive, default=4, metavar="N", help="requests at a time")
    parser.add_argument("--timeout", type=float, default=120.0, metavar="S", help="seconds that a request may take")


def _with_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--backbone", default=DEFAULT_BACKBONE, metavar="B", help="an embedded one or a folder")
    parser.add_argument("--adapter", metavar="A", help="a name or a folder; “none” for the untuned backbone")
    parser.add_argument("--engine", choices=["slots", "json", "remote"], default="slots", help="how the model is asked")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument(
        "--quantise", choices=["auto", "none", "nf4"], default="auto", help="auto: in 4 bits where a GPU is too small"
    )


def _with_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def _project(text: str) -> Path:
    return commands.project_path(Path(text))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


_COMMANDS: Mapping[str, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    "demo": (_add_demo, "opens the demo project; the first time it is prepared"),
    "new": (_add_new, "makes a project file"),
    "import": (_add_import, "reads reports, and labels beside them, into a project"),
    "suggest": (_add_suggest, "asks the model for the reports that have no suggestion"),
    "label": (_add_label, "labels a file of reports, without a project"),
    "evaluate": (_add_evaluate, "scores suggestions against the truth"),
    "queue": (_add_queue, "tells which reports come next, and why"),
    "train": (_add_train, "trains an adapter on corrections, compares it, promotes nothing"),
    "adapters": (_add_adapters, "lists the adapters of a project; carries one in or out"),
    "promote": (_add_promote, "lets an adapter of the project suggest"),
    "rollback": (_add_rollback, "lets the adapter before the active one suggest again"),
    "export": (_add_export, "writes the reports and everything known of their labels"),
    "doctor": (_add_doctor, "looks at the machine, and at a project file"),
    "remote": (_add_remote, "allows one server to be sent report text, shows it, or ends it"),
    "benchmark": (_add_benchmark, "measures the figures of the README on this machine"),
}
