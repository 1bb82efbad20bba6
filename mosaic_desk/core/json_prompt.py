"""The published MOSAIC form as a value: a request, the report in marks, and an answer that is flat JSON.

Knows the words asked, MOSAIC's integers and how an answer is written and read; not how a model is run.
The quoting of the answer is part of the form: published checkpoints write a Python dictionary with
single quotes, our own adapter JSON with double quotes.
"""

import ast
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mosaic_desk.core.codes import CodeScheme, class_from_code, code_from_class
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import ALL_CLASSES, Labels, MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.sections import read_by_model
from mosaic_desk.core.taxonomy import Finding, Taxonomy

TEXT_MARKS = ("Text: <<<", ">>>")
ANSWER_HEAD = "Answer: json"
"""How the model's turn begins; the object follows after one blank."""

_TASK = (
    "Read a radiology report and state for each finding what the report says about it. Answer with one JSON object"
    " that has every key once, in the order given, and a number as each value."
)
_KEYS = "Keys: {}"
_VALUES = "Values:"
_MEANINGS: Mapping[MentionClass, str] = {
    MentionClass.POSITIVE: "the report says that the finding is there",
    MentionClass.NEGATIVE: "the report says that it is not there",
    MentionClass.UNCERTAIN: "the report hedges, or leaves open whether it is there",
    MentionClass.NOT_MENTIONED: "the report does not speak of it",
}
_WIDER_MEANINGS: Mapping[MentionClass, str] = {
    MentionClass.POSITIVE: "the report speaks of the finding as there or possible",
    MentionClass.NEGATIVE: "the report says that it is not there, or does not speak of it",
    MentionClass.NOT_MENTIONED: "the report does not speak of it, or says that it is not there",
}
_DEFINITIONS = "What the findings mean:"
_EXAMPLE = "Example\n{}\n{} {}"
_UNDERSCORES = re.compile(r"_{2,}")
_OBJECT = re.compile(r"\{[^{}]*\}")
_LONGEST_OBJECT = 100_000


class Quote(StrEnum):
    """The quotation marks of the keys in an answer."""

    DOUBLE = '"'
    SINGLE = "'"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shot:
    """A report with its labels, shown to the model as an example."""

    text: str
    labels: Labels


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonPrompt:
    """Everything the model reads beside the report. `keys` are pairs of finding and key, in the order asked.

    `reads_whole_report` is for checkpoints that were trained on reports with all of their sections.
    """

    request: str
    keys: tuple[tuple[FindingId, str], ...]
    classes: tuple[MentionClass, ...]
    quote: Quote = Quote.DOUBLE
    reads_whole_report: bool = False

    @property
    def finding_ids(self) -> tuple[FindingId, ...]:
        """The findings in the order asked."""
        return tuple(finding_id for finding_id, _ in self.keys)

    @property
    def hash(self) -> str:
        """"sha256:…" over all of it, with the marks and the head of the answer."""
        parts = [self.request, self.keys, self.classes, self.quote, self.reads_whole_report, TEXT_MARKS, ANSWER_HEAD]
        return _sha256(parts)

    def text_of(self, report: Report) -> str:
        """What the model reads of a report, cleaned; empty where there is nothing to read."""
        return cleaned(report.text if self.reads_whole_report else read_by_model(report.text).text)

    def user_turn(self, text: str) -> str:
        """The request with a cleaned report."""
        return f"{self.request}\n{marked(text)}"

    def answer(self, labels: Labels) -> str:
        """The object that states these labels, of which none may be missing."""
        items = (f"{self._quoted(key)}: {value_of(labels[finding_id])}" for finding_id, key in self.keys)
        return "{" + ", ".join(items) + "}"

    def _quoted(self, key: str) -> str:
        return json.dumps(key, ensure_ascii=False) if self.quote is Quote.DOUBLE else repr(key)


def json_prompt_for(
    taxonomy: Taxonomy, *, shots: Sequence[Shot] = (), with_definitions: bool = False, quote: Quote = Quote.DOUBLE
) -> JsonPrompt:
    """The prompt in our own words that asks every finding of a taxonomy."""
    keys = _keys_of(taxonomy)
    bare = JsonPrompt(request="", keys=keys, classes=taxonomy.classes, quote=quote)
    names = [key for _, key in keys]
    listed = repr(names) if quote is Quote.SINGLE else json.dumps(names, ensure_ascii=False)
    lines = [_TASK, _KEYS.format(listed), _VALUES]
    lines += [f"{value_of(label)}: {meaning}" for label, meaning in meanings(taxonomy.classes).items()]
    if with_definitions:
        defined = [(key, taxonomy.finding(finding_id).definition) for finding_id, key in keys]
        lines += [_DEFINITIONS, *(f"{key}: {definition}" for key, definition in defined if definition)]
    lines += [_EXAMPLE.format(marked(cleaned(s.text)), ANSWER_HEAD, bare.answer(s.labels)) for s in shots]
    return JsonPrompt(request="\n".join(lines), keys=keys, classes=taxonomy.classes, quote=quote)


def json_form_hash() -> str:
    """"sha256:…" over what all our JSON prompts share; an adapter is trained with one."""
    return _sha256([_TASK, _KEYS, _VALUES, dict(_MEANINGS), dict(_WIDER_MEANINGS), TEXT_MARKS, ANSWER_HEAD])


def meanings(classes: Sequence[MentionClass]) -> dict[MentionClass, str]:
    """What each class means where only these are allowed: a class takes over what a missing one would say."""
    wider = {
        MentionClass.POSITIVE: MentionClass.UNCERTAIN not in classes,
        MentionClass.NEGATIVE: MentionClass.NOT_MENTIONED not in classes,
        MentionClass.NOT_MENTIONED: MentionClass.NEGATIVE not in classes,
    }
    asked = [label for label in ALL_CLASSES if label in classes]
    return {label: (_WIDER_MEANINGS if wider.get(label) else _MEANINGS)[label] for label in asked}


def value_of(label: MentionClass) -> int:
    """MOSAIC's integer of a class."""
    return int(code_from_class(label, CodeScheme.MOSAIC))


def cleaned(text: str) -> str:
    """A report as MOSAIC reads it: runs of white space are one blank, runs of underscores one underscore."""
    return _UNDERSCORES.sub("_", " ".join(text.split()))


def marked(text: str) -> str:
    """A cleaned report between the marks."""
    return TEXT_MARKS[0] + text + TEXT_MARKS[1]


def key_of(finding: Finding) -> str:
    """The key that stands for a finding: its English (else first) name in small letters."""
    return finding.name("en").lower()


def _keys_of(taxonomy: Taxonomy) -> tuple[tuple[FindingId, str], ...]:
    """A key a finding; the id instead of the name where two findings have one name."""
    names = [key_of(finding) for finding in taxonomy.findings]
    return tuple(
        (finding.id, name if names.count(name) == 1 else str(finding.id))
        for finding, name in zip(taxonomy.findings, names, strict=True)
    )


def labels_from_reply(text: str, prompt: JsonPrompt) -> dict[FindingId, MentionClass] | None:
    """The labels of the first object in a generated reply, in either quoting.

    None where it is no valid suggestion: no object, a key that is missing, unknown or twice, or a value
    outside the classes asked. Nothing is filled up.
    """
    found = _OBJECT.search(text)
    pairs = _pairs(found.group()) if found else None
    if pairs is None:
        return None
    finding_of = {key: finding_id for finding_id, key in prompt.keys}
    labels: dict[FindingId, MentionClass] = {}
    for key, value in pairs:
        label = _class_of(value)
        if key not in finding_of or finding_of[key] in labels or label not in prompt.classes:
            return None
        labels[finding_of[key]] = label
    is_whole = len(labels) == len(prompt.keys)
    return {finding_id: labels[finding_id] for finding_id in prompt.finding_ids} if is_whole else None


def _pairs(text: str) -> list[tuple[str, object]] | None:
    """Keys and plain values of an object in JSON or Python quoting; parsed, never run."""
    if len(text) > _LONGEST_OBJECT:
        return None
    try:
        node = ast.parse(text.strip(), mode="eval").body
        if not isinstance(node, ast.Dict):
            return None
        items = zip(node.keys, node.values, strict=True)
        return [(str(ast.literal_eval(key)), ast.literal_eval(value)) for key, value in items if key is not None]
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return None


def _class_of(value: object) -> MentionClass | None:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        return class_from_code(str(value), CodeScheme.MOSAIC)
    except ValueError:
        return None


def response_schema(prompt: JsonPrompt) -> dict[str, Any]:
    """The JSON schema of a valid answer, for servers with structured output."""
    values = [value_of(label) for label in prompt.classes]
    return {
        "type": "object",
        "properties": {key: {"type": "integer", "enum": values} for _, key in prompt.keys},
        "required": [key for _, key in prompt.keys],
        "additionalProperties": False,
    }


def _sha256(parts: list[Any]) -> str:
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
