"""How a report is read: what is marked on it, and whether its suggestion may be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mosaic_desk.core.events import BLIND_MODES, Mode
from mosaic_desk.core.ids import FindingId, ReaderName
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import Phase
from mosaic_desk.core.suggestion import Span


@dataclass(frozen=True, kw_only=True, slots=True)
class FirstCommit:
    """How a report was first committed: in which mode, drawn how, and by whom."""

    mode: Mode
    drawn_by: str
    reader: ReaderName

    @property
    def is_blind(self) -> bool:
        """Whether it was read here without the suggestion; what was read elsewhere came in with a file."""
        return self.mode in BLIND_MODES and self.drawn_by != "import"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What stands for a report beside its labels.

    `first` are the labels that stood at the first commit, where that was of a blind read. A comment or
    a reason that is not there is "".
    """

    is_drawn: bool = False
    is_revealed: bool = False
    first_commit: FirstCommit | None = None
    comment: str = ""
    skip_reason: str = ""
    unsure: frozenset[FindingId] = frozenset()
    evidence: Mapping[FindingId, tuple[Span, ...]] = field(default_factory=dict)
    first: Mapping[FindingId, MentionClass] = field(default_factory=dict)


def way_of_reading(reading: Reading, chosen: Mode) -> tuple[Mode, Phase]:
    """The mode of a report and what its page may show; `chosen` holds for what was neither drawn nor committed.

    A report once committed with its suggestion in view stays open: there is nothing left to hide.
    """
    commit = reading.first_commit
    if commit is not None and commit.is_blind:
        return commit.mode, Phase.REVEALED
    if commit is not None:
        return Mode.PREFILLED, Phase.OPEN
    if reading.is_drawn:
        return Mode.FIRST_READ, Phase.BLIND
    return (chosen, Phase.BLIND) if chosen in BLIND_MODES else (Mode.PREFILLED, Phase.OPEN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Guidance:
    """What was written over a taxonomy's own guidance for a finding, by whom and when (ISO 8601 in UTC)."""

    text: str
    reader: ReaderName
    at: str
