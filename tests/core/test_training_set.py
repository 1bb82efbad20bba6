"""Which labels a run learns from: never what it is judged on, nothing twice, nothing that nobody looked at."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, PatientId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.core.training_set import (
    Labelled,
    LeftOut,
    Provenance,
    Taught,
    TrainingSet,
    is_held_out,
    like_text,
    refuse_unusable,
    training_set,
)

TAXONOMY = taxonomy_from_toml(
    'id = "t"\n[[findings]]\nid = "edema"\nname = "Edema"\n[[findings]]\nid = "fracture"\nname = "Fracture"\n', "t"
)
EDEMA, FRACTURE = FindingId("edema"), FindingId("fracture")
P, N = MentionClass.POSITIVE, MentionClass.NEGATIVE


def given_as(label: MentionClass, how: Provenance = Provenance.SET, *, is_unsure: bool = False) -> Taught:
    return Taught(label=label, provenance=how, is_unsure=is_unsure)


def row(
    number: int, *, patient: str | None = None, text: str | None = None,
    labels: Mapping[FindingId, Taught] | None = None,
    first_read: Mapping[FindingId, MentionClass] | None = None, is_committed: bool = True,
) -> Labelled:  # fmt: skip
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    own = " ".join(words[int(digit)] for digit in str(number))  # numbers alone would make it like all others
    return Labelled(
        report_id=ReportId(f"r{number}"), text=text or f"Report {own}.", taxonomy=TAXONOMY,
        labels=labels or {EDEMA: given_as(P if number % 2 else N)}, patient_id=PatientId(patient) if patient else None,
        first_read=first_read, is_committed=is_committed,
    )  # fmt: skip


def learned(parts: TrainingSet) -> set[str]:
    return {example.report_id for example in (*parts.learn, *parts.watch)}


def a_patient(*, held_out: bool) -> str:
    return next(name for name in (f"p{n}" for n in range(100)) if is_held_out(name) is held_out)


TEXTS = ["Clear lungs.", "Edema 3 cm.", "edema 7  CM", "Fracture.", "Small effusion.", "No change."]
ROWS = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(TEXTS), st.sampled_from([P, N]), st.booleans()), max_size=40
)


@given(ROWS)
def test_no_patient_and_no_like_text_is_on_both_sides(drawn: list[tuple[int, str, MentionClass, bool]]) -> None:
    rows = [
        row(
            n, patient=f"p{patient}", text=text, labels={EDEMA: given_as(label)},
            first_read={EDEMA: label} if blind else None,
        )
        for n, (patient, text, label, blind) in enumerate(drawn)
    ]  # fmt: skip
    parts = training_set(rows)
    taught, judged = [*parts.learn, *parts.watch], [report.example for report in parts.held_out]
    assert not {one.patient_id for one in taught} & {one.patient_id for one in judged}
    assert not {like_text(one.text) for one in taught} & {like_text(one.text) for one in judged}
    assert not {one.patient_id for one in parts.learn} & {one.patient_id for one in parts.watch}
    assert len({like_text(one.text) for one in taught}) == len(taught)
    assert all(is_held_out(str(one.patient_id)) for one in judged)


@given(st.integers(1, 60), st.integers(0, 60))
def test_who_is_held_out_stays_held_out_when_reports_are_added(first: int, more: int) -> None:
    few = training_set([row(n, first_read={EDEMA: P}) for n in range(first)])
    many = training_set([row(n, first_read={EDEMA: P}) for n in range(first + more)])
    held = {report.example.report_id for report in few.held_out}
    assert held <= {report.example.report_id for report in many.held_out}
    assert not held & learned(many)


def test_a_label_counts_by_how_it_came_to_stand() -> None:
    labels = {EDEMA: given_as(P, Provenance.UNTOUCHED), FRACTURE: given_as(N, Provenance.ACCEPTED)}
    parts = training_set([row(1, patient=a_patient(held_out=False), labels=labels)])
    assert parts.learn[0].weights == {EDEMA: 0.25, FRACTURE: 1.0}
    assert parts.by_provenance == {Provenance.UNTOUCHED: 1, Provenance.ACCEPTED: 1}
    assert parts.counts()["t", EDEMA] == {P: 1}


def test_what_is_not_committed_or_not_sure_is_left_out_and_told() -> None:
    patient = a_patient(held_out=False)
    parts = training_set([
        row(1, patient=patient, is_committed=False),
        row(2, patient=patient, labels={EDEMA: given_as(P, is_unsure=True), FRACTURE: given_as(N)}),
        row(3, patient=patient, labels={EDEMA: given_as(P, is_unsure=True)}),
    ])
    assert [dict(example.labels) for example in parts.learn] == [{FRACTURE: N}]
    assert parts.left_out[LeftOut.NOT_COMMITTED] == 1
    assert parts.left_out[LeftOut.UNSURE] == 2
    assert parts.left_out[LeftOut.NO_LABEL] == 1


def test_of_like_texts_one_is_learned_without_what_another_contradicts() -> None:
    patient = a_patient(held_out=False)
    parts = training_set([
        row(1, patient=patient, text="Edema, 3 cm.", labels={EDEMA: given_as(P), FRACTURE: given_as(N)}),
        row(2, patient=patient, text="edema 14  cm", labels={EDEMA: given_as(N), FRACTURE: given_as(N)}),
    ])
    assert [dict(example.labels) for example in parts.learn] == [{FRACTURE: N}]
    assert parts.left_out[LeftOut.SAME_TEXT] == 1
    assert parts.left_out[LeftOut.CONTRADICTED] == 1


def test_a_report_like_a_held_out_one_is_not_learned() -> None:
    parts = training_set([
        row(1, patient=a_patient(held_out=True), text="Edema, 3 cm.", first_read={EDEMA: P}),
        row(2, patient=a_patient(held_out=False), text="EDEMA 5 cm"),
    ])
    assert not parts.learn
    assert parts.left_out[LeftOut.LIKE_HELD_OUT] == 1


def test_the_adapters_are_compared_on_first_reads_and_on_all_that_is_held_out_where_there_are_none() -> None:
    patient = a_patient(held_out=True)
    seen = row(1, patient=patient, labels={EDEMA: given_as(N)})
    blind = row(2, patient=patient, labels={EDEMA: given_as(N)}, first_read={EDEMA: P})
    (only,) = training_set([seen, blind]).held_out
    assert (only.example.report_id, only.is_blind, dict(only.example.labels)) == ("r2", True, {EDEMA: P})
    parts = training_set([seen])
    assert not parts.is_blind and dict(parts.held_out[0].example.labels) == {EDEMA: N}


def test_few_reports_are_all_learned_and_of_many_some_are_watched() -> None:
    assert not training_set([row(n) for n in range(50)]).watch
    parts = training_set([row(n) for n in range(300)])
    assert 10 <= len(parts.watch) <= 40
    assert 30 <= len(parts.held_out) <= 90


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([row(n) for n in range(10)], r"^\d corrected reports are too few to learn from: 20 are needed"),
        ([row(n, patient=a_patient(held_out=False)) for n in range(60)], "of one patient"),
        ([row(n, labels={EDEMA: given_as(P)}) for n in range(60)], "of one class"),
    ],
)
def test_what_would_come_to_nothing_is_refused(rows: list[Labelled], why: str) -> None:
    with pytest.raises(InputError, match=why):
        refuse_unusable(training_set(rows))
