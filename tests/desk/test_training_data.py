"""What a run learns from, as a project's history and files with labels tell it, and what is shown of it before."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from mosaic_desk.core.errors import ImportRefused, InputError
from mosaic_desk.core.events import Mode
from mosaic_desk.core.example import Example
from mosaic_desk.core.ids import FindingId, PatientId, ReportId, TaxonomyId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labelled import Labelled, Provenance, Taught
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.retraining import TrainingChoice
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.core.training_set import LeftOut, is_held_out
from mosaic_desk.desk.run_folder import runs_folder
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.desk.training_data import file_lessons, project_labels, project_lessons
from mosaic_desk.desk.training_preview import before_training
from tests.desk.three_findings import (
    ADA,
    EDEMA,
    EFFUSION,
    FRACTURE,
    ID,
    TAXONOMY,
    M,
    N,
    P,
    make_project,
    open_session,
    report_id,
    suggestion,
)

ONE, TWO, THREE = report_id(1), report_id(2), report_id(3)
WORDS = ["nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = open_session(make_project(tmp_path / "p.mosaic"))
    yield session
    assert session.project.check() == []
    session.close()


def standing(session: Session, report: ReportId = ONE) -> Labelled:
    (found,) = [one for one in project_labels(session.project, [TAXONOMY]) if one.report_id == report]
    return found


def own_text(number: int) -> str:
    """Unlike that of every other number, numerals apart."""
    return f"Report {' '.join(WORDS[int(digit)] for digit in str(number))}."


def comes_in(
    session: Session, numbers: Iterable[int], labels: Mapping[FindingId, MentionClass], *,
    role: LabelsRole = LabelsRole.CORRECTIONS, taxonomy: Taxonomy = TAXONOMY, is_blind: bool = False,
) -> None:  # fmt: skip
    reports = tuple(
        IncomingReport(
            report=Report(
                report_id=ReportId(f"n{number}"), text=own_text(number), patient_id=PatientId(f"p{number}"),
                language="da",
            ),
            labels=labels,
        )
        for number in numbers
    )
    incoming = Incoming(source="s", format="jsonl", reports=reports)
    session.project.store_incoming(incoming, role=role, taxonomy=taxonomy, reader=ADA, is_blind=is_blind)


def test_every_label_is_told_with_how_it_came_to_stand(session: Session) -> None:
    session.project.suggestions.save([suggestion(ONE, {EFFUSION: P, EDEMA: P})])
    session.set_label(ONE, ID, EFFUSION, N, spent_ms=0)
    session.accept(ONE, ID, EDEMA, spent_ms=0)
    assert not standing(session).is_committed
    session.commit(ONE, ID, spent_ms=0)
    found = standing(session)
    assert found.is_committed and not found.first_read
    assert found.labels == {
        EFFUSION: Taught(label=N, provenance=Provenance.SET),
        EDEMA: Taught(label=P, provenance=Provenance.ACCEPTED),
        FRACTURE: Taught(label=M, provenance=Provenance.UNTOUCHED),
    }


def test_the_evidence_that_a_commit_confirms_is_learned_and_the_readers_own_goes_before_it(session: Session) -> None:
    session.project.suggestions.save([suggestion(ONE, {EFFUSION: P, EDEMA: P, FRACTURE: P}, sure=0.999)])
    session.marks.evidence(ONE, ID, EFFUSION, [(6, 14)])
    session.accept(ONE, ID, FRACTURE, spent_ms=0)
    session.commit(ONE, ID, spent_ms=0)
    labels = standing(session).labels
    assert (labels[EFFUSION].evidence, labels[EDEMA].evidence) == ((6, 14), (0, 5))


def test_what_is_not_mentioned_has_no_evidence(session: Session) -> None:
    session.set_label(ONE, ID, EFFUSION, M, spent_ms=0)
    session.marks.evidence(ONE, ID, EFFUSION, [(6, 14)])
    assert standing(session).labels[EFFUSION].evidence is None


def test_what_the_reader_is_not_sure_of_is_told(session: Session) -> None:
    session.set_label(ONE, ID, EFFUSION, P, spent_ms=0)
    session.set_label(ONE, ID, EDEMA, P, spent_ms=0)
    session.marks.unsure(ONE, ID, EFFUSION)
    assert {finding for finding, one in standing(session).labels.items() if one.is_unsure} == {EFFUSION}


@pytest.mark.parametrize("mode", [Mode.FIRST_READ, Mode.SECOND_READER])
def test_what_was_answered_unseen_is_told_and_a_later_change_of_it_is_none(session: Session, mode: Mode) -> None:
    session.set_mode(mode)
    session.project.suggestions.save([suggestion(ONE, {EDEMA: P})])
    session.set_label(ONE, ID, EFFUSION, P, spent_ms=0)
    session.commit(ONE, ID, spent_ms=0)
    session.set_label(ONE, ID, EDEMA, P, spent_ms=0)
    how = {finding: one.provenance for finding, one in standing(session).labels.items()}
    assert how == {EFFUSION: Provenance.FIRST_READ, EDEMA: Provenance.SET, FRACTURE: Provenance.FIRST_READ}


def test_an_undone_commit_leaves_a_report_that_is_not_committed_and_a_reopened_one_was(session: Session) -> None:
    session.project.suggestions.save([suggestion(report) for report in (ONE, TWO)])
    for report in (ONE, TWO):
        session.set_label(report, ID, EFFUSION, P, spent_ms=0)
        session.commit(report, ID, spent_ms=0)
    session.history.undo()
    session.reopen(ONE, ID)
    assert standing(session, ONE).is_committed
    assert not standing(session, TWO).is_committed


def test_imported_labels_count_without_a_commit_and_blind_ones_are_first_reads(session: Session) -> None:
    comes_in(session, [1], {EDEMA: P})
    comes_in(session, [2], {EDEMA: N}, is_blind=True)
    seen, blind = standing(session, ReportId("n1")), standing(session, ReportId("n2"))
    assert (seen.language, seen.patient_id, seen.first_read) == ("da", "p1", {})
    assert seen.labels[EDEMA].provenance is Provenance.IMPORTED
    assert blind.first_read == {EDEMA: N}
    assert project_lessons(session.project).parts.corrected == 2


def test_truth_is_kept_for_scoring_and_never_learned(session: Session) -> None:
    comes_in(session, range(30), {EDEMA: P}, role=LabelsRole.TRUTH)
    assert project_lessons(session.project).parts.answered == 0


def test_a_report_counts_under_the_last_version_in_which_it_was_done_and_other_classes_are_left_out(
    session: Session,
) -> None:
    lines = '[[findings]]\nid = "edema"\nname = "Edema"\n'
    newer = taxonomy_from_toml(f'id = "three"\nversion = "2"\n{lines}', "three")
    narrow = taxonomy_from_toml(f'id = "three"\nversion = "3"\nclasses = ["positive", "not_mentioned"]\n{lines}', "t")
    comes_in(session, [1, 2], {EFFUSION: N, EDEMA: N, FRACTURE: N})
    session.project.add_taxonomy(newer)
    comes_in(session, [2], {EDEMA: P}, taxonomy=newer)
    found = {one.report_id: one for one in project_labels(session.project, session.project.taxonomies())}
    assert {one.report_id: one.taxonomy.version for one in found.values()} == {"n1": TAXONOMY.version, "n2": "2"}
    lessons = project_lessons(session.project)
    assert [one.version for one in lessons.taxonomies] == [TAXONOMY.version, "2"]
    session.project.add_taxonomy(narrow)
    lessons = project_lessons(session.project)
    assert (lessons.parts.left_out, lessons.taxonomies) == ({LeftOut.CLASS_SET: 2}, ())


def test_one_taxonomy_of_several_can_be_chosen_and_one_that_is_not_asked_is_refused(session: Session) -> None:
    other = taxonomy_from_toml('id = "other"\n[[findings]]\nid = "cyst"\nname = "Cyst"\n', "other")
    session.project.add_taxonomy(other)
    comes_in(session, [1], {EDEMA: P})
    comes_in(session, [2], {FindingId("cyst"): N}, taxonomy=other)
    assert project_lessons(session.project).parts.answered == 2
    only = project_lessons(session.project, [other.id])
    assert (only.parts.answered, only.taxonomies) == (1, (other,))
    with pytest.raises(InputError, match="does not ask the taxonomy “brain”"):
        project_lessons(session.project, [TaxonomyId("brain")])


def test_what_an_earlier_run_learned_from_is_not_judged_on(session: Session) -> None:
    numbers = [number for number in range(100) if is_held_out(f"p{number}")][:3]
    comes_in(session, numbers, {EDEMA: P}, is_blind=True)
    run = runs_folder(session.project.path) / "2026-01-02-1"
    run.mkdir(parents=True)
    lines = ["no object", json.dumps({"text": own_text(numbers[0]).upper()}), '{"text": 4}', '{"text": "half of a li']
    (run / "snapshot.jsonl").write_text("\n".join(lines), encoding="utf-8")
    parts = project_lessons(session.project).parts
    assert [one.example.report_id for one in parts.held_out] == [f"n{number}" for number in numbers[1:]]
    assert parts.left_out == {LeftOut.LEARNED_BEFORE: 1}


def test_what_came_after_the_last_run_is_counted_in_reports(session: Session) -> None:
    session.set_label(ONE, ID, EFFUSION, P, spent_ms=0)
    before = project_lessons(session.project)
    assert (before.event_number, before.new_reports) == (1, None)
    session.set_label(TWO, ID, EFFUSION, P, spent_ms=0)
    session.set_label(TWO, ID, EDEMA, P, spent_ms=0)
    assert project_lessons(session.project, since=before.event_number).new_reports == 1
    assert project_lessons(session.project, since=3).new_reports == 0


def test_the_page_before_a_run_says_how_much_of_what_and_what_is_left_out(session: Session) -> None:
    comes_in(session, range(0, 150, 2), {EFFUSION: N, EDEMA: P, FRACTURE: M})
    comes_in(session, range(1, 151, 2), {EFFUSION: P, EDEMA: N, FRACTURE: M}, is_blind=True)
    session.set_label(ONE, ID, EFFUSION, P, spent_ms=0)
    choice = TrainingChoice()
    before = before_training(session.project, choice, active_adapter="mosaic-1", since=0)
    assert before.refusal == "" and before.choice is choice and before.active_adapter == "mosaic-1"
    assert before.taxonomies == ((ID, TAXONOMY.title),)
    assert (before.corrected, before.new_since) == (151, 151)
    left_out = {amount.of: amount.number for amount in before.left_out}
    assert left_out.pop(LeftOut.NOT_COMMITTED) == 1
    assert list(left_out) == [LeftOut.NO_FIRST_READ]
    assert before.learned + before.watched + before.held_out + left_out[LeftOut.NO_FIRST_READ] == 150
    assert before.watched > 0 and before.held_out == before.held_out_first_reads > 0
    (amount,) = before.by_provenance
    assert (amount.of, amount.number, amount.weight) == (Provenance.IMPORTED, 3 * before.learned, 1.0)
    names = [finding.name for finding in before.findings]
    assert names == ["Effusion", "Edema", "Fracture"]
    assert dict(before.findings[2].counts) == {M: before.learned}
    assert before.findings[0].counts[P] == before.findings[1].counts[N]


def test_the_page_says_why_no_run_is_possible(session: Session) -> None:
    before = before_training(session.project, TrainingChoice(), active_adapter="mosaic-1")
    assert "too few corrected reports to learn from: 0 of at least 20" in before.refusal
    assert (before.corrected, before.findings, before.new_since) == (0, (), None)


def test_findings_of_several_taxonomies_are_named_with_theirs(session: Session) -> None:
    other = taxonomy_from_toml('id = "other"\ntitle = "Hip"\n[[findings]]\nid = "fracture"\nname = "Fracture"\n', "t")
    session.project.add_taxonomy(other)
    numbers = [number for number in range(20) if not is_held_out(f"p{number}")]
    comes_in(session, numbers[:2], {FRACTURE: P})
    comes_in(session, numbers[2:3], {FRACTURE: N}, taxonomy=other)
    before = before_training(session.project, TrainingChoice(), active_adapter="mosaic-1")
    shown = {finding.name: dict(finding.counts) for finding in before.findings}
    assert shown[f"Fracture ({TAXONOMY.title})"] == {P: 2} and shown["Fracture (Hip)"] == {N: 1}


def test_findings_and_taxonomies_are_named_in_the_language_of_the_window(session: Session) -> None:
    shipped = taxonomy_named("mimic-cxr")
    session.project.add_taxonomy(shipped)
    numbers = [number for number in range(20) if not is_held_out(f"p{number}")]
    comes_in(session, numbers[:2], {FRACTURE: P})
    comes_in(session, numbers[2:3], {EDEMA: P}, taxonomy=shipped)
    before = before_training(session.project, TrainingChoice(), active_adapter="mosaic-1", language="da")
    titles = dict(before.taxonomies)
    assert titles[shipped.id] != shipped.title
    shown = {finding.name: dict(finding.counts) for finding in before.findings}
    assert shown[f"Ødem ({titles[shipped.id]})"] == {P: 1}
    assert f"Fracture ({TAXONOMY.title})" in shown, "a clinic's own list is shown as it is written"


def file_of(path: Path, *lines: Mapping[str, object]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def line(number: int, **more: object) -> dict[str, object]:
    return {"report_id": f"f{number}", "text": own_text(number), **more}


def of_everything(parts: Iterable[Example]) -> set[str]:
    return {example.report_id for example in parts}


def test_files_with_labels_are_learned_from_where_a_taxonomy_asks_them(tmp_path: Path) -> None:
    first = file_of(
        tmp_path / "a.jsonl",
        *(line(n, labels={"edema": "positive", "gout": "negative"}, patient_id=f"p{n}") for n in range(9)),
        line(50),
        {"text": "of nobody"},
    )  # fmt: skip
    second = file_of(tmp_path / "b.jsonl", *(line(n, labels={"Edema": "negative"}) for n in range(10, 30)))
    parts = file_lessons([first, second], [TAXONOMY])
    learned = of_everything(parts.learn) | of_everything(one.example for one in parts.held_out)
    assert learned == {f"f{n}" for n in (*range(9), *range(10, 30))}
    assert parts.left_out == {LeftOut.REFUSED: 1}
    assert {label for example in parts.learn for label in example.labels} == {EDEMA}
    assert {example.weights[EDEMA] for example in parts.learn} == {1.0}
    assert parts.refusal() == "" and not parts.is_blind


def test_a_file_that_names_its_taxonomy_counts_under_that_one_alone(tmp_path: Path) -> None:
    other = taxonomy_from_toml('id = "other"\n[[findings]]\nid = "edema"\nname = "Edema"\n', "other")
    file = file_of(tmp_path / "a.jsonl", *(line(n, labels={"edema": "positive"}, taxonomy="other") for n in range(9)))
    parts = file_lessons([file], [TAXONOMY, other])
    assert {example.taxonomy.id for example in parts.learn} == {"other"}


def test_files_that_cannot_be_learned_from_are_refused(tmp_path: Path) -> None:
    bare = file_of(tmp_path / "bare.jsonl", line(1))
    with pytest.raises(InputError, match="No report of these files has a label"):
        file_lessons([bare], [TAXONOMY])
    twice = file_of(tmp_path / "c.jsonl", line(1, labels={"edema": "positive"}, text="Another."))
    labelled = file_of(tmp_path / "d.jsonl", line(1, labels={"edema": "positive"}))
    with pytest.raises(InputError, match="have the id “f1”"):
        file_lessons([labelled, twice], [TAXONOMY])
    with pytest.raises(ImportRefused):
        file_lessons([tmp_path / "none.jsonl"], [TAXONOMY])
