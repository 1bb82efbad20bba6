"""Calibration as a user meets it: fitted with one file, used on another, and on a project's own first reads."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from mosaic_desk.cli import main
from mosaic_desk.core.calibration import MIN_SLOTS, AnsweredBy, calibrated
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, PatientId, ReaderName, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import FindingSuggestion, Suggestion
from mosaic_desk.desk import gauging
from mosaic_desk.desk.calibrating import project_calibration
from mosaic_desk.desk.commands import CalibrationChoice, Told, evaluate
from mosaic_desk.desk.doctor import project_checks
from mosaic_desk.desk.run_folder import adapter_folder_of, runs_folder
from mosaic_desk.exchange.learned_texts import SNAPSHOT
from mosaic_desk.exchange.suggestion_json import model_object, suggestion_object
from mosaic_desk.store import Project
from tests.desk.run_folders import adapter_made, lines_written
from tests.store.projects import MODEL, TAXONOMY

EDEMA = FindingId("edema")
TEMPERATURE = 3.0
"""At which the model's probabilities would be right: it is far too sure of itself."""


def answered(number: int, *, seed: int) -> tuple[Suggestion, MentionClass]:
    """An answer that is too sure of itself, and the truth."""
    random = np.random.default_rng((seed, number))
    honest = dict(zip(ALL_CLASSES, random.dirichlet([0.5] * 4).tolist(), strict=True))
    truth = MentionClass(random.choice(list(honest), p=list(honest.values())))
    told = calibrated(honest, temperature=1 / TEMPERATURE)
    slot = FindingSuggestion(label=max(told, key=told.__getitem__), probabilities=told)
    suggestion = Suggestion(
        report_id=ReportId(f"s{seed}n{number}"), taxonomy_id=TAXONOMY.id, taxonomy_version="1", model=MODEL,
        findings={EDEMA: slot},
    )
    return suggestion, truth


def files(folder: Path, *, seed: int, n: int = 400, model: dict[str, Any] | None = None) -> tuple[Path, Path]:
    """A file of labels and its gold file."""
    labels, gold = folder / f"out{seed}.jsonl", folder / f"gold{seed}.jsonl"
    pairs = [answered(number, seed=seed) for number in range(n)]
    rows = [{**suggestion_object(suggestion), **({"model": model} if model else {})} for suggestion, _ in pairs]
    labels.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    truths = [{"report_id": suggestion.report_id, "labels": {"edema": truth}} for suggestion, truth in pairs]
    gold.write_text("".join(json.dumps(row) + "\n" for row in truths), encoding="utf-8")
    return labels, gold


def fitted(folder: Path) -> Path:
    labels, gold = files(folder, seed=1)
    output = folder / "cal.json"
    evaluate(labels, gold=gold, taxonomy=None, calibration=CalibrationChoice(fit_into=output))
    return output


def used(pair: tuple[Path, Path], calibration: Path) -> Told:
    return evaluate(pair[0], gold=pair[1], taxonomy=None, calibration=CalibrationChoice(use=calibration))


def test_a_calibration_fitted_on_one_file_brings_the_error_of_another_down(tmp_path: Path) -> None:
    calibration = fitted(tmp_path)
    told = used(files(tmp_path, seed=2), calibration)
    assert told.data["calibrated"] is True
    assert told.data["ece"] < told.data["ece_uncalibrated"] / 2
    assert told.data["ece_n"] == sum(part["n"] for part in told.data["reliability"]) > 300
    assert f"calibrated; {told.data['ece_uncalibrated']:.3f} before" in told.text


def test_scores_and_labels_are_the_same_with_and_without_calibration(tmp_path: Path) -> None:
    calibration = fitted(tmp_path)
    pair = files(tmp_path, seed=2)
    with_it, without = used(pair, calibration).data, evaluate(pair[0], gold=pair[1], taxonomy=None).data
    for name in ("mean_weighted_f1", "macro_f1_positive", "per_finding"):
        assert with_it[name] == without[name]
    assert without["calibrated"] is False
    assert without["ece"] == without["ece_uncalibrated"] == with_it["ece_uncalibrated"]


def test_fitting_tells_the_error_on_reports_that_it_was_not_fitted_on(tmp_path: Path) -> None:
    labels, gold = files(tmp_path, seed=1)
    told = evaluate(labels, gold=gold, taxonomy=None, calibration=CalibrationChoice(fit_into=tmp_path / "cal.json"))
    assert "measured on the other" in told.text
    again = used((labels, gold), tmp_path / "cal.json")
    assert "too good to be true" in again.text
    assert told.data["ece"] != again.data["ece"]


@pytest.mark.parametrize(
    ("changes", "word"),
    [({"adapter_hash": "sha256:other"}, "adapter"), ({"prompt": "sha256:other"}, "prompt"),
     ({"backbone_hash": "sha256:other"}, "backbone")],
)
def test_another_models_calibration_is_refused(tmp_path: Path, changes: dict[str, str], word: str) -> None:
    calibration = fitted(tmp_path)
    with pytest.raises(InputError, match=f"another {word} than out2.jsonl"):
        used(files(tmp_path, seed=2, model={**model_object(MODEL), **changes}), calibration)


def test_too_few_slots_are_counted_and_no_calibration_is_written(tmp_path: Path) -> None:
    labels, gold = files(tmp_path, seed=1, n=20)
    with pytest.raises(InputError, match=f"needs {MIN_SLOTS}"):
        evaluate(labels, gold=gold, taxonomy=None, calibration=CalibrationChoice(fit_into=tmp_path / "cal.json"))
    assert not (tmp_path / "cal.json").exists()


def test_a_file_that_does_not_say_who_answered_cannot_be_calibrated(tmp_path: Path) -> None:
    calibration = fitted(tmp_path)
    with pytest.raises(InputError, match="does not say which model"):
        used(files(tmp_path, seed=2, model={"backbone": "b"}), calibration)


def broken(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        change(data)
        path.write_text(json.dumps(data), encoding="utf-8")

    return write


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"\xff\xfe\0"),
        lambda path: path.write_text("[" * 100_000, encoding="utf-8"),
        lambda path: path.write_text("[]", encoding="utf-8"),
        lambda path: path.write_text(" " * 2_000_000, encoding="utf-8"),
        lambda path: path.unlink(),
        broken(lambda data: data.update(temperature=float("nan"))),
        broken(lambda data: data.update(temperature=0)),
        broken(lambda data: data.update(per_finding=None)),
        broken(lambda data: data.pop("model")),
        broken(lambda data: data.update(format="another")),
    ],
    ids=["no UTF-8", "deep", "no object", "huge", "missing", "NaN", "zero", "no findings", "no model", "format"],
)
def test_a_broken_calibration_file_is_refused_in_a_sentence(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    calibration = fitted(tmp_path)
    spoil(calibration)
    with pytest.raises(InputError, match=r"cal\.json"):
        used(files(tmp_path, seed=2), calibration)


def test_the_picture_is_drawn_and_takes_no_sources_place(tmp_path: Path) -> None:
    labels, gold = files(tmp_path, seed=1)
    picture = tmp_path / "r.png"
    told = evaluate(labels, gold=gold, taxonomy=None, picture=picture)
    assert str(picture) in told.text
    with Image.open(picture) as image:
        colours = image.convert("RGB").getcolors(maxcolors=1 << 24) or []
        assert image.format == "PNG"
    assert {(179, 89, 26), (255, 255, 255)} <= {colour for _, colour in colours}
    before = gold.read_bytes()
    with pytest.raises(InputError, match="take the place"):
        evaluate(labels, gold=gold, taxonomy=None, picture=gold)
    assert gold.read_bytes() == before


def test_without_probabilities_there_is_nothing_to_draw(tmp_path: Path) -> None:
    row = {"report_id": "r1", "labels": {"edema": "positive"}}
    for name in ("a.jsonl", "g.jsonl"):
        (tmp_path / name).write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="no probabilities"):
        evaluate(tmp_path / "a.jsonl", gold=tmp_path / "g.jsonl", taxonomy=None, picture=tmp_path / "r.png")


def test_fitting_and_using_at_once_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", "a.jsonl", "--fit-calibration", "c.json", "--calibration", "c.json"])
    assert ended.value.code == 2


def project_with_first_reads(path: Path, n: int) -> Path:
    """A project whose reports were read blind and then answered by a model that is too sure."""
    pairs = [answered(number, seed=3) for number in range(n)]
    reports = tuple(
        IncomingReport(
            report=Report(report_id=suggestion.report_id, text="Edema.", patient_id=PatientId(f"p{number}")),
            labels={EDEMA: truth},
        )
        for number, (suggestion, truth) in enumerate(pairs)
    )
    source = Incoming(source="here", format="jsonl", reports=reports, taxonomy=None)
    with Project.create(path, [TAXONOMY]) as project:
        project.store_incoming(
            source, role=LabelsRole.CORRECTIONS, taxonomy=TAXONOMY, reader=ReaderName("A"), is_blind=True
        )
        project.suggestions.save([suggestion for suggestion, _ in pairs])
    return path


def test_a_project_is_measured_on_its_first_reads_half_by_half(tmp_path: Path) -> None:
    told = evaluate(project_with_first_reads(tmp_path / "p.mosaic", 300), gold=None, taxonomy=None)
    assert told.data["calibrated"] is True
    assert told.data["ece"] < told.data["ece_uncalibrated"] / 2
    assert "first reads of one half of the patients" in told.text
    assert "suggestions against first reads" in told.text


def test_a_project_with_few_first_reads_says_how_many_there_are(tmp_path: Path) -> None:
    path = project_with_first_reads(tmp_path / "p.mosaic", 30)
    told = evaluate(path, gold=None, taxonomy=None)
    n = told.data["ece_n"]
    assert told.data["calibrated"] is False
    assert 0 < n < MIN_SLOTS
    assert f"not calibrated yet: {n} of 50 first-read slots" in told.text
    with Project.open(path) as project:
        standing = project_calibration(project, TAXONOMY)
    assert standing.calibration is None
    assert (standing.n, standing.missing) == (n, MIN_SLOTS - n)
    check = next(check for check in project_checks(path) if check.name == "calibration of chest")
    assert check.text == f"Probabilities are not calibrated yet: {n} of 50 first-read slots."


def test_scores_say_how_many_of_the_reports_the_adapter_learned_from(tmp_path: Path) -> None:
    path = project_with_first_reads(tmp_path / "p.mosaic", 30)
    told = evaluate(path, gold=None, taxonomy=None)
    assert told.data["n_learned"] == 0 and "learned" not in told.text
    adapter_hash = adapter_made(adapter_folder_of(path, "run-1"))
    lines_written(runs_folder(path) / "run-1" / SNAPSHOT, [{"report_id": f"s3n{number}"} for number in range(12)])
    with Project.open(path) as project:
        pairs = [answered(number, seed=3) for number in range(30)]
        by_it = replace(MODEL, adapter="run-1", adapter_hash=adapter_hash)
        project.suggestions.save([replace(suggestion, model=by_it) for suggestion, _ in pairs])
    told = evaluate(path, gold=None, taxonomy=None)
    assert told.data["n_learned"] == 12
    assert "12 of them are among what their adapter learned from and flatter it" in told.text


def test_a_projects_calibration_is_of_the_model_that_is_asked_for(tmp_path: Path) -> None:
    path = project_with_first_reads(tmp_path / "p.mosaic", 300)
    with Project.open(path) as project:
        standing = project_calibration(project, TAXONOMY)
        assert standing.calibration is not None and standing.answered_by is not None
        assert standing.answered_by.model == MODEL
        assert standing.calibration.temperature == pytest.approx(TEMPERATURE, rel=0.3)
        newer = replace(MODEL, adapter_hash="sha256:newer")
        other = AnsweredBy(model=newer, taxonomy_id=TAXONOMY.id, taxonomy_version="1")
        assert project_calibration(project, TAXONOMY, other).missing == MIN_SLOTS
    assert "can be calibrated" in standing.sentence


def test_reports_that_the_adapter_learned_from_calibrate_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for again by an adapter that was trained on them, they are answered right and with much certainty."""
    path = project_with_first_reads(tmp_path / "p.mosaic", 300)
    with Project.open(path) as project:
        whole = project_calibration(project, TAXONOMY)
        learned = {read.report_id for read in project.readings.first_reads(TAXONOMY)[:290]}
        monkeypatch.setattr(gauging, "learned_reports", lambda runs, adapter_hash: learned)
        rest = project_calibration(project, TAXONOMY)
    assert whole.calibration is not None and rest.calibration is None and 0 < rest.n < MIN_SLOTS


def test_a_project_takes_no_calibration_file(tmp_path: Path) -> None:
    path = project_with_first_reads(tmp_path / "p.mosaic", 3)
    with pytest.raises(InputError, match="own first reads"):
        evaluate(path, gold=None, taxonomy=None, calibration=CalibrationChoice(use=tmp_path / "cal.json"))
