"""Which labels a run learns from: never what it is judged on, nothing twice, nothing that nobody looked at."""

from collections.abc import Mapping
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, PatientId, ReportId
from mosaic_desk.core.labelled import Labelled, Provenance, Taught, like_text
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.core.training_set import LeftOut, TrainingSet, is_held_out, refuse_unusable, training_set


def a_taxonomy(name: str) -> Taxonomy:
    findings = "".join(f'[[findings]]\nid = "{one}"\nname = "{one.title()}"\n' for one in ("edema", "fracture"))
    return taxonomy_from_toml(f'id = "{name}"\n{findings}', name)


TAXONOMY, OTHER = a_taxonomy("t"), a_taxonomy("other")
EDEMA, FRACTURE = FindingId("edema"), FindingId("fracture")
P, N = MentionClass.POSITIVE, MentionClass.NEGATIVE


def given_as(label: MentionClass, how: Provenance = Provenance.SET, *, is_unsure: bool = False) -> Taught:
    return Taught(label=label, provenance=how, is_unsure=is_unsure)


def row(
    number: int, *, patient: str | None = None, text: str | None = None,
    labels: Mapping[FindingId, Taught] | None = None,
    first_read: Mapping[FindingId, MentionClass] | None = None, is_committed: bool = True,
    taxonomy: Taxonomy = TAXONOMY, is_other_class_set: bool = False,
) -> Labelled:  # fmt: skip
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    own = " ".join(words[int(digit)] for digit in str(number))  # numbers alone would make it like all others
    return Labelled(
        report_id=ReportId(f"r{number}"), text=f"Report {own}." if text is None else text, taxonomy=taxonomy,
        labels=labels or {EDEMA: given_as(P if number % 2 else N)}, patient_id=PatientId(patient) if patient else None,
        first_read=first_read or {}, is_committed=is_committed, is_other_class_set=is_other_class_set,
    )  # fmt: skip


def learned(parts: TrainingSet) -> set[str]:
    return {example.report_id for example in (*parts.learn, *parts.watch)}


def a_patient(*, held_out: bool) -> str:
    return next(name for name in (f"p{n}" for n in range(100)) if is_held_out(name) is held_out)


TEXTS = ["Clear lungs.", "Edema 3 cm.", "edema 7  CM", "Fracture.", "Small effusion.", "No change.", None, None, None]
ROWS = st.lists(
    st.tuples(
        st.integers(0, 25), st.sampled_from(TEXTS), st.sampled_from([P, N]), st.booleans(),
        st.sampled_from([TAXONOMY, OTHER]),
    ), max_size=100,
)  # fmt: skip


@given(ROWS)
def test_no_patient_and_no_like_text_is_on_both_sides(
    drawn: list[tuple[int, str | None, MentionClass, bool, Taxonomy]],
) -> None:
    parts = training_set([
        row(
            n, patient=f"p{patient}", text=text, labels={EDEMA: given_as(label)}, taxonomy=taxonomy,
            first_read={EDEMA: label} if blind else None,
        )
        for n, (patient, text, label, blind, taxonomy) in enumerate(drawn)
    ])  # fmt: skip
    sides = [parts.learn, parts.watch, [report.example for report in parts.held_out]]
    for this, that in combinations(sides, 2):
        assert not {one.patient_id for one in this} & {one.patient_id for one in that}
        assert not {like_text(one.text) for one in this} & {like_text(one.text) for one in that}
    for one in (*parts.learn, *parts.watch):
        assert not is_held_out(str(one.patient_id))
    learned = [(like_text(one.text), one.taxonomy.id) for one in (*parts.learn, *parts.watch)]
    assert len(set(learned)) == len(learned)
    told = parts.left_out
    assert len(drawn) == sum(len(side) for side in sides) + sum(told.values()) - told.get(LeftOut.CONTRADICTED, 0)


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
    assert parts.counts()[TAXONOMY.id, EDEMA] == {P: 1}


def test_what_is_not_committed_or_not_sure_is_left_out_and_told() -> None:
    patient = a_patient(held_out=False)
    parts = training_set([
        row(1, patient=patient, is_committed=False),
        row(2, patient=patient, labels={EDEMA: given_as(P, is_unsure=True), FRACTURE: given_as(N)}),
        row(3, patient=patient, labels={EDEMA: given_as(P, is_unsure=True)}),
    ])
    assert [dict(example.labels) for example in parts.learn] == [{FRACTURE: N}]
    assert parts.left_out == {LeftOut.NOT_COMMITTED: 1, LeftOut.UNSURE: 2, LeftOut.NO_LABEL: 1}
    assert (parts.answered, parts.corrected) == (3, 1)


def test_of_a_report_that_is_not_committed_only_what_was_imported_counts() -> None:
    labels = {EDEMA: given_as(P), FRACTURE: given_as(N, Provenance.IMPORTED)}
    parts = training_set([row(1, patient=a_patient(held_out=False), labels=labels, is_committed=False)])
    assert [dict(example.labels) for example in parts.learn] == [{FRACTURE: N}]


def test_what_has_no_text_or_was_asked_with_other_classes_is_left_out_and_told() -> None:
    parts = training_set([row(1, text=" "), row(2, is_other_class_set=True)])
    assert not parts.learn
    assert parts.left_out == {LeftOut.NO_TEXT: 1, LeftOut.CLASS_SET: 1}


def test_of_like_texts_one_is_learned_without_what_another_contradicts() -> None:
    patient = a_patient(held_out=False)
    parts = training_set([
        row(1, patient=patient, text="Edema, 3 cm.", labels={EDEMA: given_as(P), FRACTURE: given_as(N)}),
        row(2, patient=patient, text="edema 14  cm", labels={EDEMA: given_as(N), FRACTURE: given_as(N)}),
    ])
    assert [dict(example.labels) for example in parts.learn] == [{FRACTURE: N}]
    assert parts.left_out == {LeftOut.SAME_TEXT: 1, LeftOut.CONTRADICTED: 1}


def test_a_report_like_a_held_out_one_is_not_learned() -> None:
    parts = training_set([
        row(1, patient=a_patient(held_out=True), text="Edema, 3 cm.", first_read={EDEMA: P}),
        row(2, patient=a_patient(held_out=False), text="EDEMA 5 cm"),
    ])
    assert not parts.learn
    assert parts.left_out == {LeftOut.LIKE_HELD_OUT: 1}


def test_no_adapter_is_judged_on_a_text_that_an_earlier_run_learned_from() -> None:
    held = [row(n, patient=a_patient(held_out=True), first_read={EDEMA: P}) for n in (1, 2)]
    parts = training_set(held, learned_before={like_text(held[0].text.upper())})
    assert [report.example.report_id for report in parts.held_out] == ["r2"]
    assert parts.left_out == {LeftOut.LEARNED_BEFORE: 1}


def test_the_adapters_are_compared_on_first_reads_and_on_all_that_is_held_out_where_there_are_none() -> None:
    patient = a_patient(held_out=True)
    seen = row(1, patient=patient, labels={EDEMA: given_as(N)})
    blind = row(2, patient=patient, labels={EDEMA: given_as(N)}, first_read={EDEMA: P})
    of_other = row(3, patient=patient, labels={EDEMA: given_as(N)}, taxonomy=OTHER)
    parts = training_set([seen, blind])
    (only,) = parts.held_out
    assert (only.example.report_id, only.is_blind, dict(only.example.labels)) == ("r2", True, {EDEMA: P})
    assert parts.is_blind and parts.left_out == {LeftOut.NO_FIRST_READ: 1}
    parts = training_set([seen])
    assert not parts.is_blind and dict(parts.held_out[0].example.labels) == {EDEMA: N}
    parts = training_set([seen, blind, of_other])
    assert [(report.example.report_id, report.is_blind) for report in parts.held_out] == [("r2", True), ("r3", False)]
    assert not parts.is_blind


def test_a_finding_that_the_reader_was_unsure_of_is_not_judged() -> None:
    labels = {EDEMA: given_as(P, is_unsure=True), FRACTURE: given_as(N)}
    (only,) = training_set([
        row(1, patient=a_patient(held_out=True), labels=labels, first_read={EDEMA: P, FRACTURE: N})
    ]).held_out  # fmt: skip
    assert dict(only.example.labels) == {FRACTURE: N}


def test_few_reports_are_all_learned_and_of_many_some_are_watched() -> None:
    assert not training_set([row(n) for n in range(50)]).watch
    parts = training_set([row(n) for n in range(300)])
    assert 10 <= len(parts.watch) <= 40
    assert 30 <= len(parts.held_out) <= 90


def test_patients_with_so_many_reports_that_little_would_be_left_are_not_watched() -> None:
    patients = [name for name in (f"p{n}" for n in range(100)) if not is_held_out(name)]
    for pair in pairwise(patients):
        parts = training_set([row(n, patient=pair[n % 2]) for n in range(60)])
        assert len(parts.learn) == 60


HIDDEN, OPEN = a_patient(held_out=True), a_patient(held_out=False)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([row(n) for n in range(19)], r"too few corrected reports to learn from: 19 of at least 20"),
        ([row(n, is_committed=n < 5) for n in range(40)], r"to learn from: 5 of at least 20\. Correct and commit more"),
        ([row(n, patient=OPEN) for n in range(60)], "of one patient"),
        ([row(n, patient=HIDDEN) for n in range(60)], "of one patient"),
        ([row(n, patient=OPEN if n < 3 else HIDDEN) for n in range(60)], "too few are left to learn from"),
        ([row(n, patient=HIDDEN if n < 3 else OPEN, text="Clear 1.") for n in range(60)], "too few are left"),
        ([row(n, labels={EDEMA: given_as(P)}) for n in range(60)], "of one class"),
    ],
)
def test_what_would_come_to_nothing_is_refused(rows: list[Labelled], why: str) -> None:
    with pytest.raises(InputError, match=why):
        refuse_unusable(training_set(rows))


def test_twenty_corrected_reports_are_enough_whatever_chance_holds_out() -> None:
    refuse_unusable(training_set([row(n) for n in range(20)]))
