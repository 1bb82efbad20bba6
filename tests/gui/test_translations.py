"""Translations: whole, up to date with the sources, compiled, and true to their placeholders."""

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

import mosaic_desk.gui
from mosaic_desk.places import resources

SOURCES = Path(mosaic_desk.gui.__file__).parent
FOLDER = resources() / "translations"
LANGUAGES = ["da"]
UPDATE = "run: .venv/bin/python packaging/translate.py"
in_each_language = pytest.mark.parametrize("language", LANGUAGES)

Text = tuple[str, str]  # context, source


def constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def called(node: ast.Call) -> str:
    func = node.func
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def marked(tree: ast.AST, place: str, context: str = "") -> Iterator[Text]:
    """Every text that is marked for the translators, with the context that it is looked up in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and called(node) == "tr":
            text = constant(node.args[0])
            receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
            is_own = isinstance(receiver, ast.Name) and receiver.id == "self"
            assert is_own and context and text is not None, f"{place}:{node.lineno}: the tool cannot read this"
            yield context, text
        elif isinstance(node, ast.Call) and called(node) in ("translate", "QT_TRANSLATE_NOOP"):
            parts = [constant(argument) for argument in node.args[:2]]
            if len(parts) == 2 and parts[1] is not None:
                assert parts[0] is not None, f"{place}:{node.lineno}: the context must be written out"
                yield parts[0], parts[1]
        elif isinstance(node, ast.Call):
            assert called(node) not in ("_tr", "_"), f"{place}:{node.lineno}: the tool does not know this function"
        yield from marked(node, place, node.name if isinstance(node, ast.ClassDef) else context)


def texts_of_sources() -> set[Text]:
    found: set[Text] = set()
    for file in sorted(SOURCES.glob("*.py")):
        found.update(marked(ast.parse(file.read_text(encoding="utf-8")), file.name))
    return found


def messages(language: str) -> dict[Text, ET.Element]:
    root = ET.parse(FOLDER / f"mosaic_desk_{language}.ts").getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.find("translation")
        for context in root.iter("context")
        for message in context.iter("message")
    }


def translations(language: str) -> dict[Text, str]:
    return {text: message.text or "" for text, message in messages(language).items()}


@in_each_language
def test_every_text_of_the_sources_is_in_the_file_and_none_besides(language: str) -> None:
    in_file, in_sources = set(messages(language)), texts_of_sources()
    assert len(in_sources) > 400
    assert in_sources - in_file == set(), UPDATE
    assert in_file - in_sources == set(), UPDATE


@in_each_language
def test_every_text_is_translated(language: str) -> None:
    missing = [text for text, message in messages(language).items() if message.get("type") or not message.text]
    assert missing == []


@in_each_language
def test_placeholders_and_what_else_must_stay_is_in_the_translation(language: str) -> None:
    for (_, source), text in translations(language).items():
        for pattern in (r"\{\w*\}", r"%p", r"\*\.\w+", r"…$", r"^ ", r"Ctrl\+\w+|Shift\+\w+|\bF\d+\b|Esc\b"):
            assert sorted(re.findall(pattern, source)) == sorted(re.findall(pattern, text)), (source, text)
        if source.count("&") == 1:
            assert text.count("&") == 1, (source, text)
        assert source.endswith(".") == text.endswith("."), (source, text)
        assert source.count("  ") == text.count("  "), (source, text)


@in_each_language
def test_menus_of_one_bar_have_letters_of_their_own(language: str) -> None:
    menus = ["&File", "&Edit", "&Report", "F&indings", "&Suggest", "&Image", "&View", "&Help"]
    shown = translations(language)
    letters = [shown["Commands", menu].partition("&")[2][0].upper() for menu in menus]
    assert len(set(letters)) == len(letters), letters


@in_each_language
def test_the_compiled_file_says_what_the_readable_one_says(language: str) -> None:
    translator = QTranslator()
    assert translator.load(f"mosaic_desk_{language}", str(FOLDER))
    for (context, source), text in translations(language).items():
        assert translator.translate(context, source) == text, UPDATE


def test_a_text_that_the_tool_cannot_read_is_found() -> None:
    assert set(marked(ast.parse('class A:\n def f(self):\n  self.tr("one" " two")'), "x")) == {("A", "one two")}
    assert set(marked(ast.parse('translate("B", "x")\nQCoreApplication.translate("C", name)'), "x")) == {("B", "x")}
    for wrong in ('class A:\n def f(self):\n  self.tr(f"{x}")', 'window.tr("x")', '_tr("x")', 'translate(name, "x")'):
        with pytest.raises(AssertionError):
            list(marked(ast.parse(wrong), "x"))
