"""`python -m mosaic_desk.worker.training RUN`: one training run, from its folder into its folder.

Trains, saves, loads what was saved on a fresh backbone, sees that it answers what the trained one answered, and lets
the old and the new adapter answer the held-out reports. The adapter takes its name last: a folder with one is whole.
A run that was paused or killed goes on where it was by the same command.
"""

import argparse
import gc
import os
import platform
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mosaic_desk import places
from mosaic_desk.core.errors import ModelRefused, MosaicError, places_of
from mosaic_desk.core.training import HowEnded, Wanted
from mosaic_desk.exchange.file_lock import take_lock
from mosaic_desk.exchange.run_lines import AFTER, BEFORE
from mosaic_desk.exchange.run_progress import End, Stage
from mosaic_desk.exchange.run_request import (
    AdapterPlace,
    RunRequest,
    read_examples,
    read_held_out,
    read_request,
)
from mosaic_desk.exchange.run_work import LOCK, TRIED, forget_work
from mosaic_desk.exchange.whole_file import whole_file
from mosaic_desk.worker.answer_lines import answer_lines
from mosaic_desk.worker.conversation import resident_mib
from mosaic_desk.worker.run_calibration import keep_calibration
from mosaic_desk.worker.run_faults import sentence_of
from mosaic_desk.worker.run_voice import RunVoice

if TYPE_CHECKING:
    from mosaic_desk.llm.adapter import Adapter
    from mosaic_desk.llm.backbone import Backbone
    from mosaic_desk.llm.fingerprint import Fingerprint
    from mosaic_desk.llm.training import Lessons, Listening

ADAPTER = "adapter"
SAVED_WITHIN, SAVED_FARTHEST = 0.02, 0.25
"""How far answers may move by saving, in the mean and at most: weights are rounded to 16 bits, and again where they
are added to the backbone's (measured: 0.03 at most for a report that says little)."""
_NICE = 5
_LOCK_PATIENCE_S = 10.0
_SCORED_AT_ONCE = 8


def main(arguments: Sequence[str] | None = None) -> int:
    """Works a run to its end or its rest, and says which into the folder; 1 where nothing could be said."""
    parser = argparse.ArgumentParser(prog="mosaic_desk.worker.training")
    parser.add_argument("run", type=Path)
    folder: Path = parser.parse_args(arguments).run.absolute()
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1",
                      TOKENIZERS_PARALLELISM="false", HF_HUB_DISABLE_PROGRESS_BARS="1")
    if hasattr(os, "nice"):
        os.nice(_NICE)  # the window comes first
    try:
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        if not _is_ours(lock):
            sys.stderr.write("Another process is at this run.\n")
            return 1
        os.ftruncate(lock, 0)
        os.write(lock, f"{os.getpid()} {platform.node()}".encode())  # to be ended by, while the lock is held
        voice = RunVoice(folder, memory_mib=resident_mib)
    except OSError as error:
        sys.stderr.write(f"The folder of the run cannot be used: {error.strerror}.\n")
        return 1
    work(folder, voice)
    return 0


def _is_ours(lock: int) -> bool:
    """Waits a little: the process before this one may have said its last word and not be gone."""
    deadline = time.monotonic() + _LOCK_PATIENCE_S
    while not take_lock(lock):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def work(folder: Path, voice: RunVoice) -> None:
    """Works a run; whatever goes wrong becomes its last line, one sentence without report text."""
    try:
        _Run(folder, voice).work()
    except Exception as error:
        if not isinstance(error, MosaicError):
            sys.stderr.write(f"{type(error).__name__}\n{places_of(error)}")
            sys.stderr.flush()
        voice.fail(sentence_of(error))


class _Stopped(Exception):
    """The run is to rest."""


class _Run:
    """One run in one process."""

    def __init__(self, folder: Path, voice: RunVoice) -> None:
        voice.state(Stage.STARTING, "Reading what is to be learned")
        self._folder, self._voice, self._stage = folder, voice, Stage.STARTING
        self._request: RunRequest = read_request(folder)
        self._parts = read_examples(folder, self._request.taxonomies)
        self._held_out = read_held_out(folder, self._request.taxonomies)
        self._tried = folder / TRIED / ADAPTER
        self._name = folder.name.removesuffix(".run")

    def work(self) -> None:
        try:
            told = self._trained()
            self._keep_fingerprint(told)
            self._answer_before()
            start = self._request.start.folder if self._request.start else None
            keep_calibration(self._tried, run=self._folder, taxonomies=self._request.taxonomies, start=start)
        except _Stopped:
            self._rest()
            return
        with self._voice.last_act(End.DONE):
            target = self._folder / ADAPTER
            shutil.rmtree(target, ignore_errors=True)
            self._tried.rename(target)
            forget_work(self._folder)

    def _rest(self) -> None:
        """Ends before the end; the voice's own thread may have been about to give the run up too."""
        is_given_up = self._voice.wanted() is Wanted.CANCEL
        with self._voice.last_act(End.CANCELLED if is_given_up else End.PAUSED):
            if is_given_up:
                forget_work(self._folder)

    def _trained(self) -> "Fingerprint":
        """Trains and saves; what the trained model answers before it is saved."""
        from mosaic_desk.llm.fingerprint import fingerprint
        from mosaic_desk.llm.training import Trainer

        start = self._request.start.folder if self._request.start else None
        backbone, _ = self._backbone(self._request.start)
        trainer = Trainer(
            backbone, self._lessons(), config=self._request.config, start=start, listening=self._listening()
        )
        self._stage = Stage.COMPARING  # whatever is loaded from now on
        self._voice.state(Stage.TRAINING, "Training")
        how = trainer.run(self._folder)
        if how is not HowEnded.DONE:
            raise _Stopped
        self._voice.state(Stage.COMPARING, "Saving the adapter")
        told = fingerprint(backbone, trainer.in_use(self._name), self._request.taxonomies)
        trainer.save(self._tried, started_from=start)
        return told

    def _keep_fingerprint(self, trained: "Fingerprint") -> None:
        """Loads the saved adapter on a fresh backbone, and answers the held-out reports with it."""
        from mosaic_desk.llm.fingerprint import fingerprint, largest_distance, mean_distance, note_fingerprint

        _free_memory()
        self._voice.state(Stage.COMPARING, "Loading the saved adapter")
        backbone, adapter = self._backbone(AdapterPlace(name=self._name, folder=self._tried), is_applied=True)
        assert adapter is not None, "a folder was named"
        told = fingerprint(backbone, adapter, self._request.taxonomies)
        distance, farthest = mean_distance(told, trained), largest_distance(told, trained)
        if not (distance <= SAVED_WITHIN and farthest <= SAVED_FARTHEST):
            raise ModelRefused(
                f"The saved adapter answers otherwise than the trained one (off by {farthest:.3f}): it was thrown away."
                " The old adapter stays in use; start the run again."
            )
        note_fingerprint(self._tried, told)
        self._answer(AFTER, backbone, adapter)

    def _answer_before(self) -> None:
        if (self._folder / BEFORE).is_file():
            return  # this run was at this point before, and the old adapter is what it was
        _free_memory()
        if self._held_out:
            backbone, adapter = self._backbone(self._request.old, is_applied=True)
            self._answer(BEFORE, backbone, adapter)
        else:
            (self._folder / BEFORE).touch()

    def _backbone(
        self, adapter: AdapterPlace | None, *, is_applied: bool = False
    ) -> "tuple[Backbone, Adapter | None]":
        """The backbone, fresh; with an adapter where one is to be applied, under the name that it has here."""
        from mosaic_desk.llm.choose import UNTUNED, chosen_adapter, chosen_backbone
        from mosaic_desk.llm.training_memory import training_quantisation

        self._look()
        named = str(adapter.folder) if adapter else UNTUNED
        request = self._request
        backbone, card = chosen_backbone(
            request.backbone, device=request.device, progress=self._loading, adapter=named,
            quantise=training_quantisation(request.quantise, request.device),
        )
        if adapter is None or not is_applied:
            return backbone, None
        applied = chosen_adapter(backbone, card, named)
        return backbone, replace(applied, name=adapter.name) if applied else None

    def _lessons(self) -> "Lessons":
        from mosaic_desk.llm.augment import asides, narrower_findings
        from mosaic_desk.llm.training import Lessons

        shipped = places.resources() / "training"
        return Lessons(
            examples=self._parts["learn"],
            watched=self._parts["watch"],
            narrower=narrower_findings(shipped / "narrower.toml"),
            asides=asides(shipped / "asides.toml"),
        )

    def _listening(self) -> "Listening":
        from mosaic_desk.llm.training import Listening

        voice = self._voice
        return Listening(on_step=voice.say, on_epoch=voice.say, on_note=voice.note, wanted=voice.wanted)

    def _loading(self, text: str, *_: int) -> None:
        self._voice.state(self._stage, text)
        self._look()

    def _look(self) -> None:
        if self._voice.wanted() is not Wanted.RUN:
            raise _Stopped

    def _answer(self, name: str, backbone: "Backbone", adapter: "Adapter | None") -> None:
        """Writes a line for every held-out report, as `label` writes them."""
        lines: list[str] = []
        which = "new" if name == AFTER else "old"
        for taxonomy in self._request.taxonomies:
            asked = [one.example for one in self._held_out if one.example.taxonomy is taxonomy]
            for part in answer_lines(asked, taxonomy, backbone, adapter):
                self._look()
                lines += part
                done = f"{len(lines):,} of {len(self._held_out):,}"
                self._voice.state(Stage.COMPARING, f"The {which} adapter answers held-out reports: {done}")
        with whole_file(self._folder / name) as file:
            file.writelines(lines)


def _free_memory() -> None:
    """Two models at a time may be one too many."""
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


if __name__ == "__main__":
    sys.exit(main())
