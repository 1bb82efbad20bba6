"""No sentence of the desk that can reach the window is without its translation: the package is walked for them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import mosaic_desk
from mosaic_desk.core import worklist_completion
from mosaic_desk.desk import new_project, pages, restarting, worklist
from mosaic_desk.exchange import csv_codes, csv_rows, detect
from mosaic_desk.gui.desk_words import SENTENCES, desk_words
from mosaic_desk.gui.file_sentences import PARTS
from mosaic_desk.gui.language import use_language
from mosaic_desk.llm import convert
from mosaic_desk.remote import asking
from mosaic_desk.store import faults
from tests.gui.test_translations import translations

PACKAGE = Path(mosaic_desk.__file__).parent
COMMAND_LINE = {
    "bench/": "benchmarks are commands",
    "cli.py": "a terminal's own",
    "remote/": "the window never asks a server; what a server said of a report is stored, and tested below",
    "core/server_address.py": "a server is allowed by a command",
    "core/used_prompt.py": "a folder with a prompt of its own is named by a command",
    "llm/used_prompt.py": "as above",
    "llm/json_layout.py": "the engine “json” is chosen by a command",
    "desk/adapter_commands.py": "a terminal's own",
    "desk/calibration_files.py": "files of labels are scored by a command",
    "desk/evaluating.py": "scoring is a command",
    "desk/examples.py": "examples are named by a command",
    "desk/judged_files.py": "files of labels are scored by a command",
    "desk/labelling.py": "files are labelled by a command",
    "desk/reliability_picture.py": "a picture is drawn by a command",
    "desk/server.py": "a server is allowed by a command",
    "desk/suggesting_all.py": "the command that suggests for all",
    "desk/training_command.py": "a terminal's own",
    "desk/training_following.py": "a run is followed in a terminal",
    "exchange/calibration_file.py": "calibration files are named by a command",
    "exchange/partial_file.py": "the outputs of commands",
    "gui/app.py": "a picture of the window is asked for by a command",
}
"""Where no sentence reaches the window, and why."""
OPTIONS = {
    "The output would take the place of the reports; choose another file.": "of “label”",
    "A project is scored against its own truth; export it to score it against a file.": "of “evaluate”",
    "A project is calibrated on its own first reads; calibration files are for files of labels.": "of “evaluate”",
    "The model brings its own prompt, which has no examples: leave out --examples.": "the engine “json”",
    "“{}” is no format that can be imported; there are {}.": "--format",
    "{} has no column with the name given for {}.": "a mapping of columns, which the window does not ask for",
    "“{}” is neither a finding nor one of {}.": "as above",
    "“{}” are no codes; there are {}.": "--codes",
    "There is no way to quantise called “{}”: there are {}.": "--quantise",
    "There is no device “{}” that the model can run on here; use “cpu”.": "--device",
    "No server was named yet.": "the window never asks a server",
}
"""Sentences that only an option of a command leads to."""
SPELLED_OUT = {
    "{} is {}.": tuple(f"{{}} is {what}." for what in detect._KNOWN_OTHERS.values()),
    **{
        shape: tuple(shape.replace("{}", what, 1) for what in ("report id", "patient id"))
        for shape in (
            "there is no {}", "the {} is longer than {} characters", "the {} holds characters that cannot be printed",
            "the {} was turned into a rounded number by a spreadsheet",
        )
    },
}  # fmt: skip
"""Sentences whose parts are told apart in other languages: known by what they can become."""
PASSED_ON = {
    "_question(sorted(codes), possible or integer_schemes(), path)", "_why_none(name, seen)", "told", "why_not",
    "sentence", "reason", "failed.sentence", "heard[-1].error", "problem", "self.read_only_reason", "row.refused",
    "project.read_only_reason", "self._project.read_only_reason", "str(head['error'])", "str(head['refused'])",
    "member.refused", "self._read_only_reason", "means.refusal", "str(refusal)", "_clause(str(error))", "NO_SESSION",
    "_NOTHING[plan.kind]",
}  # fmt: skip
"""What is handed on: the sentence was made elsewhere, in a place that is walked or tested on its own."""
HIDDEN = {"WorkerCancelled"}  # the one of the window is tested by name below


def error_classes() -> set[str]:
    names = {"MosaicError", "RowRefused", "ProtocolBroken"}
    for node in ast.parse((PACKAGE / "core" / "errors.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & names:
            names.add(node.name)
    return names


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def constants_of(tree: ast.Module) -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for node in tree.body if isinstance(node, ast.Assign)
        for target in node.targets if isinstance(target, ast.Name)
    }  # fmt: skip


def shape(node: ast.expr, known: dict[str, ast.expr]) -> str | None:
    """The text with “{}” for each part that is told; None where it is no text written here."""
    if isinstance(node, ast.Name) and node.id in known:
        return shape(known[node.id], known)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.FormattedValue) else part for part in node.values]
        texts = [shape(part, known) if isinstance(part, ast.Constant | ast.Name) else None for part in parts]
        return "".join("{}" if text is None else text for text in texts)
    return None


def sentences_of(file: Path) -> Iterator[tuple[str, str]]:
    """Every sentence of an error of a file, with its place."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    known, names = constants_of(tree), error_classes()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args or called(node) in HIDDEN:
            continue
        place = f"{file.relative_to(PACKAGE).as_posix()}:{node.lineno}"
        if called(node) in names or (called(node) == "_error" and file.name == "taxonomy_text.py"):
            last = node.args[-1]
            for argument in (last.body, last.orelse) if isinstance(last, ast.IfExp) else (last,):
                text = shape(argument, known)
                yield place, f"passed on: {ast.unparse(argument)}" if text is None else text


def as_shape(sentence: str) -> str:
    return re.sub(r"\{\w\}", "{}", sentence)


KNOWN = {as_shape(sentence) for sentence in SENTENCES}
FILES = [
    file for file in sorted(PACKAGE.rglob("*.py"))
    if not any(file.relative_to(PACKAGE).as_posix().startswith(place) for place in COMMAND_LINE)
]  # fmt: skip


@pytest.fixture
def danish(qapp: QApplication) -> Iterator[None]:
    use_language(qapp, "da")
    yield
    use_language(qapp, "en")


def is_passed_on(text: str) -> bool:
    return text.startswith("passed on: ") and text.removeprefix("passed on: ") in PASSED_ON


def test_every_sentence_of_an_error_that_can_reach_the_window_is_known() -> None:
    found = [(place, text) for file in FILES for place, text in sentences_of(file)]
    assert len(found) > 150
    unknown = [
        (place, text) for place, text in found
        if text not in KNOWN and text not in OPTIONS and text not in SPELLED_OUT and not is_passed_on(text)
    ]  # fmt: skip
    assert unknown == [], "say it in Danish too (gui/desk_sentences.py and its neighbours), or why it stays outside"


def test_nothing_is_left_out_that_is_not_there() -> None:
    here = [file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py")]
    assert [place for place in COMMAND_LINE if not any(file.startswith(place) for file in here)] == []
    said = {text for file in FILES for _, text in sentences_of(file)}
    assert set(OPTIONS) - said == set()


def test_a_sentence_nobody_knows_would_be_found(tmp_path: Path) -> None:
    text = 'WHY = "why"\nraise InputError(f"New {name}: {WHY}.")\nraise ImageError(told())\n'
    tree = ast.parse(text)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node).endswith("Error")]
    assert [shape(call.args[-1], constants_of(tree)) for call in calls] == ["New {}: why.", None]
    assert "New {}: why." not in KNOWN


def strings_in(function_or_module: ast.AST) -> Iterator[str]:
    for node in ast.walk(function_or_module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.value


def returned_by(file: str, name: str) -> set[str]:
    """What a function returns, as written."""
    tree = ast.parse((PACKAGE / file).read_text(encoding="utf-8"))
    (function,) = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name)
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None]
    return {text for node in returns for text in strings_in(node.value)}  # type: ignore[arg-type]


def returned_shapes(file: str, name: str) -> set[str]:
    """What a function returns, with “{}” for what is told."""
    tree = ast.parse((PACKAGE / file).read_text(encoding="utf-8"))
    (function,) = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name)
    returns = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None]
    ends = [[value.body, value.orelse] if isinstance(value, ast.IfExp) else [value] for value in returns]
    return {text for values in ends for value in values if (text := shape(value, {}))}


def told_texts() -> set[str]:
    """What the model's process says while it works, and what ends the suggesting."""
    texts = set()
    for name in ("llm/choose.py", "llm/convert.py", "worker/conversation.py", "desk/suggesting.py"):
        for node in ast.walk(ast.parse((PACKAGE / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) in ("progress", "_progress", "SuggestProgress", "Failed"):
                arguments = [*node.args[:1], *(word.value for word in node.keywords)]
                texts |= {text for argument in arguments if (text := shape(argument, {})) and " " in text}
    return texts - {"Asking the server for its model"}  # which the window never does


def test_sentences_that_are_kept_in_tables_are_known() -> None:
    said = {sentence for _, sentence in faults._SENTENCES.values()}
    said |= {text for texts in SPELLED_OUT.values() for text in texts}
    said |= {f"Labels are read as {why}." for why in csv_codes._WHY.values()}
    said |= {*worklist_completion._ABOUT.values()} - {"2021, 2021-05, 2021..2023, >2021-05"}
    said |= returned_by("store/database.py", "_right_to_write") | returned_by("desk/new_project.py", "place_problem")
    said |= returned_by("exchange/csv_rows.py", "_clause") | {worklist.LEFT_OUT_BLIND}
    said |= returned_shapes("desk/leading.py", "why_no_guidelines") | returned_shapes("desk/leading.py", "why_no_share")
    said |= returned_shapes("exchange/report_folder.py", "_why_none") | {"Stored: {} of {} files. {}"}
    said |= {pages.NO_SUGGESTION_YET, pages.NO_TEXT, restarting.FATAL_REPORT}
    said |= {asking.NO_TEXT, asking.NOTHING_TO_READ, asking.NO_VALID_REPLY, asking.CUT_SHORT, asking.LATE}
    said |= {asking.REFUSED, asking.FAILED, "Stopped; what was suggested before is kept."} | told_texts()
    question = returned_by("exchange/csv_codes.py", "_question")
    assert any(text in sentence for text in question for sentence in KNOWN)
    assert said - KNOWN == set()
    parts = {as_shape(part) for part in PARTS}
    assert {*csv_rows._DELIMITERS.values()} - parts == set()
    assert new_project.place_problem(Path()) in KNOWN
    assert convert._INSTALL


@pytest.mark.usefixtures("danish")
def test_every_known_sentence_is_danish_when_it_is_said() -> None:
    danish_texts = {source: text for (context, source), text in translations("da").items() if context == "Desk"}
    values = {"0": "navn", "1": "andet", "2": "tredje", "n": "1,234", "m": "5.5", "k": "6", "l": "7", "j": "-0.25"}
    for sentence in SENTENCES:
        said = re.sub(r"\{(\w)\}", lambda place: values.get(place[1], "edema"), sentence)
        wanted = danish_texts[sentence].replace("{n}", "1.234").replace("{m}", "5,5").replace("{j}", "-0,25")
        wanted = re.sub(r"\{(\w)\}", lambda place: values.get(place[1], "edema"), wanted)
        assert desk_words(said) == wanted


@pytest.mark.usefixtures("danish")
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("r.csv has 3,000 columns; at most 2,000 fit.", "r.csv har 3.000 kolonner; der er højst plads til 2.000."),
        ("a or b.csv is empty.", "a or b.csv er tom."),
        (
            "t.toml, line 12: unknown key “nmae”; known are id, name",
            "t.toml, linje 12: ukendt nøgle »nmae«; kendte er id, name",
        ),
        (
            "r.jsonl holds no report that can be imported (line 3: “text” is missing, and 1,200 more were refused).",
            "r.jsonl indeholder ingen svar, der kan importeres (linje 3: »text« mangler, og 1.200 flere blev afvist).",
        ),
        (
            "r.jsonl holds no report that can be imported (line 3: it is not valid JSON (column 7)).",
            "r.jsonl indeholder ingen svar, der kan importeres (linje 3: det er ikke gyldig JSON (kolonne 7)).",
        ),
        (
            "“state:new” means nothing here; use state:unread, state:started or state:done.",
            "»state:new« betyder intet her; brug state:unread, state:started eller state:done.",
        ),
        ("out.csv could not be written (No space left on device); choose another place or make room.",
         "out.csv kunne ikke skrives (der er ikke mere plads); vælg et andet sted, eller skaf plads."),
        (
            "The model's process was ended by signal 9; what was suggested before is kept. Start suggesting again.",
            "Modellens proces blev afsluttet af signal 9; det, der er foreslået, er beholdt. Start forslag igen.",
        ),
        (
            "The project cannot be made here. Its folder does not exist.",
            "Projektet kan ikke laves her. Mappen findes ikke.",
        ),
        (
            "Gemma needs about 5.5 GiB of memory and 1.0 GiB are free: close other programs,"
            " or choose a smaller model.",
            "Gemma kræver ca. 5,5 GiB hukommelse, og 1,0 GiB er ledige: luk andre programmer,"
            " eller vælg en mindre model.",
        ),
        ("line 1,234", "linje 1.234"),
        (
            "The new adapter is better than the old one: F1 0.71 before, 0.75 now, a difference of +0.04"
            " (95 % interval −0.01 to +0.07) on 1 held-out report of 1 patient.",
            "Den nye adapter er bedre end den gamle: F1 0,71 før, 0,75 nu, en forskel på +0,04"
            " (95 %-interval −0,01 til +0,07) på 1 tilbageholdt svar fra 1 patient.",
        ),
        ("Only 12 first reads held out; 50 are needed to be sure.",
         "Kun 12 førstebedømmelser er holdt tilbage; der skal 50 til for at være sikker."),
        (
            "“Edema”: 1 means positive (1,200), 0 negative (3), blank not labelled (7)",
            "»Edema«: 1 betyder positiv (1.200), 0 negativ (3), tom ikke mærket (7)",
        ),
        (
            "Report id from “id”, text from “findings” and “impression”, patient id from “subject”.",
            "Svarets id fra »id«, tekst fra »findings« og »impression«, patientens id fra »subject«.",
        ),
        ("The report {0} said nothing that is known.", "The report {0} said nothing that is known."),
    ],
)  # fmt: skip
def test_what_is_told_in_a_sentence_is_told_in_danish(said: str, shown: str) -> None:
    assert desk_words(said) == shown


def test_in_english_every_sentence_stays_as_it_comes() -> None:
    for said in (*SENTENCES, "r.csv has 3,000 columns; at most 2,000 fit."):
        assert desk_words(said) == said
