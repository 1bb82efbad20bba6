"""A training run on a tiny model: what it is told, and a process of it in which a fault can be set."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from mosaic_desk.core.example import Example
from mosaic_desk.core.ids import FindingId, PatientId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.retraining import TrainingView
from mosaic_desk.core.taxonomy_text import taxonomy_from_toml
from mosaic_desk.core.training import TrainingConfig
from mosaic_desk.core.training_set import HeldOutExample
from mosaic_desk.desk.training_runs import Run
from mosaic_desk.exchange.run_request import RunRequest

TAXONOMY = taxonomy_from_toml(
    'id = "one"\n[[findings]]\nid = "edema"\nname = "Edema"\n[[findings]]\nid = "cyst"\nname = "Cyst"\n', "one"
)
CONFIG = TrainingConfig(
    epochs=3, learning_rate=1e-2, batch_reports=3, narrower=0, vary_text=False, checkpoint_steps=2
)
SECRET = "SECRETWORD"
FAULTY = (sys.executable, str(Path(__file__).with_name("faulty_training.py")))
_CASES = [
    (f"Edema is there, {SECRET}.", MentionClass.POSITIVE, (0, 14)),
    (f"Without edema or cyst, {SECRET}.", MentionClass.NEGATIVE, (0, 13)),
    (f"Bones are fine, {SECRET}.", MentionClass.NOT_MENTIONED, None),
]


def example(number: int) -> Example:
    text, label, span = _CASES[number % len(_CASES)]
    return Example(
        report_id=ReportId(f"r{number}"), text=text, taxonomy=TAXONOMY, language="en",
        patient_id=PatientId(f"p{number}"), evidence={FindingId("edema"): span} if span else {},
        labels={FindingId("edema"): label, FindingId("cyst"): MentionClass.NOT_MENTIONED},
        weights={FindingId("edema"): 1.0, FindingId("cyst"): 0.25},
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """The reports of a run."""

    learn: tuple[Example, ...]
    watch: tuple[Example, ...]
    held_out: tuple[HeldOutExample, ...]


def lessons(*, learn: int = 12, watch: int = 3, held_out: int = 9) -> Parts:
    """Twelve reports are four steps an epoch."""
    first, second = learn, learn + watch
    return Parts(
        learn=tuple(example(n) for n in range(first)),
        watch=tuple(example(n) for n in range(first, second)),
        held_out=tuple(HeldOutExample(example=example(n), is_blind=True) for n in range(second, second + held_out)),
    )  # fmt: skip


def request(backbone: Path, **knobs: object) -> RunRequest:
    return RunRequest(
        backbone=str(backbone), start=None, old=None, device="cpu", quantise="none", preset="quick",
        config=replace(CONFIG, **knobs), taxonomies=(TAXONOMY,), event_number=7,
    )  # fmt: skip


def followed(run: Run, until: Callable[[TrainingView], bool], *, patience_s: float = 300.0) -> TrainingView:
    """Looks at a run until it stands so."""
    deadline = time.monotonic() + patience_s
    while not until(view := run.follow()):
        assert time.monotonic() < deadline, f"{view.phase}: {view.text}"
        time.sleep(0.05)
    return view
