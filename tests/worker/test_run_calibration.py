"""The calibration that a trained adapter carries: fitted on held-out first reads, carried over, or none."""

import json
from pathlib import Path

import pytest

from mosaic_desk.core.calibration import MIN_SLOTS, AnsweredBy, Calibration
from mosaic_desk.core.errors import ModelRefused
from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.suggestion import ModelRef
from mosaic_desk.desk.calibration_words import calibration_words
from mosaic_desk.desk.shipped_calibration import shipped_calibration
from mosaic_desk.exchange.adapter_files import adapter_manifest, checked_manifest
from mosaic_desk.exchange.calibration_file import FittedCalibration, read_calibration, write_calibration
from mosaic_desk.worker.run_calibration import keep_calibration
from tests.desk.run_folders import BACKBONE, N, P, adapter_made, answers_made
from tests.store.projects import TAXONOMY, taxonomy

ENOUGH = MIN_SLOTS // 2  # of two findings in each report, both mentioned


def run_made(runs: Path, *, first_reads: int, new: tuple[object, ...] = (P, P, P, N)) -> Path:
    adapter_made(runs / "run-1" / "adapter", weights=b"new")
    answers_made(runs / "run-1", old=(P, N), new=new, first_reads=first_reads, reports=80)  # type: ignore[arg-type]
    return runs / "run-1"


def kept(run: Path, *, start: Path | None = None) -> FittedCalibration | None:
    keep_calibration(run / "adapter", run=run, taxonomies=[TAXONOMY], start=start)
    path = run / "adapter" / "calibration.json"
    return read_calibration(path) if path.exists() else None


def started_from(runs: Path, *, fitted_for: str | None = None, n: int = 600) -> Path:
    """An adapter with a temperature of its own, which is for another one where that is told."""
    folder = runs / "start" / "adapter"
    own = adapter_made(folder, weights=b"start")
    model = ModelRef(
        backbone="tiny", backbone_hash=BACKBONE, adapter="start", adapter_hash=fitted_for or own, prompt_hash="p"
    )
    fitted = FittedCalibration(
        calibration=Calibration(temperature=1.5, n=n, per_finding={}),
        answered_by=AnsweredBy(model=model, taxonomy_id=TaxonomyId("x"), taxonomy_version="1"),
        fitted_on="dev", reports_hash="sha256:r",
    )  # fmt: skip
    write_calibration(folder / "calibration.json", fitted)
    return folder


def test_a_temperature_is_fitted_on_the_first_reads_kept_apart(tmp_path: Path) -> None:
    run = run_made(tmp_path, first_reads=60)
    before = checked_manifest(run / "adapter").hash
    fitted = kept(run)
    assert fitted is not None and not fitted.calibration.is_carried_over
    assert fitted.calibration.n == 120 and fitted.fitted_on.startswith("60 first reads of patients kept apart")
    told = fitted.answered_by
    assert (told.taxonomy_id, told.model.adapter_hash, told.model.backbone_hash) == ("chest", before, BACKBONE)
    manifest = checked_manifest(run / "adapter")
    assert manifest.hash == before, "a calibration changes no answer, so the adapter is still called the same"
    assert set(manifest.beside) == {"calibration.json"}
    assert set(manifest.judged_by) == {"held_out.jsonl", "before.jsonl", "after.jsonl"}


@pytest.mark.parametrize(("first_reads", "has_own"), [(ENOUGH, True), (ENOUGH - 1, False), (0, False)])
def test_as_many_are_enough_as_for_a_project(tmp_path: Path, first_reads: int, has_own: bool) -> None:
    run = run_made(tmp_path, first_reads=first_reads)
    assert (kept(run) is not None) is has_own
    assert ("has no calibration" in calibration_words(run)[0]) is not has_own
    assert checked_manifest(run / "adapter") == adapter_manifest(run / "adapter")


def test_too_few_first_reads_carry_the_temperature_over_and_say_so(tmp_path: Path) -> None:
    run, start = run_made(tmp_path, first_reads=3), started_from(tmp_path)
    fitted = kept(run, start=start)
    assert fitted is not None and fitted.calibration.is_carried_over
    assert (fitted.calibration.temperature, fitted.fitted_on) == (1.5, "carried over from start: dev")
    (words,) = calibration_words(run)
    assert "Its temperature 1.50 was carried over from start: dev." in words and "shown as not calibrated" in words
    assert kept(run) is None, "what an earlier try left is thrown away"


def test_what_was_carried_over_once_is_carried_over_again_in_the_same_words(tmp_path: Path) -> None:
    run, start = run_made(tmp_path, first_reads=3), started_from(tmp_path, n=0)
    fitted = kept(run, start=start)
    assert fitted is not None and (fitted.calibration.n, fitted.fitted_on) == (0, "dev")


def test_a_temperature_of_another_adapter_is_not_carried_over(tmp_path: Path) -> None:
    run = run_made(tmp_path, first_reads=3)
    assert kept(run, start=started_from(tmp_path, fitted_for="sha256:other")) is None
    (tmp_path / "start" / "adapter" / "calibration.json").write_text("{", encoding="utf-8")
    assert kept(run, start=tmp_path / "start" / "adapter") is None


def test_of_several_taxonomies_the_one_with_most_to_fit_on_is_taken(tmp_path: Path) -> None:
    run = run_made(tmp_path, first_reads=60)
    keep_calibration(run / "adapter", run=run, taxonomies=[taxonomy("other"), TAXONOMY], start=None)
    assert read_calibration(run / "adapter" / "calibration.json").answered_by.taxonomy_id == "chest"


def test_a_run_without_held_out_reports_has_no_calibration(tmp_path: Path) -> None:
    run = run_made(tmp_path, first_reads=60)
    for name in ("held_out.jsonl", "before.jsonl", "after.jsonl"):
        (run / name).write_text("", encoding="utf-8")
    assert kept(run) is None


def test_the_project_finds_it_by_the_adapter_and_only_as_it_was_written(tmp_path: Path) -> None:
    run = run_made(tmp_path, first_reads=60)
    fitted = kept(run)
    assert fitted is not None
    model, nowhere = fitted.answered_by.model, tmp_path / "none"
    found = shipped_calibration(model, nowhere, runs=tmp_path)
    assert found is not None and found.temperature == fitted.calibration.temperature
    assert shipped_calibration(model, nowhere, runs=tmp_path / "no-runs") is None
    path = run / "adapter" / "calibration.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**told, "temperature": 0.25}), encoding="utf-8")
    assert shipped_calibration(model, nowhere, runs=tmp_path) is None, "guesses would look sure"
    with pytest.raises(ModelRefused, match="not the one that was written"):
        checked_manifest(run / "adapter")


def test_the_card_measures_it_on_other_patients_than_it_was_fitted_on(tmp_path: Path) -> None:
    run = run_made(tmp_path, first_reads=80, new=(P,))
    fitted = kept(run)
    assert fitted is not None
    (words,) = calibration_words(run)
    assert f"Its temperature {fitted.calibration.temperature:.2f} was fitted on 80 first reads" in words
    assert "Fitted on one half of their patients and measured on the other, both ways" in words
    (run / "adapter" / "calibration.json").write_text("{", encoding="utf-8")
    assert "cannot be read" in calibration_words(run)[0]
