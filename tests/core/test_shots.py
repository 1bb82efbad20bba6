"""Examples for a prompt: few, short, whole, rare answers first, the same whatever the order."""

from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.json_prompt import Shot, json_prompt_for
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.prompt import INSTRUCTION, prompt_for
from mosaic_desk.core.shots import MOST_SHOTS, chosen_shots, instruction_with
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml

TAXONOMY = taxonomy_from_toml(
    'id = "two"\n[[findings]]\nid = "effusion"\nname = "Effusion"\n[[findings]]\nid = "edema"\nname = "Edema"\n', "two"
)
POSITIVE, NEGATIVE, UNCERTAIN, NOT_MENTIONED = ALL_CLASSES
LABELS = st.fixed_dictionaries({finding_id: st.sampled_from(ALL_CLASSES) for finding_id in TAXONOMY.finding_ids})
SHOTS = st.lists(st.builds(Shot, text=st.text("abc .", min_size=1, max_size=30), labels=LABELS), max_size=12)


def shot(text: str, effusion: MentionClass, edema: MentionClass) -> Shot:
    return Shot(text=text, labels={FindingId("effusion"): effusion, FindingId("edema"): edema})


def test_a_rare_answer_is_shown_before_common_ones() -> None:
    common = [shot(f"Normal {number}.", NEGATIVE, NOT_MENTIONED) for number in range(5)]
    rare = shot("Perhaps an effusion, a long sentence about it.", UNCERTAIN, POSITIVE)
    assert [s.labels for s in chosen_shots([*common, rare], TAXONOMY, count=1)] == [rare.labels]


def test_what_was_shown_is_not_shown_twice_while_something_is_new() -> None:
    pool = [shot("A.", POSITIVE, POSITIVE), shot("B.", POSITIVE, POSITIVE), shot("C is longer.", NEGATIVE, NEGATIVE)]
    chosen = chosen_shots(pool, TAXONOMY, count=2)
    assert {s.labels[FindingId("edema")] for s in chosen} == {POSITIVE, NEGATIVE}


@given(pool=SHOTS, count=st.integers(0, 12), order=st.randoms(use_true_random=False))
def test_the_choice_is_small_and_does_not_hang_on_the_order(pool: list[Shot], count: int, order: object) -> None:
    chosen = chosen_shots(pool, TAXONOMY, count=count)
    assert len(chosen) <= min(count, MOST_SHOTS, len(pool))
    mixed = list(pool)
    order.shuffle(mixed)  # type: ignore[attr-defined]
    assert {(s.text, *s.labels.values()) for s in chosen_shots(mixed, TAXONOMY, count=12)} == {
        (s.text, *s.labels.values()) for s in chosen_shots(pool, TAXONOMY, count=12)
    } or len(pool) > MOST_SHOTS


def test_a_report_that_is_half_labelled_or_long_or_empty_is_no_example() -> None:
    half = Shot(text="Half.", labels={FindingId("edema"): POSITIVE})
    others = [shot("Long. " * 400, POSITIVE, POSITIVE), shot("INDICATION: cough", POSITIVE, POSITIVE)]
    assert chosen_shots([half, *others], TAXONOMY, count=4) == ()


def test_a_label_outside_the_class_set_is_no_example() -> None:
    two = taxonomy_from_toml(
        'id = "two"\nclasses = ["positive", "not_mentioned"]\n[[findings]]\nid = "edema"\nname = "Edema"\n', "two"
    )
    pool = [Shot(text="A.", labels={FindingId("edema"): UNCERTAIN})]
    assert chosen_shots(pool, two, count=4) == ()


def test_only_what_the_model_reads_of_a_report_is_shown() -> None:
    (chosen,) = chosen_shots([shot("INDICATION: cough\nFINDINGS: Edema.", NEGATIVE, POSITIVE)], TAXONOMY, count=1)
    assert chosen.text == "FINDINGS: Edema."


def test_examples_stand_in_both_forms_as_the_model_answers_them() -> None:
    chosen = chosen_shots([shot("Edema.", NOT_MENTIONED, POSITIVE)], TAXONOMY, count=1)
    instruction = instruction_with(INSTRUCTION, chosen, TAXONOMY)
    assert instruction == INSTRUCTION + "Edema.\nEffusion: none\nEdema: present\n\n"
    assert prompt_for(TAXONOMY, instruction=instruction).hash != prompt_for(TAXONOMY).hash
    assert 'Answer: json {"effusion": -1, "edema": 1}' in json_prompt_for(TAXONOMY, shots=chosen).request


def test_without_examples_nothing_changes() -> None:
    assert prompt_for(TAXONOMY, instruction=instruction_with(INSTRUCTION, (), TAXONOMY)) == prompt_for(TAXONOMY)
