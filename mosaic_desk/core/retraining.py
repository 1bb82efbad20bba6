"""What is shown of a retraining: what it will learn from, what it needs, how far it is, what became of it.

Values only: `desk.training` fills them, the window shows them. Sentences in them are those of the desk.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mosaic_desk.core.adapter_events import AdapterEvent
from mosaic_desk.core.ids import FindingId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.training import Preset
from mosaic_desk.core.verdict import Comparison


class Start(StrEnum):
    """What a run goes on from."""

    ACTIVE = "active"
    FRESH = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingChoice:
    """What a reader chose; no taxonomies are all of the project."""

    preset: Preset = Preset.NORMAL
    start: Start = Start.ACTIVE
    taxonomies: tuple[TaxonomyId, ...] = ()
    is_mistyped: bool = False
    is_reordered: bool = False
    asks_fewer: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class TaughtFinding:
    """How many labels of each class a run learns from for one finding."""

    name: str
    counts: Mapping[MentionClass, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """So many reports or labels of a kind, the kind in the desk's words; `weight` is what one counts."""

    of: str
    number: int
    weight: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BeforeTraining:
    """What a run would do now. A `refusal` is why it cannot be started; empty where it can.

    `corrected` reports are of all that readers answered; of these `learned` are trained on, `watched` tell
    when to stop, `held_out` only compare the adapters, and the rest is in `left_out`.
    """

    choice: TrainingChoice
    taxonomies: tuple[tuple[TaxonomyId, str], ...]
    active_adapter: str
    corrected: int
    learned: int
    watched: int
    held_out: int
    held_out_first_reads: int
    new_since: int | None = None  # corrected since the last run; None where there was none
    findings: tuple[TaughtFinding, ...] = ()
    by_provenance: tuple[Amount, ...] = ()
    left_out: tuple[Amount, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingMeans:
    """What a run needs of the machine, and what there is; None where it is not known."""

    backbone: str
    device: str
    is_gpu: bool
    memory_needed_mib: int | None
    memory_free_mib: int | None
    disk_needed_mib: int | None
    disk_free_mib: int | None
    seconds: float | None
    refusal: str = ""


class RunPhase(StrEnum):
    """Where a run stands; `STOPPED` is one whose process is gone without a word."""

    STARTING = "starting"
    TRAINING = "training"
    COMPARING = "comparing"
    DONE = "done"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingView:
    """A run as it is now. `losses` and `watched` are points of step and loss; `text` is what it says it does."""

    name: str
    phase: RunPhase
    text: str = ""
    step: int = 0
    steps: int = 0
    epoch: int = 0
    epochs: int = 0
    losses: tuple[tuple[int, float], ...] = ()
    watched: tuple[tuple[int, float], ...] = ()
    seconds_left: float | None = None
    memory_mib: int | None = None
    is_silent: bool = False  # nothing was heard of it for long
    is_gpu: bool = False
    notes: tuple[str, ...] = ()

    @property
    def is_alive(self) -> bool:
        """Whether its process works."""
        return self.phase in (RunPhase.STARTING, RunPhase.TRAINING, RunPhase.COMPARING)

    @property
    def can_resume(self) -> bool:
        """Whether it can be gone on with from its last checkpoint."""
        return self.phase in (RunPhase.PAUSED, RunPhase.FAILED, RunPhase.STOPPED)


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingResult:
    """A trained adapter against the one before it; `comparison` is None where it was never compared here."""

    name: str
    is_active: bool
    comparison: Comparison | None
    names: Mapping[FindingId, str]
    titles: Mapping[TaxonomyId, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class AdapterLine:
    """An adapter as a line of a list; `origin` is "trained", "imported" or "shipped", a `problem` why it is unfit."""

    name: str
    origin: str
    is_active: bool = False
    problem: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AdapterShelf:
    """The adapters of a project and their history, oldest first; `before` is what a roll-back leads to."""

    adapters: tuple[AdapterLine, ...]
    history: tuple[AdapterEvent, ...]
    before: str | None

    @property
    def active(self) -> str:
        """The name of the adapter that suggests; empty where there is none."""
        return next((adapter.name for adapter in self.adapters if adapter.is_active), "")
