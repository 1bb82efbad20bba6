"""Run folders as a training leaves them, made of invented answers for the tests of what comes after."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from mosaic_desk.core.ids import ReaderName
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import ModelRef
from mosaic_desk.desk.adapter_checking import CheckedAdapter
from mosaic_desk.desk.promoting import AdapterDesk
from mosaic_desk.desk.run_folder import adapter_folder_of, runs_folder
from mosaic_desk.exchange.adapter_files import adapter_manifest
from mosaic_desk.exchange.suggestion_json import model_object
from tests.store.projects import READER, new_project

P, N, U, M = MentionClass
BACKBONE = "sha256:" + "b" * 64


def adapter_made(folder: Path, *, weights: bytes = b"weights", backbone_hash: str = BACKBONE) -> str:
    """Writes the files of an adapter; returns its hash, as the model's side computes it."""
    folder.mkdir(parents=True)
    (folder / "adapter_model.safetensors").write_bytes(weights)
    (folder / "adapter_config.json").write_text('{"r": 16}', encoding="utf-8")
    files = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in ("adapter_model.safetensors", "adapter_config.json")
    }
    manifest = {"backbone": "tiny", "backbone_hash": backbone_hash, "files": files, "fingerprint": {}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return "sha256:" + hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def run_made(project: Path, name: str, *, gains: bool = True, first_reads: int = 60, reports: int = 80) -> str:
    """A finished run of a project: the old adapter misses every other positive edema, the new one none, or more."""
    adapter_hash = adapter_made(adapter_folder_of(project, name), weights=name.encode())
    old, new = (P, N), (P, P) if gains else (N, N)
    answers_made(runs_folder(project) / name, old=old, new=new, first_reads=first_reads, reports=reports)
    return adapter_hash


def answers_made(
    run: Path, *, old: Sequence[MentionClass], new: Sequence[MentionClass], first_reads: int, reports: int
) -> None:
    """The held-out reports of a run and what the two adapters answered: `old` and `new` in turn, of positive ones."""
    run.mkdir(parents=True, exist_ok=True)
    hashes = {"before.jsonl": None, "after.jsonl": adapter_manifest(run / "adapter").hash}
    held_out = [
        {"report_id": f"r{n}", "text": "SECRETWORD", "patient_id": f"p{n}", "taxonomy": "chest",
         "labels": {"edema": "positive", "fracture": "negative"}, "is_blind": n < first_reads}
        for n in range(reports)
    ]  # fmt: skip
    lines_written(run / "held_out.jsonl", held_out)
    for name, said in (("before.jsonl", old), ("after.jsonl", new)):
        lines_written(run / name, [_answer(n, said[n % len(said)], hashes[name]) for n in range(reports)])


def _answer(number: int, edema: MentionClass, adapter_hash: str | None) -> dict[str, object]:
    shares = {finding: {"positive": 0.6, "negative": 0.4} for finding in ("edema", "fracture")}
    model = ModelRef(
        backbone="tiny", backbone_hash=BACKBONE, adapter=adapter_hash and "new", adapter_hash=adapter_hash,
        prompt_hash="sha256:p",
    )  # fmt: skip
    return {
        "report_id": f"r{number}", "taxonomy": "chest", "taxonomy_version": "1", "model": model_object(model),
        "labels": {"edema": edema.value, "fracture": "negative"}, "probabilities": shares,
    }  # fmt: skip


def lines_written(path: Path, rows: Sequence[object]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def project_with_runs(folder: Path) -> Path:
    """A project with three runs: run-1 is better than what was before it, run-2 too, and run-3 is worse."""
    path = folder / "a.mosaic"
    new_project(path).close()
    for name, gains in (("run-1", True), ("run-2", True), ("run-3", False)):
        run_made(path, name, gains=gains)
    return path


def checked(desk: AdapterDesk, name: str) -> CheckedAdapter:
    """An adapter as if it had been loaded and tried."""
    return CheckedAdapter(hash=str(next(one.hash for one in desk.known() if one.name == name)))


def promote(desk: AdapterDesk, name: str, *, reader: str = READER, reason: str = "") -> None:
    """Lets an adapter suggest, as if it had been loaded and tried."""
    desk.promote(name, checked=checked(desk, name), reader=ReaderName(reader), reason=reason)


def active(desk: AdapterDesk) -> list[str]:
    """The adapters that suggest: one, or none."""
    return [one.name for one in desk.known() if one.is_active]
