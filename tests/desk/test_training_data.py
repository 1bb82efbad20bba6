"""What a run learns from, read from a real project and from files."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.events import Mode
from mosaic_desk.core.training_set import Provenance
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.training_data import file_training_set, project_labels, project_training_set
from tests.desk.three_findings import (
    EDEMA,
    EFFUSION,
    FRACTURE,
    ID,
    TAXONOMY,
    M,
    N,
    P,
    U,
    make_project,
    open_session,
    report_id,
    suggestion,
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = open_session(make_project(tmp_path / "p.mosaic"))
    session.suggestions.save([suggestion(report_id(n), {"effusion": P}) for n in (1, 2, 3)])
    yield session
    session.close()


def test_each_label_says_how_it_came_to_stand_and_what_it_rests_on(session: Session) -> None:
    report = report_id(1)
    session.set_label(report, ID, EDEMA, N, spent_ms=0)
    session.accept(report, ID, EFFUSION, spent_ms=0)
    session.marks.evidence(report, ID, EFFUSION, ((6, 14),))
    session.marks.unsure(report, ID, EDEMA)
    session.commit(report, ID, spent_ms=0)
    (labelled,) = project_labels(session.project)
    assert labelled.is_committed and labelled.first_read is None
    assert {f: (t.label, t.provenance) for f, t in labelled.labels.items()} == {
        EDEMA: (N, Provenance.SET), EFFUSION: (P, Provenance.ACCEPTED), FRACTURE: (M, Provenance.UNTOUCHED),
    }  # fmt: skip
    assert labelled.labels[EFFUSION].evidence == (6, 14)
    assert labelled.labels[EDEMA].is_unsure and not labelled.labels[EFFUSION].is_unsure


def test_a_report_that_was_only_begun_is_not_committed(session: Session) -> None:
    session.set_label(report_id(2), ID, EDEMA, N, spent_ms=0)
    (labelled,) = project_labels(session.project)
    assert not labelled.is_committed
    assert not project_training_set(session.project).learn


def test_a_first_read_keeps_its_first_answers_beside_what_was_revised(tmp_path: Path) -> None:
    session = open_session(make_project(tmp_path / "p.mosaic", share=1.0))
    session.suggestions.save([suggestion(report_id(n), {"effusion": P}) for n in (1, 2, 3)])
    page = session.next_page(ID, after=None)
    assert page is not None and page.mode is Mode.FIRST_READ
    report = page.report.report_id
    session.set_label(report, ID, EFFUSION, U, spent_ms=0)
    session.commit(report, ID, spent_ms=0)
    session.set_label(report, ID, EFFUSION, P, spent_ms=0)  # revised once the suggestion was shown
    session.commit(report, ID, spent_ms=0)
    (labelled,) = project_labels(session.project)
    assert labelled.first_read == {EFFUSION: U, EDEMA: M, FRACTURE: M}
    assert labelled.labels[EFFUSION].label is P
    assert labelled.labels[EDEMA].provenance is Provenance.FIRST_READ
    session.close()


def test_labels_of_a_file_count_where_a_taxonomy_asks_them(tmp_path: Path) -> None:
    rows = [
        {"report_id": f"f{n}", "text": f"Text {'x' * n}.", "labels": {"edema": "positive", "gout": "negative"}}
        for n in range(40)
    ]
    file = tmp_path / "r.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    parts = file_training_set([file], [TAXONOMY])
    assert len(parts.learn) + len(parts.held_out) == 40
    assert all(dict(example.labels) == {EDEMA: P} for example in parts.learn)
    assert not parts.is_blind


def test_a_file_without_a_label_that_is_asked_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text(json.dumps({"report_id": "a", "text": "T.", "labels": {"gout": "positive"}}), encoding="utf-8")
    with pytest.raises(InputError, match=r"No report of r\.jsonl has a label"):
        file_training_set([file], [TAXONOMY])
