"""Retraining in memory: a run that moves when a test says so, adapters that are promoted and rolled back."""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from mosaic_desk.core.adapter_events import AdapterEvent, AdapterEventKind, AdapterRef
from mosaic_desk.core.comparison import TaxonomyComparison, compared_taxonomy
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.ids import FindingId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.judged import Judged
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.retraining import (
    AdapterLine,
    AdapterShelf,
    Amount,
    BeforeTraining,
    RunPhase,
    Start,
    TaughtFinding,
    TrainingChoice,
    TrainingMeans,
    TrainingResult,
    TrainingView,
)
from mosaic_desk.core.training import Wanted
from mosaic_desk.core.verdict import Comparison, comparison_of
from mosaic_desk.desk.errand import Errand
from mosaic_desk.desk.labeller import ModelChoice
from tests.gui.fake_reports import NAMES, NOON, TAXONOMY, M, N, P

RUN = "2026-11-23-1"
ALIVE = TrainingView(
    name=RUN, phase=RunPhase.TRAINING, step=12, steps=60, epoch=1, epochs=3, seconds_left=240, memory_mib=1900,
    losses=tuple((step, 1.4 / (1 + step / 8)) for step in range(1, 13)), watched=((6, 0.9), (12, 0.7)),
)  # fmt: skip


class FakeTraining:
    """`view` is what the next look at the run finds; `fail_with` is raised by what writes."""

    def __init__(self, *, view: TrainingView | None = None, refusal: str = "") -> None:
        self.view = view
        self.refusal = refusal
        self.means_refusal = ""
        self.fail_with: MosaicError | None = None
        self.calls: list[str] = []
        self.looks = 0
        self.look_threads: set[str] = set()
        self.started: list[TrainingChoice] = []
        self.compare: Callable[[], Comparison | None] = comparison
        self.in_turn = ["mosaic-1"]
        self.imported: list[str] = []
        self.events: list[AdapterEvent] = []
        self.outdated_ids: tuple[ReportId, ...] = ()

    @property
    def adapters(self) -> "FakeTraining":
        return self

    def before(self, choice: TrainingChoice) -> BeforeTraining:
        taught = tuple(
            TaughtFinding(name=name, counts={P: 9 + place, N: 60 - place, M: 145}) for place, name in
            enumerate(NAMES.values())
        )  # fmt: skip
        return BeforeTraining(
            choice=choice, taxonomies=((TAXONOMY, "Chest X-ray (MIMIC-CXR)"),), active_adapter=self.in_turn[-1],
            corrected=280, learned=214, watched=23, held_out=43, held_out_first_reads=31, new_since=60,
            findings=taught,
            by_provenance=(
                Amount(of="first reads", number=800, weight=1), Amount(of="set by hand", number=510, weight=1),
                Amount(of="accepted untouched by the commit", number=1472, weight=0.25),
            ),
            left_out=(Amount(of="findings that the reader was not sure of", number=12),
                      Amount(of="like a report that is kept apart", number=3)),
            refusal=self.refusal,
        )  # fmt: skip

    def means(self, before: BeforeTraining, *, errand: Errand | None = None) -> TrainingMeans:
        return TrainingMeans(
            backbone="gemma-3-270m", device="cpu", is_gpu=False, memory_needed_mib=2100,
            memory_free_mib=5700, disk_needed_mib=310, disk_free_mib=40_000,
            seconds=540 if before.choice.start is Start.ACTIVE else 700, refusal=self.means_refusal,
        )  # fmt: skip

    def start(self, choice: TrainingChoice) -> None:
        self._write(f"start {choice.preset}")
        self.started.append(choice)
        self.view = ALIVE

    def follow(self) -> TrainingView | None:
        self.looks += 1
        self.look_threads.add(threading.current_thread().name)
        return self.view

    def want(self, wanted: Wanted) -> None:
        self._write(str(wanted))
        if self.view is not None:
            phase = RunPhase.PAUSED if wanted is Wanted.PAUSE else RunPhase.CANCELLED
            self.view = replace(self.view, phase=phase)

    def resume(self) -> None:
        self._write("resume")
        self.view = ALIVE

    def note_seen(self) -> None:
        self.calls.append("seen")
        if self.view is not None and not self.view.can_resume:
            self.view = None

    def result(self, name: str) -> Callable[[], TrainingResult]:
        return lambda: TrainingResult(
            name=name, is_active=self.in_turn[-1] == name, comparison=self.compare(),
            names={FindingId(key): shown for key, shown in NAMES.items()},
            titles={TAXONOMY: "Chest X-ray (MIMIC-CXR)"},
        )  # fmt: skip

    def listed(self) -> AdapterShelf:
        names = dict.fromkeys(["mosaic-1", *self.imported, *([RUN] if self.view or RUN in self.in_turn else [])])
        return AdapterShelf(
            adapters=tuple(
                AdapterLine(
                    name=name, is_active=name == self.in_turn[-1],
                    origin="shipped" if name == "mosaic-1" else "imported" if name in self.imported else "trained",
                ) for name in names
            ),
            history=tuple(self.events), before=self.in_turn[-2] if len(self.in_turn) > 1 else None,
        )  # fmt: skip

    def check(self, name: str, *, errand: Errand) -> object:
        self._write(f"check {name}")
        return "checked"

    def promote(self, name: str, *, checked: object, reader: ReaderName, reason: str) -> None:
        assert checked == "checked"
        self._write(f"promote {name} by {reader}: {reason}")
        self.in_turn.append(name)
        self._note(AdapterEventKind.PROMOTED, name, reader, reason)

    def roll_back(self, *, reader: ReaderName, reason: str) -> None:
        self._write(f"roll back by {reader}: {reason}")
        self.in_turn.pop()
        self._note(AdapterEventKind.ROLLED_BACK, self.in_turn[-1], reader, reason)

    def model(self) -> ModelChoice:
        return ModelChoice(adapter=self.in_turn[-1])

    def outdated(self, taxonomy_id: TaxonomyId) -> tuple[ReportId, ...]:
        return self.outdated_ids

    def export(self, name: str, output: Path) -> None:
        self._write(f"export {name} to {output.name}")

    def take(self, source: Path, *, reader: ReaderName) -> str:
        self._write(f"import {source.name} by {reader}")
        self.imported.append(source.stem)
        return source.stem

    def _note(self, kind: AdapterEventKind, name: str, reader: ReaderName, reason: str) -> None:
        ref = AdapterRef(name=name, hash="sha256:0")
        number = len(self.events) + 1
        self.events.append(
            AdapterEvent(number=number, at=NOON, reader=reader, kind=kind, adapter=ref, reason=reason)
        )

    def _write(self, call: str) -> None:
        if self.fail_with is not None:
            raise self.fail_with
        self.calls.append(call)


@cache
def comparison(*, reports: int = 64, first_reads: int = 64, is_better: bool = True) -> Comparison:
    """The old adapter misses every third positive of all findings but one; the new one only some (or the other
    way round)."""
    return comparison_of([compared(reports, first_reads, is_better=is_better)])


def compared(reports: int, first_reads: int, *, is_better: bool) -> TaxonomyComparison:
    names = [FindingId(key) for key in NAMES]
    worse = [_judged(number, names, wrong_every=3) for number in range(reports)]
    better = [_judged(number, names, wrong_every=7) for number in range(reports)]
    before, after = (worse, better) if is_better else (better, worse)
    return compared_taxonomy(
        TAXONOMY, before, after, findings=names, guarded=names[:1], n_first_reads=first_reads
    )


def _judged(number: int, names: list[FindingId], *, wrong_every: int) -> Judged:
    truth = {name: (P, N, M)[(number + place) % 3] for place, name in enumerate(names)}
    answers: dict[FindingId, MentionClass] = dict(truth)
    for place, name in enumerate(names[:-1]):
        if truth[name] is P and (number + place) % wrong_every == 0:
            answers[name] = N
    return Judged(
        report_id=ReportId(f"R-{number + 1:04}"), patient_id=f"p{number}", truth=truth, answers=answers,
        probabilities={},
    )  # fmt: skip
