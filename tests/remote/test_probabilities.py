"""Probabilities of classes from the tokens that a server weighed, in the many ways in which tokens are cut."""

import math
from typing import Any

import pytest

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.json_prompt import JsonPrompt, json_prompt_for, labels_from_reply
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.remote.probabilities import class_probabilities, tokens_of


def prompt_of(name: str = "Edema") -> JsonPrompt:
    return json_prompt_for(taxonomy_from_toml(f'id = "one"\n[[findings]]\nid = "edema"\nname = "{name}"\n', "one"))


def read(answer: str, pieces: list[tuple[str, dict[str, float]]], prompt: JsonPrompt | None = None) -> Any:
    asked = prompt or prompt_of()
    labels = labels_from_reply(answer, asked)
    assert labels is not None
    entries = [entry(text, shares or {text: 1.0}) for text, shares in pieces]
    return class_probabilities(answer, tokens_of(entries), asked, labels)


def entry(text: str, shares: dict[str, float]) -> dict[str, Any]:
    weighed = [{"token": other, "logprob": math.log(share)} for other, share in shares.items()]
    return {"token": text, "logprob": math.log(shares[text]), "top_logprobs": weighed}


def in_order(positive: float, negative: float, uncertain: float, not_mentioned: float) -> list[Any]:
    shares = dict(zip(MentionClass, (positive, negative, uncertain, not_mentioned), strict=True))
    return [[pytest.approx(shares[label]) for label in ALL_CLASSES]]


@pytest.mark.parametrize(
    ("answer", "pieces"),
    [
        ('{"edema": 1}', [('{"', {}), ("edema", {}), ('":', {}), (" 1", {" 1": 0.8, " -": 0.1, "0": 0.1}), ("}", {})]),
        ('{"edema": 1}', [('{"edema"', {}), (": ", {}), ("1", {"1": 0.8, "-1": 0.1, "0": 0.1}), ("}", {})]),
        ('{"edema": 1}', [('{"edema', {}), ('": 1', {'": 1': 0.8, '": -': 0.1, '": 0': 0.1}), ("}", {})]),
        ('{"edema": 1}', [('{"edema":', {}), (" 1}", {" 1}": 0.8, " -": 0.1, " 0}": 0.05, " 0": 0.05})]),
        ("{'edema': 1}", [("{'edema':", {}), (" 1", {" 1": 0.8, " -1": 0.1, " 0": 0.1}), ("}", {}), ("<eos>", {})]),
        ('{"edema":1}', [('{"edema":', {}), ("1", {"1": 0.4, " 1": 0.4, "-": 0.1, " 0": 0.1}), ("}", {})]),
        ('```json\n{"edema": 1}```', [('```json\n{"edema":', {}), (" 1", {" 1": 0.8, " -": 0.1, " 0": 0.1}),
                                      ("}```", {})]),
    ],
)
def test_probabilities_are_read_however_the_tokens_are_cut(
    answer: str, pieces: list[tuple[str, dict[str, float]]]
) -> None:
    assert read(answer, pieces) == in_order(0.8, 0.0, 0.1, 0.1)


def test_a_blank_that_is_a_token_of_its_own_is_a_step_on_the_way() -> None:
    pieces = [('{"edema":', {}), (" ", {" ": 0.75, " -": 0.25}), ("1", {"1": 0.8, "0": 0.2}), ("}", {})]
    assert read('{"edema": 1}', pieces) == in_order(0.6, 0.0, 0.15, 0.25)


def test_what_is_no_answer_has_no_share() -> None:
    pieces = [('{"edema":', {}), (" -", {" -": 0.4, " 1": 0.1, " yes": 0.3, " 12": 0.1, " ": 0.1}), ("1}", {})]
    assert read('{"edema": -1}', pieces) == in_order(0.2, 0.0, 0.0, 0.8)


def test_a_character_that_is_split_over_two_tokens_is_put_together_by_its_bytes() -> None:
    head, tail = '{"ødem": '.encode()[:3], '{"ødem": '.encode()[3:]
    entries = [
        {"token": "\ufffd", "bytes": list(head), "logprob": 0.0},
        {"token": "\ufffd", "bytes": list(tail), "logprob": 0.0},
        entry("2", {"2": 0.5, "1": 0.25, "0": 0.25}),
        {"token": "}", "logprob": 0.0},
    ]
    asked = prompt_of("Ødem")
    labels = {FindingId("edema"): MentionClass.NEGATIVE}
    found = class_probabilities('{"ødem": 2}', tokens_of(entries), asked, labels)
    assert found == in_order(0.25, 0.5, 0.25, 0.0)


def test_probabilities_that_contradict_the_label_are_none() -> None:
    assert read('{"edema": 1}', [('{"edema":', {}), (" 1", {" 1": 0.3, " 2": 0.7}), ("}", {})]) is None


def test_tokens_of_another_text_are_none() -> None:
    assert read('{"edema": 1}', [('{"edema":', {}), (" 2", {}), ("}", {})]) is None


@pytest.mark.parametrize("given", [None, 3, "text", [3], [{}], [{"token": "a"}], [{"token": "a", "logprob": "high"}]])
def test_another_form_gives_no_tokens(given: object) -> None:
    assert tokens_of(given) == ()
