"""One reader at one project: what is decided, what is committed, what is taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import EventKind, ReportState
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.desk.first_read_share import set_first_read_share
from mosaic_desk.desk.pages import NO_SUGGESTION_YET, NO_TEXT
from mosaic_desk.desk.session import Session
from mosaic_desk.store import Project

TAXONOMY = taxonomy_from_toml(
    """
id = "three"
[[findings]]
id = "effusion"
name = "Effusion"
[[findings]]
id = "edema"
name = "Edema"
[[findings]]
id = "fracture"
name = "Fracture"
rare = true
""",
    "three",
)
MODEL = ModelRef(
    backbone="b", backbone_hash="sha256:b", adapter="a", adapter_hash="sha256:a", prompt_hash="sha256:p"
)
ONE, TWO, EMPTY = ReportId("r1"), ReportId("r2"), ReportId("r3")
EFFUSION, EDEMA, FRACTURE = TAXONOMY.finding_ids


def slot(label: MentionClass, probability: float = 0.95, *, has_evidence: bool = True) -> FindingSuggestion:
    others = [other for other in MentionClass if other is not label]
    probabilities = {label: probability, **dict.fromkeys(others, (1 - probability) / 3)}
    is_shown = has_evidence and label is not MentionClass.NOT_MENTIONED
    return FindingSuggestion(label=label, probabilities=probabilities, evidence=((0, 5),) if is_shown else ())


def suggestion(report_id: ReportId, **slots: FindingSuggestion) -> Suggestion:
    clear = slot(MentionClass.NOT_MENTIONED)
    return Suggestion(
        report_id=report_id,
        taxonomy_id=TAXONOMY.id,
        taxonomy_version=TAXONOMY.version,
        model=MODEL,
        findings={finding_id: slots.get(finding_id, clear) for finding_id in TAXONOMY.finding_ids},
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.mosaic"
    texts = {ONE: "Small effusion.", TWO: "Clear lungs.", EMPTY: " "}
    reports = tuple(IncomingReport(report=Report(report_id=key, text=text)) for key, text in texts.items())
    incoming = Incoming(source="s", format="jsonl", reports=reports)
    with Project.create(path, [TAXONOMY]) as made:
        made.store_incoming(incoming, role=LabelsRole.TRUTH, taxonomy=TAXONOMY, reader=ReaderName("lead"))
        set_first_read_share(made, 0)  # here the next report is the next in order
    return path


@pytest.fixture
def session(project: Path) -> Iterator[Session]:
    session = Session.open(project, reader=ReaderName("Ada"))
    yield session
    session.close()


def correction_of(
    session: Session, report_id: ReportId, finding_id: FindingId
) -> tuple[MentionClass, EventKind] | None:
    rows = {row.finding_id: row for row in session.page(report_id, TAXONOMY.id).rows}
    standing = rows[finding_id].correction
    return (standing.label, standing.kind) if standing else None


def test_a_page_says_why_there_is_no_suggestion(session: Session) -> None:
    assert session.page(ONE, TAXONOMY.id).no_suggestion == NO_SUGGESTION_YET
    assert session.page(EMPTY, TAXONOMY.id).no_suggestion == NO_TEXT
    assert [report.report_id for report in session.suggestions.waiting(TAXONOMY, 10)] == [ONE, TWO]


def test_a_set_label_keeps_what_was_shown(session: Session) -> None:
    session.suggestions.save([suggestion(ONE, effusion=slot(MentionClass.POSITIVE))])
    session.set_label(ONE, TAXONOMY.id, EFFUSION, MentionClass.UNCERTAIN, spent_ms=900)
    (event,) = session.project.history.events(ONE)
    assert event.kind is EventKind.SET
    assert (event.before, event.after) == (None, MentionClass.UNCERTAIN)
    assert event.shown is not None
    assert event.shown.label is MentionClass.POSITIVE
    assert event.shown.adapter_hash == "sha256:a"
    assert event.reader == "Ada"


def test_a_commit_confirms_what_stands_and_opens_the_next_report(session: Session) -> None:
    session.suggestions.save([suggestion(ONE, effusion=slot(MentionClass.POSITIVE))])
    session.accept(ONE, TAXONOMY.id, EFFUSION, spent_ms=0)
    session.set_label(ONE, TAXONOMY.id, EDEMA, MentionClass.NEGATIVE, spent_ms=0)
    following = session.commit(ONE, TAXONOMY.id, spent_ms=0)
    assert following is not None
    assert following.report.report_id == TWO
    assert correction_of(session, ONE, EFFUSION) == (MentionClass.POSITIVE, EventKind.ACCEPTED)
    assert correction_of(session, ONE, EDEMA) == (MentionClass.NEGATIVE, EventKind.SET)
    assert correction_of(session, ONE, FRACTURE) == (MentionClass.NOT_MENTIONED, EventKind.ACCEPTED_UNTOUCHED)
    assert session.page(ONE, TAXONOMY.id).state is ReportState.DONE


def test_a_report_without_a_suggestion_is_committed_only_when_every_row_was_set(session: Session) -> None:
    with pytest.raises(InputError, match=r"no suggestion"):
        session.commit(TWO, TAXONOMY.id, spent_ms=0)
    for finding_id in TAXONOMY.finding_ids:
        session.set_label(TWO, TAXONOMY.id, finding_id, MentionClass.NEGATIVE, spent_ms=0)
    session.commit(TWO, TAXONOMY.id, spent_ms=0)
    assert session.page(TWO, TAXONOMY.id).state is ReportState.DONE


def test_a_report_without_text_is_closed_without_any_label(session: Session) -> None:
    session.commit(EMPTY, TAXONOMY.id, spent_ms=0)
    assert session.page(EMPTY, TAXONOMY.id).state is ReportState.DONE
    assert all(row.correction is None for row in session.page(EMPTY, TAXONOMY.id).rows)


def test_committing_twice_records_once(session: Session) -> None:
    session.commit(EMPTY, TAXONOMY.id, spent_ms=0)
    session.commit(EMPTY, TAXONOMY.id, spent_ms=0)
    assert len(session.project.history.events(EMPTY)) == 1


def test_a_suggestion_that_came_in_meanwhile_is_not_confirmed_unseen(session: Session) -> None:
    session.page(ONE, TAXONOMY.id)
    session.suggestions.save([suggestion(ONE)])
    with pytest.raises(InputError, match=r"new suggestion"):
        session.commit(ONE, TAXONOMY.id, spent_ms=0)
    assert session.page(ONE, TAXONOMY.id).state is not ReportState.DONE
    session.commit(ONE, TAXONOMY.id, spent_ms=0)
    assert session.page(ONE, TAXONOMY.id).state is ReportState.DONE


def test_accepting_takes_what_was_shown_and_not_what_came_in_since(session: Session) -> None:
    session.suggestions.save([suggestion(ONE, effusion=slot(MentionClass.POSITIVE))])
    session.page(ONE, TAXONOMY.id)
    session.suggestions.save([suggestion(ONE, effusion=slot(MentionClass.NEGATIVE))])
    session.accept(ONE, TAXONOMY.id, EFFUSION, spent_ms=0)
    assert correction_of(session, ONE, EFFUSION) == (MentionClass.POSITIVE, EventKind.ACCEPTED)


@pytest.mark.parametrize(
    ("finding", "waiting"),
    [
        ({"effusion": slot(MentionClass.POSITIVE, 0.5)}, EFFUSION),
        ({"effusion": slot(MentionClass.NOT_MENTIONED, 0.5)}, EFFUSION),
        ({"effusion": slot(MentionClass.NEGATIVE, has_evidence=False)}, EFFUSION),
        ({"fracture": slot(MentionClass.POSITIVE, 0.99)}, FRACTURE),
        ({"fracture": slot(MentionClass.UNCERTAIN, 0.99)}, FRACTURE),
    ],
    ids=["unsure", "unsure of not mentioned", "without evidence", "rare and positive", "rare and uncertain"],
)
def test_a_row_that_needs_its_own_key_holds_the_commit(
    session: Session, finding: dict[str, FindingSuggestion], waiting: FindingId
) -> None:
    session.suggestions.save([suggestion(ONE, **finding)])
    with pytest.raises(InputError, match=r"own key"):
        session.commit(ONE, TAXONOMY.id, spent_ms=0)
    assert session.page(ONE, TAXONOMY.id).state is not ReportState.DONE
    session.accept(ONE, TAXONOMY.id, waiting, spent_ms=0)
    session.commit(ONE, TAXONOMY.id, spent_ms=0)
    assert session.page(ONE, TAXONOMY.id).state is ReportState.DONE


def test_undo_names_the_action_and_survives_a_restart(project: Path) -> None:
    session = Session.open(project, reader=ReaderName("Ada"))
    session.suggestions.save([suggestion(ONE)])
    session.set_label(ONE, TAXONOMY.id, EFFUSION, MentionClass.NEGATIVE, spent_ms=0)
    session.commit(ONE, TAXONOMY.id, spent_ms=0)
    session.close()
    again = Session.open(project, reader=ReaderName("Ada"))
    assert again.summary(TAXONOMY.id).undo_text == "Undo: commit of r1"
    undone = again.history.undo()
    assert undone is not None
    assert (undone.report_id, undone.text) == (ONE, "Undo: commit of r1")
    assert again.page(ONE, TAXONOMY.id).state is not ReportState.DONE
    assert again.summary(TAXONOMY.id).undo_text == "Undo: Effusion → negative"
    again.history.undo()
    assert correction_of(again, ONE, EFFUSION) is None
    redone = again.history.redo()
    assert redone is not None
    assert redone.text == "Redo: Effusion → negative"
    assert correction_of(again, ONE, EFFUSION) == (MentionClass.NEGATIVE, EventKind.SET)
    again.close()


def test_nothing_to_undo_is_none(session: Session) -> None:
    assert session.history.undo() is None
    assert session.history.redo() is None
    assert session.summary(TAXONOMY.id).undo_text is None


def test_a_class_outside_the_taxonomy_is_refused(project: Path, tmp_path: Path) -> None:
    small = taxonomy_from_toml(
        'id = "s"\nclasses = ["positive", "not_mentioned"]\n[[findings]]\nid = "a"\nname = "A"\n', "s"
    )
    with Project.create(tmp_path / "small.mosaic", [small]):
        pass
    session = Session.open(tmp_path / "small.mosaic", reader=ReaderName("Ada"))
    with pytest.raises(InputError, match=r"no class"):
        session.set_label(ONE, small.id, FindingId("a"), MentionClass.UNCERTAIN, spent_ms=0)
    session.close()


def test_accepting_without_a_suggestion_is_refused(session: Session) -> None:
    with pytest.raises(InputError, match=r"no suggestion"):
        session.accept(ONE, TAXONOMY.id, EFFUSION, spent_ms=0)


def test_a_flag_goes_on_and_off(session: Session) -> None:
    assert session.marks.flag(ONE, TAXONOMY.id).is_flagged
    assert not session.marks.flag(ONE, TAXONOMY.id).is_flagged


def test_counts_follow_the_corrections(session: Session) -> None:
    session.set_label(ONE, TAXONOMY.id, EFFUSION, MentionClass.POSITIVE, spent_ms=0)
    session.set_label(TWO, TAXONOMY.id, EFFUSION, MentionClass.POSITIVE, spent_ms=0)
    assert session.page(ONE, TAXONOMY.id).rows[0].positives == 2
    session.history.undo()
    assert session.summary(TAXONOMY.id).counts[0].counts[MentionClass.POSITIVE] == 1
