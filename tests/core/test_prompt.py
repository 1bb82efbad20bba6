"""The prompt is part of the model: its hash follows everything in it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core import prompt as prompt_module
from mosaic_desk.core.ids import FindingId, TaxonomyId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass, folded_class
from mosaic_desk.core.prompt import asked_as, folded_probabilities, prompt_for
from mosaic_desk.core.taxonomy import Finding, Taxonomy

P, N, U, A = ALL_CLASSES
EDEMA = Finding(
    id=FindingId("edema"),
    names={"en": "Edema", "da": "Ødem"},
    aliases={"en": ("pulmonary edema", "congestion", "CHF"), "da": ("stase",)},
)
FRACTURE = Finding(id=FindingId("fracture"), names={"en": "Fracture"})
TAXONOMY = Taxonomy(id=TaxonomyId("t"), version="1", title="T", findings=(EDEMA, FRACTURE))
class_sets = st.sampled_from([(P, N, U, A), (P, N, A), (P, U, A), (P, N, U), (P, A), (P, N)])
weights = st.lists(st.floats(0.001, 1), min_size=4, max_size=4)


def test_a_question_is_the_english_name_and_two_aliases() -> None:
    assert asked_as(EDEMA) == "\nEdema (pulmonary edema, congestion):"
    assert asked_as(FRACTURE) == "\nFracture:"


def test_without_english_the_question_is_in_the_first_language() -> None:
    assert asked_as(replace(EDEMA, names={"da": "Ødem"})) == "\nØdem (stase):"


def test_the_same_prompt_has_the_same_hash() -> None:
    assert prompt_for(TAXONOMY).hash == prompt_for(replace(TAXONOMY, title="Other title")).hash
    assert prompt_for(TAXONOMY).hash.startswith("sha256:")


@pytest.mark.parametrize(
    "other",
    [
        replace(TAXONOMY, findings=(FRACTURE, EDEMA)),
        replace(TAXONOMY, findings=(EDEMA,)),
        replace(TAXONOMY, classes=(P, A)),
        replace(TAXONOMY, findings=(replace(EDEMA, names={"en": "Oedema"}), FRACTURE)),
        replace(TAXONOMY, findings=(replace(EDEMA, aliases={"en": ("congestion",)}), FRACTURE)),
        replace(TAXONOMY, findings=(replace(EDEMA, id=FindingId("oedema")), FRACTURE)),
    ],
    ids=["order", "findings", "classes", "name", "aliases", "id"],
)
def test_the_hash_follows_every_part_of_the_taxonomy_that_is_asked(other: Taxonomy) -> None:
    assert prompt_for(other).hash != prompt_for(TAXONOMY).hash


def test_the_hash_follows_instruction_and_answer_words(monkeypatch: pytest.MonkeyPatch) -> None:
    prompt = prompt_for(TAXONOMY)
    before = prompt.hash
    assert replace(prompt, instruction=prompt.instruction + " ").hash != before
    monkeypatch.setattr(prompt_module, "ANSWERS", {**prompt_module.ANSWERS, U: " maybe"})
    assert prompt.hash != before


@given(weights, class_sets)
def test_folded_probabilities_sum_to_one_over_exactly_the_class_set(
    drawn: list[float], classes: tuple[MentionClass, ...]
) -> None:
    total = sum(drawn)
    probabilities = {label: weight / total for label, weight in zip(ALL_CLASSES, drawn, strict=True)}
    folded = folded_probabilities(probabilities, classes)
    assert tuple(folded) == classes
    assert sum(folded.values()) == pytest.approx(1)
    for label in ALL_CLASSES:
        assert folded[folded_class(label, classes)] >= probabilities[label] - 1e-12


@pytest.mark.parametrize(
    ("label", "classes", "expected"),
    [
        (U, (P, N, A), P),
        (N, (P, U, A), A),
        (N, (P, A), A),
        (A, (P, N), N),
        (U, (P, N), P),
        (U, (P, N, U, A), U),
    ],
)
def test_an_answer_falls_under_the_class_whose_meaning_holds_it(
    label: MentionClass, classes: tuple[MentionClass, ...], expected: MentionClass
) -> None:
    assert folded_class(label, classes) is expected


def test_a_class_set_that_can_hold_no_answer_is_our_bug() -> None:
    with pytest.raises(ValueError, match="cannot be expressed"):
        folded_class(N, (P, U))
