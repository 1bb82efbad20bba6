"""The JSON form: what is asked, what is written, and what is read back from a reply."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.json_prompt import (
    JsonPrompt,
    Quote,
    Shot,
    cleaned,
    json_prompt_for,
    labels_from_reply,
    response_schema,
)
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk.taxonomies import taxonomy_named

TOML = """
id = "three"
classes = {}
[[findings]]
id = "effusion"
name = "Pleural effusion"
definition = "Fluid around the lung."
[[findings]]
id = "burrs"
name = "Kerley's lines"
[[findings]]
id = "edema"
name = "Edema"
"""
POSITIVE, NEGATIVE, UNCERTAIN, NOT_MENTIONED = ALL_CLASSES


def taxonomy(*classes: MentionClass) -> Taxonomy:
    return taxonomy_from_toml(TOML.format([str(label) for label in classes or ALL_CLASSES]), "three")


PROMPT = json_prompt_for(taxonomy())
LABELS = {FindingId("effusion"): POSITIVE, FindingId("burrs"): NOT_MENTIONED, FindingId("edema"): UNCERTAIN}
WHOLE = '{"pleural effusion": 1, "kerley\'s lines": -1, "edema": 0}'


def test_an_answer_is_flat_json_with_the_integers_of_mosaic() -> None:
    assert PROMPT.answer(LABELS) == WHOLE
    assert json.loads(PROMPT.answer(LABELS)) == {"pleural effusion": 1, "kerley's lines": -1, "edema": 0}


def test_the_published_form_is_the_repr_of_a_dictionary() -> None:
    single = json_prompt_for(taxonomy(), quote=Quote.SINGLE)
    assert "Keys: ['pleural effusion', \"kerley's lines\", 'edema']" in single.request
    assert single.answer(LABELS) == repr({"pleural effusion": 1, "kerley's lines": -1, "edema": 0})


@given(
    labels=st.tuples(*[st.sampled_from(ALL_CLASSES)] * 3),
    quote=st.sampled_from(Quote),
    around=st.text(st.characters(exclude_characters="{}"), max_size=20),
)
def test_what_is_written_is_read_back_in_either_quoting(
    labels: tuple[MentionClass, ...], quote: Quote, around: str
) -> None:
    prompt = json_prompt_for(taxonomy(), quote=quote)
    given_labels = dict(zip(prompt.finding_ids, labels, strict=True))
    assert labels_from_reply(f"{around} {prompt.answer(given_labels)}{around}", prompt) == given_labels


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "no object",
        '{"pleural effusion": 1, "edema": 0}',  # a key is missing: nothing is filled up
        WHOLE.replace("edema", "oedema"),
        WHOLE[:-1] + ', "edema": 1}',
        WHOLE[:-1] + ', "other": 1}',
        WHOLE.replace(": 1", ": 7"),
        WHOLE.replace(": 1", ": true").replace("true", "True"),
        WHOLE.replace(": 1", ": null"),
        WHOLE.replace(": 1", ": __import__('os').getpid()"),
        WHOLE.replace(": 1", ": [1]"),
        WHOLE[:-1],
        "{" + "-" * 90_000 + "1}",
    ],
)
def test_an_invalid_reply_is_no_suggestion(reply: str) -> None:
    assert labels_from_reply(reply, PROMPT) is None


def test_a_class_that_was_not_asked_is_invalid() -> None:
    prompt = json_prompt_for(taxonomy(POSITIVE, NOT_MENTIONED))
    assert labels_from_reply(WHOLE, prompt) is None
    assert labels_from_reply(WHOLE.replace(": 0", ": -1"), prompt) is not None


def test_the_first_object_counts_where_a_model_writes_on() -> None:
    assert labels_from_reply(f" {WHOLE}\n{{}}", PROMPT) == LABELS


def test_a_value_means_what_the_class_set_leaves_to_it() -> None:
    four, two = PROMPT.request, json_prompt_for(taxonomy(POSITIVE, NOT_MENTIONED)).request
    assert "0: the report hedges" in four and "2: the report says that it is not there" in four
    assert "1: the report speaks of the finding as there or possible" in two
    assert "-1: the report does not speak of it, or says that it is not there" in two
    assert "\n0:" not in two and "\n2:" not in two


def test_definitions_and_examples_come_only_when_asked_for() -> None:
    assert "Fluid" not in PROMPT.request and "Example" not in PROMPT.request
    shot = Shot(text="Fluid?\n\n____", labels=LABELS)
    asked = json_prompt_for(taxonomy(), shots=[shot], with_definitions=True).request
    assert "pleural effusion: Fluid around the lung." in asked
    assert f"Text: <<<Fluid? _>>>\nAnswer: json {WHOLE}" in asked


def test_every_change_of_the_prompt_changes_its_hash() -> None:
    others = [
        json_prompt_for(taxonomy(POSITIVE, NOT_MENTIONED)),
        json_prompt_for(taxonomy(), quote=Quote.SINGLE),
        json_prompt_for(taxonomy(), with_definitions=True),
        JsonPrompt(request=PROMPT.request, keys=PROMPT.keys, classes=PROMPT.classes, reads_whole_report=True),
    ]
    assert len({PROMPT.hash, *(other.hash for other in others)}) == 5
    assert json_prompt_for(taxonomy()).hash == PROMPT.hash


def test_a_report_is_cleaned_and_only_its_read_sections_are_shown() -> None:
    report = Report(report_id=ReportId("r"), text="INDICATION: cough\nFINDINGS: No\t effusion  ___ .\n")
    assert PROMPT.text_of(report) == "FINDINGS: No effusion _ ."
    whole = JsonPrompt(request="", keys=(), classes=ALL_CLASSES, reads_whole_report=True)
    assert whole.text_of(report).startswith("INDICATION: cough FINDINGS:")
    assert cleaned(" a__b_c ") == "a_b_c"


def test_the_schema_asks_for_every_key_and_no_other() -> None:
    schema = response_schema(PROMPT)
    assert schema["required"] == list(schema["properties"]) == ["pleural effusion", "kerley's lines", "edema"]
    assert schema["properties"]["edema"]["enum"] == [1, 2, 0, -1]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("name", ["mimic-cxr", "brain-mri-epilepsy"])
def test_the_keys_of_a_shipped_taxonomy_differ(name: str) -> None:
    shipped = taxonomy_named(name)
    keys = [key for _, key in json_prompt_for(shipped).keys]
    assert len(set(keys)) == len(shipped.findings)
