"""What probabilities are shown with: the project's own calibration, the adapter's, or none; and when that changes."""

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_desk import places
from mosaic_desk.core import bounds
from mosaic_desk.core.bounds import BOUND, PRESENT_BOUND
from mosaic_desk.core.calibration import AnsweredBy, Calibration
from mosaic_desk.core.committing import UNSURE
from mosaic_desk.core.events import EventKind, Mode
from mosaic_desk.core.ids import PatientId, ReportId, TaxonomyId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.report import Report
from mosaic_desk.core.review import FindingRow, Phase, ReviewPage
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.desk import gauging
from mosaic_desk.desk.calibrating import project_calibration
from mosaic_desk.desk.exporting import export_project
from mosaic_desk.desk.first_read_share import set_first_read_share
from mosaic_desk.desk.session import Session
from mosaic_desk.desk.shipped_calibration import shipped_calibration
from mosaic_desk.exchange.calibration_file import FittedCalibration, write_calibration
from mosaic_desk.store import Project
from tests.desk.three_findings import ADA, EDEMA, EFFUSION, FRACTURE, ID, MODEL, TAXONOMY, M, N, P, open_session

SHARE = 0.97
"""What the model says of every suggestion here; of effusion two in three are right."""
READS, OPEN = 60, 20


def suggestion(name: ReportId, *, model: ModelRef = MODEL) -> Suggestion:
    """Effusion negative, the rest not mentioned, as sure of each as of the other."""
    slots = {
        finding_id: FindingSuggestion(
            label=label,
            probabilities={known: SHARE if known is label else (1 - SHARE) / 3 for known in TAXONOMY.classes},
            evidence=((0, 5),),
        )
        for finding_id, label in ((EFFUSION, N), (EDEMA, M), (FRACTURE, M))
    }
    return Suggestion(
        report_id=name, taxonomy_id=ID, taxonomy_version=TAXONOMY.version, model=model, findings=slots
    )


def report_id(number: int) -> ReportId:
    return ReportId(f"r{number:03}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Reports that were read blind, and after them open ones; all of them have a suggestion."""
    path = tmp_path / "p.mosaic"
    with Project.create(path, [TAXONOMY]) as made:
        for first, last, role in ((0, READS, LabelsRole.CORRECTIONS), (READS, READS + OPEN, LabelsRole.TRUTH)):
            reports = tuple(
                IncomingReport(
                    report=Report(
                        report_id=report_id(number), text="No effusion.", patient_id=PatientId(f"p{number}")
                    ),
                    labels={EFFUSION: P if number % 3 == 0 else N, EDEMA: M, FRACTURE: M},
                )
                for number in range(first, last)
            )
            source = Incoming(source="s", format="jsonl", reports=reports)
            made.store_incoming(source, role=role, taxonomy=TAXONOMY, reader=ADA, is_blind=role is not LabelsRole.TRUTH)
        made.suggestions.save([suggestion(report_id(number)) for number in range(READS + OPEN)])
        set_first_read_share(made, 0.0)
    return path


@pytest.fixture
def session(project: Path) -> Iterator[Session]:
    session = open_session(project)
    yield session
    session.close()


def calibrate(session: Session) -> int:
    """Everything that is to be done now; how many steps it took."""
    steps = 1
    while session.calibrate(ID):
        steps += 1
        time.sleep(0.002)  # the fit is made in another thread
    return steps


def row(page: ReviewPage | None, finding_id: str = EFFUSION) -> FindingRow:
    assert page is not None
    return next(row for row in page.rows if row.finding_id == finding_id)


def share(page: ReviewPage | None) -> float:
    found = row(page).suggestion
    assert found is not None
    return found.confidence


def test_before_anything_is_fitted_probabilities_are_as_the_model_told_them(session: Session) -> None:
    page = session.page(report_id(READS), ID)
    assert share(page) == SHARE
    assert not row(page).is_calibrated
    assert row(page).bound == BOUND


def test_a_projects_own_first_reads_calibrate_what_is_shown_next(session: Session) -> None:
    session.page(report_id(READS), ID)
    calibrate(session)
    page = session.page(report_id(READS + 1), ID)
    own = project_calibration(session.project, TAXONOMY).calibration
    assert own is not None and own.temperature > 1.1
    assert row(page).is_calibrated
    assert share(page) < SHARE
    stored = session.project.suggestions.find(report_id(READS + 1), TAXONOMY)
    assert stored == suggestion(report_id(READS + 1))


def test_a_finding_that_first_reads_contradict_waits_and_one_that_they_confirm_does_not(session: Session) -> None:
    assert row(session.page(report_id(READS), ID)).needs_key is None
    calibrate(session)
    page = session.page(report_id(READS + 1), ID)
    assert row(page).needs_key == UNSURE
    assert row(page, EDEMA).needs_key is None


def test_the_bound_of_a_finding_that_does_not_hold_is_raised_with_the_calibration(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MIN_SUGGESTIONS", READS)
    monkeypatch.setattr(bounds, "BOUND", 0.5)
    calibrate(session)
    page = session.page(report_id(READS), ID)
    assert row(page).bound == PRESENT_BOUND
    assert row(page, EDEMA).bound == 0.5


def test_an_open_report_keeps_its_probabilities_until_another_is_opened(session: Session) -> None:
    one, two = report_id(READS), report_id(READS + 1)
    session.page(one, ID)
    calibrate(session)
    assert share(session.set_label(one, ID, EDEMA, P, spent_ms=0)) == SHARE
    assert share(session.page(two, ID)) < SHARE
    assert share(session.page(one, ID)) < SHARE


def test_the_history_holds_the_models_own_probability_and_the_one_that_was_shown(session: Session) -> None:
    calibrate(session)
    name = report_id(READS)
    shown = share(session.page(name, ID))
    session.set_label(name, ID, EFFUSION, P, spent_ms=0)
    session.commit(name, ID, spent_ms=0)
    events = [event for event in session.project.history.events(name) if event.shown is not None]
    assert [event.kind for event in events] == [EventKind.SET, *[EventKind.ACCEPTED_UNTOUCHED] * 2]
    assert {event.shown.probability for event in events if event.shown} == {SHARE}
    assert events[0].shown is not None and events[0].shown.calibrated == shown
    assert session.project.check() == []


def test_an_export_tells_both_probabilities(session: Session, tmp_path: Path) -> None:
    calibrate(session)
    name = report_id(READS)
    shown = share(session.page(name, ID))
    session.set_label(name, ID, EFFUSION, P, spent_ms=0)
    export_project(
        session.project, tmp_path / "out.jsonl", taxonomy=TAXONOMY, format="jsonl", with_text=False,
        with_pseudonyms=False,
    )  # fmt: skip
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    told = next(line for line in lines if line["report_id"] == name)
    assert f'"calibrated": {round(shown, 6)}' in json.dumps(told)


def test_a_blind_read_shows_no_probability_and_no_bound(session: Session) -> None:
    calibrate(session)
    session.set_mode(Mode.FIRST_READ)
    page = session.page(report_id(READS), ID)
    assert page.phase is Phase.BLIND
    assert all(
        (row.suggestion, row.bound, row.is_calibrated, row.needs_key) == (None, None, False, None) for row in page.rows
    )


def test_it_is_fitted_anew_only_when_enough_first_reads_are_new(session: Session) -> None:
    assert calibrate(session) > 1
    assert calibrate(session) == 1
    session.set_mode(Mode.FIRST_READ)
    steps = []
    for number in range(READS, READS + 7):
        session.commit(report_id(number), ID, spent_ms=0)
        steps.append(calibrate(session))
    assert [step > 1 for step in steps] == [False] * 5 + [True, False]  # a tenth of sixty


def test_another_models_suggestions_are_not_calibrated_by_this_ones_reads(session: Session) -> None:
    calibrate(session)
    other = replace(MODEL, adapter_hash="sha256:other")
    session.suggestions.save([suggestion(report_id(READS), model=other)])
    assert not row(session.page(report_id(READS), ID)).is_calibrated


def test_new_suggestions_for_reports_read_first_are_fitted_on(session: Session) -> None:
    calibrate(session)
    other = replace(MODEL, adapter_hash="sha256:other")
    session.suggestions.save([suggestion(report_id(number), model=other) for number in range(READS + 1)])
    calibrate(session)
    assert row(session.page(report_id(READS), ID)).is_calibrated


def test_no_more_first_reads_are_fitted_on_than_the_last_ones(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gauging, "MOST_READS", 10)
    calibrate(session)
    assert not row(session.page(report_id(READS), ID)).is_calibrated


def test_a_project_without_first_reads_has_nothing_to_do(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.mosaic", [TAXONOMY]) as empty:
        standing = gauging.Gauging(empty)
        while standing.go_on(TAXONOMY):
            pass
        assert not standing.gauge(TAXONOMY, MODEL).is_calibrated
        assert not standing.gauge(TAXONOMY, None).is_calibrated
        standing.close()


def shipped(folder: Path, model: ModelRef) -> Path:
    path = folder / "ours" / "calibration.json"
    path.parent.mkdir()
    answered_by = AnsweredBy(model=model, taxonomy_id=TaxonomyId("another"), taxonomy_version="7")
    fitted = FittedCalibration(
        calibration=Calibration(temperature=1.5, n=600, per_finding={}), answered_by=answered_by, fitted_on="dev",
        reports_hash="sha256:r",
    )  # fmt: skip
    write_calibration(path, fitted)
    return path


def test_what_ships_with_an_adapter_holds_for_any_taxonomy_and_prompt(tmp_path: Path) -> None:
    shipped(tmp_path, replace(MODEL, prompt_hash="sha256:another"))
    found = shipped_calibration(MODEL, tmp_path)
    assert found == Calibration(temperature=1.5, n=600, per_finding={})


@pytest.mark.parametrize("change", [{"adapter_hash": "sha256:x"}, {"backbone_hash": "sha256:x"}])
def test_what_ships_with_another_adapter_does_not(tmp_path: Path, change: dict[str, str]) -> None:
    shipped(tmp_path, replace(MODEL, **change))
    assert shipped_calibration(MODEL, tmp_path) is None
    assert shipped_calibration(replace(MODEL, adapter_hash=None), tmp_path) is None


def test_a_broken_file_beside_an_adapter_is_as_none(tmp_path: Path) -> None:
    shipped(tmp_path, MODEL).write_text("{", encoding="utf-8")
    assert shipped_calibration(MODEL, tmp_path) is None


def test_the_shipped_adapter_has_the_calibration_that_was_fitted_for_its_very_files() -> None:
    folder = places.resources() / "adapters" / "mosaic-12"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    digest = "sha256:" + hashlib.sha256(json.dumps(manifest["files"], sort_keys=True).encode()).hexdigest()
    model = replace(MODEL, backbone_hash=manifest["backbone_hash"], adapter_hash=digest)
    found = shipped_calibration(model)
    assert found is not None
    assert found.temperature == pytest.approx(1.08, abs=0.01)
