"""Trainings for the pictures: corrections enough to learn from, and the folder of a run as one that works leaves it.

The curves and the answers are made up, so that a picture takes no hour; the desk reads them as it reads real ones.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mosaic_desk.bench.desk_cases import READER, TAXONOMY, labelled_reports, made_up
from mosaic_desk.bench.desk_stage import leaning
from mosaic_desk.core.incoming import Incoming, IncomingReport, LabelsRole
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.retraining import TrainingChoice, TrainingMeans
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.core.training import EpochReport, StepReport
from mosaic_desk.desk.run_folder import AFTER, BEFORE, adapter_folder_of, runs_folder
from mosaic_desk.desk.taxonomies import taxonomy_named
from mosaic_desk.desk.training_data import project_lessons
from mosaic_desk.desk.training_request import run_request
from mosaic_desk.exchange.file_lock import take_lock
from mosaic_desk.exchange.run_progress import PROGRESS, AliveTold, End, EndTold, Stage, StateTold, Told, line_of
from mosaic_desk.exchange.run_request import write_run_files
from mosaic_desk.exchange.run_work import LOCK
from mosaic_desk.exchange.suggestion_json import suggestion_object
from mosaic_desk.store import Project

MEANS = TrainingMeans(
    backbone="gemma-3-270m", device="cpu", is_gpu=False, memory_needed_mib=2150, memory_free_mib=9400,
    disk_needed_mib=240, disk_free_mib=61_000, seconds=410,
)  # fmt: skip
_WRONG = {MentionClass.POSITIVE: MentionClass.NEGATIVE, MentionClass.UNCERTAIN: MentionClass.POSITIVE}
_STEPS, _SHOWN_STEPS, _EPOCHS = 27, 19, 3


def correct(project: Project) -> None:
    """Most of the demo's reports as first reads that came in with a file."""
    taxonomy = taxonomy_named(TAXONOMY)
    incoming = Incoming(source="first reads", format="jsonl", reports=_labelled(taxonomy))
    project.store_incoming(incoming, role=LabelsRole.CORRECTIONS, taxonomy=taxonomy, reader=READER, is_blind=True)


def make_run(project: Project, *, is_done: bool, today: date) -> str:
    """A run of a project that has `correct`ed reports, under way or done; returns its name."""
    lessons = project_lessons(project)
    request = run_request(project, TrainingChoice(), lessons, device="cpu")
    name = f"{today.isoformat()}-1"
    run = runs_folder(project.path) / name
    run.mkdir(parents=True)
    write_run_files(run, request, lessons.parts)
    (run / PROGRESS).write_bytes(b"".join(map(line_of, _told(is_done=is_done))))
    if not is_done:
        assert take_lock(os.open(run / LOCK, os.O_RDWR | os.O_CREAT)), "nobody else is at it"
        return name
    adapter = adapter_folder_of(project.path, name)
    adapter.mkdir()
    manifest = {"backbone": request.backbone, "files": {"adapter_model.safetensors": "0" * 64}}
    (adapter / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    taxonomy = request.taxonomies[0]
    ones = _labelled(taxonomy)
    _write_answers(run / BEFORE, [_answered(one, taxonomy, wrong_every=3) for one in ones])
    _write_answers(run / AFTER, [_answered(one, taxonomy, wrong_every=7) for one in ones])
    return name


def _labelled(taxonomy: Taxonomy) -> tuple[IncomingReport, ...]:
    return tuple(one for number, one in enumerate(labelled_reports([], taxonomy)) if number % 8)


def _told(*, is_done: bool) -> list[Told]:
    told: list[Told] = [StateTold(stage=Stage.TRAINING, text="Training"), AliveTold(memory_mib=1830)]
    an_epoch = _STEPS // _EPOCHS
    for step in range(1, (_STEPS if is_done else _SHOWN_STEPS) + 1):
        loss = 0.16 + 0.5 / (1 + step / 4) + 0.05 * ((step * 7) % 5 - 2) / (2 + step / 6)
        epoch = (step - 1) // an_epoch + 1
        told.append(StepReport(step=step, steps=_STEPS, epoch=epoch, loss=loss, seconds=14.0 * step))
        if step % an_epoch == 0:
            told.append(EpochReport(epoch=epoch, epochs=_EPOCHS, watched_loss=0.2 + 0.22 / epoch, is_best=True))
    return [*told, EndTold(how=End.DONE)] if is_done else told


def _answered(one: IncomingReport, taxonomy: Taxonomy, *, wrong_every: int) -> Suggestion:
    """The truth, but for every so many positive or uncertain answers; the two adapters are wrong in different ones."""
    right, size = made_up(one, taxonomy), len(one.report.text)
    slots = {
        finding_id: leaning(slot, _WRONG[slot.label], 0.7)
        if slot.label in _WRONG and (size + number) % wrong_every == 0 else slot
        for number, (finding_id, slot) in enumerate(right.findings.items())
    }  # fmt: skip
    return replace(right, findings=slots)


def _write_answers(path: Path, answers: Sequence[Suggestion]) -> None:
    lines = (json.dumps(suggestion_object(one), ensure_ascii=False) + "\n" for one in answers)
    path.write_text("".join(lines), encoding="utf-8")
