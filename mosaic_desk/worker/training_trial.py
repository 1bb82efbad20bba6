"""`python -m mosaic_desk.worker.training_trial FOLDER`: what a run would take, and how long a step of it does.

Told before anything is loaded is what memory and disk it needs; then, where that suffices, two small steps are taken
and forgotten. One line of JSON on stdout; a sentence where it cannot be.
"""

import argparse
import json
import os
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from mosaic_desk.core.errors import ModelError, places_of
from mosaic_desk.core.training import StepReport, Wanted
from mosaic_desk.exchange.run_request import RunRequest, read_examples, read_request
from mosaic_desk.worker.run_faults import sentence_of

_NICE = 5
_STEPS = 2  # the first one warms up
_REPORTS_A_STEP = 4


@dataclass(kw_only=True, slots=True)
class Trial:
    """What was found out; None where it was not got to."""

    needed_mib: float | None = None
    free_mib: float | None = None
    disk_mib: float | None = None
    seconds_per_report: float | None = None
    sentence: str = ""


def main() -> None:
    """Keeps stdout to the one line: whatever a library prints goes to stderr."""
    pipe = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1",
                      TOKENIZERS_PARALLELISM="false", HF_HUB_DISABLE_PROGRESS_BARS="1")
    if hasattr(os, "nice"):
        os.nice(_NICE)
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    trial = Trial()
    try:
        _try(parser.parse_args().folder, trial)
    except Exception as error:
        sys.stderr.write(places_of(error))
        trial.sentence = sentence_of(error)
    with pipe:
        json.dump(asdict(trial), pipe, allow_nan=False)


def _try(folder: Path, trial: Trial) -> None:
    request = read_request(folder)
    _foretell(request, trial)
    trial.seconds_per_report = _measured(request, folder)


def _foretell(request: RunRequest, trial: Trial) -> None:
    """Memory and disk, before anything is loaded."""
    from mosaic_desk.llm.choose import backbone_folder, scoring_dtype
    from mosaic_desk.llm.memory import free_mib
    from mosaic_desk.llm.training_memory import training_memory, training_quantisation

    told = training_memory(
        backbone_folder(request.backbone), device=request.device, dtype=scoring_dtype(request.device),
        quantisation=training_quantisation(request.quantise, request.device), config=request.config,
        start=request.start.folder if request.start else None,
    )
    trial.needed_mib, trial.disk_mib, trial.free_mib = told.needed_mib, told.disk_mib, free_mib(request.device)
    if trial.needed_mib > trial.free_mib:
        raise ModelError(
            f"Training needs about {trial.needed_mib / 1024:.1f} GiB of memory and {trial.free_mib / 1024:.1f} GiB are"
            " free: close other programs, or train on another computer."
        )


def _measured(request: RunRequest, folder: Path) -> float | None:
    """Seconds a report of the second step; None where there are too few reports for two."""
    from mosaic_desk.llm.choose import UNTUNED, chosen_backbone
    from mosaic_desk.llm.training import Lessons, Listening, Trainer
    from mosaic_desk.llm.training_memory import training_quantisation

    start = request.start.folder if request.start else None
    backbone, _ = chosen_backbone(
        request.backbone, device=request.device, progress=lambda *_: None, adapter=str(start) if start else UNTUNED,
        quantise=training_quantisation(request.quantise, request.device),
    )
    steps: list[StepReport] = []
    config = replace(request.config, epochs=1, patience=0, batch_reports=_REPORTS_A_STEP, most_plain=float("inf"))
    listening = Listening(
        on_step=steps.append, wanted=lambda: Wanted.RUN if len(steps) < _STEPS else Wanted.CANCEL
    )
    lessons = Lessons(examples=read_examples(folder, request.taxonomies)["learn"])
    Trainer(backbone, lessons, config=config, start=start, listening=listening).run(None)
    if len(steps) < _STEPS:
        return None
    return (steps[1].seconds - steps[0].seconds) / _REPORTS_A_STEP


if __name__ == "__main__":
    main()
