"""A robot that reads reports on the real window as a reader would who knows the truth: by keys alone.

What it goes by is what is painted: the pill of each row, whose it is, the mark of rows that wait for a key,
and where the cursor stands. It never asks the project. Two readers stand for two ends of a scale:

**careful** notices every wrong row. Pre-filled: goes to each row whose pill is not the truth and to each row
that waits, sets the wrong ones with their class's key and accepts the right ones (A), commits with Enter.
Blind (First read, Second reader): sets every finding that the report mentions, leaves the others open; after
the reveal keeps its answers.

**trusting** looks only where the program makes it look. Pre-filled: answers the rows that wait, rightly, and
believes all others. Blind: sets what is positive or uncertain and leaves the rest open, negatives included;
after the reveal takes the suggestion wherever it disagrees.

Both move by the fewest keys (up, down, next row that waits), and both let stand what no truth is known of; a
row of that kind that waits is accepted, or set to “not mentioned” where nothing is suggested.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import Qt

from mosaic_desk.bench.desk_window import DrivenWindow, WindowStuck
from mosaic_desk.core.events import EventKind
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.review import Phase
from mosaic_desk.gui.pill_face import Whose
from mosaic_desk.gui.waiting import needs_reader

CLASS_KEYS = {
    MentionClass.POSITIVE: Qt.Key.Key_P,
    MentionClass.NEGATIVE: Qt.Key.Key_N,
    MentionClass.UNCERTAIN: Qt.Key.Key_U,
    MentionClass.NOT_MENTIONED: Qt.Key.Key_M,
}
_PRESENT = {MentionClass.POSITIVE, MentionClass.UNCERTAIN}
_MOST_ROUNDS = 20


class Policy(StrEnum):
    """Which reader the robot is."""

    CAREFUL = "careful"
    TRUSTING = "trusting"


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenRow:
    """A row as it is painted: its place among those that are shown, the class on its pill, and whose that is."""

    finding_id: FindingId
    place: int
    label: MentionClass | None
    whose: Whose
    waits: bool
    disagrees: bool


@dataclass(kw_only=True, slots=True)
class Reading:
    """What was done to one report. `first` is what stood at its first commit, `stood` at its last."""

    report_id: ReportId
    keys: int = 0
    commit_ms: list[float] = field(default_factory=list)
    keyed: dict[FindingId, MentionClass] = field(default_factory=dict)
    kinds: dict[FindingId, EventKind] = field(default_factory=dict)
    first: dict[FindingId, MentionClass] = field(default_factory=dict)
    stood: dict[FindingId, MentionClass] = field(default_factory=dict)


class Robot:
    """Reads one report after the other in a driven window."""

    def __init__(
        self, driven: DrivenWindow, truth: Mapping[ReportId, Mapping[FindingId, MentionClass]], policy: Policy
    ) -> None:
        self._driven = driven
        self._truth = truth
        self._policy = policy

    def read(self, *, before_commit: Callable[[], None] = lambda: None) -> Reading:
        """Read the open report and commit it, with whatever its mode asks for; the next one is open then.

        Raises:
            WindowStuck: if the window does not do what the keys ask for.
        """
        driven = self._driven
        report_id = driven.page.report.report_id
        reading = Reading(report_id=report_id)
        started = driven.keys
        for _ in range(_MOST_ROUNDS):
            phase = driven.page.phase
            driven.clock.look()
            self._answer(reading, phase)
            before_commit()
            standing = self._standing(phase)
            took = driven.press_until_other(Qt.Key.Key_Return)
            if took is not None:
                reading.commit_ms.append(took)
            self._note(reading, standing)
            if driven.page.report.report_id != report_id or self._is_over(took):
                reading.keys = driven.keys - started
                return reading
        raise WindowStuck("A report could not be committed by keys.")

    def _is_over(self, took: float | None) -> bool:
        """Whether this was the last report of all: it stays on the screen, done."""
        summary = self._driven.window.flow.summary
        is_done = summary is not None and summary.done == summary.total
        return took is None and is_done and self._driven.page.phase is not Phase.BLIND

    def _note(self, reading: Reading, standing: dict[FindingId, MentionClass]) -> None:
        if not reading.first:
            reading.first = standing
        reading.stood = standing

    def _answer(self, reading: Reading, phase: Phase) -> None:
        truth = self._truth.get(reading.report_id, {})
        for finding_id in [row.finding_id for row in self.rows()]:
            row = next((row for row in self.rows() if row.finding_id == finding_id), None)
            if row is None:
                continue
            label = self._wanted(row, truth.get(finding_id), phase)
            if label is not None:
                self._go_to(row)
                self._key(reading, row, label, phase)

    def _wanted(self, row: SeenRow, truth: MentionClass | None, phase: Phase) -> MentionClass | None:
        """The class to be given to a row by a key of its own; None where it is left as it is."""
        if phase is Phase.OPEN:
            is_noticed = truth is not None and row.label is not truth
            if not row.waits and not (is_noticed and self._policy is Policy.CAREFUL):
                return None
            return truth or row.label or MentionClass.NOT_MENTIONED
        if phase is Phase.BLIND:
            keyed = _PRESENT if self._policy is Policy.TRUSTING else set(MentionClass) - {MentionClass.NOT_MENTIONED}
            return truth if truth in keyed and row.label is not truth else None
        suggested = self._suggested(row)
        return suggested if self._policy is Policy.TRUSTING and row.disagrees else None

    def _suggested(self, row: SeenRow) -> MentionClass | None:
        shown = self._driven.window.findings.widgets[self._index(row.finding_id)].row
        return shown.suggestion.label if shown is not None and shown.suggestion is not None else None

    def _key(self, reading: Reading, row: SeenRow, label: MentionClass, phase: Phase) -> None:
        is_accepted = (row.whose is Whose.MODEL and row.label is label) or phase is Phase.REVEALED
        self._driven.press_and_see(Qt.Key.Key_A if is_accepted else CLASS_KEYS[label])
        reading.keyed[row.finding_id] = label
        reading.kinds[row.finding_id] = EventKind.ACCEPTED if is_accepted else EventKind.SET

    def _standing(self, phase: Phase) -> dict[FindingId, MentionClass]:
        """What a commit makes of the rows as they are painted; an open row of a blind read is “not mentioned”."""
        stands = {}
        for widget in self._driven.window.findings.widgets:
            label = widget.pill.face.label
            if widget.row is not None and (label is not None or phase is Phase.BLIND):
                stands[widget.row.finding_id] = label or MentionClass.NOT_MENTIONED
        return stands

    def rows(self) -> tuple[SeenRow, ...]:
        """The rows that are shown, in their order."""
        window = self._driven.window
        shown = [widget for widget in window.findings.widgets if not widget.isHidden() and widget.row is not None]
        return tuple(
            SeenRow(
                finding_id=widget.row.finding_id, place=place, label=widget.pill.face.label,
                whose=widget.pill.face.whose, waits=needs_reader(widget.row, window.flow.unsaved),
                disagrees=widget.row.disagrees,
            )
            for place, widget in enumerate(shown) if widget.row is not None
        )  # fmt: skip

    def _index(self, finding_id: FindingId) -> int:
        widgets = self._driven.window.findings.widgets
        return next(i for i, widget in enumerate(widgets) if widget.row and widget.row.finding_id == finding_id)

    def _go_to(self, row: SeenRow) -> None:
        rows = self.rows()
        waiting = [seen.place for seen in rows if seen.waits]
        for key in route(self._place(rows), row.place, waiting=waiting, count=len(rows)):
            self._driven.press_and_see(
                Qt.Key.Key_Down if key == "next" else Qt.Key[f"Key_{key.title()}"],
                Qt.KeyboardModifier.ShiftModifier if key == "next" else Qt.KeyboardModifier.NoModifier,
            )
        if self._place(self.rows()) != row.place:
            raise WindowStuck("The cursor of the findings did not go where its keys lead.")

    def _place(self, rows: Sequence[SeenRow]) -> int:
        current = self._driven.window.findings.current
        return next((row.place for row in rows if current and row.finding_id == current.finding_id), 0)


def route(start: int, goal: int, *, waiting: Sequence[int], count: int) -> list[str]:
    """The fewest keys from one row to another: "up", "down", or "next" (to the next row that waits)."""
    ways: dict[int, list[str]] = {start: []}
    ahead = deque([start])
    while ahead and goal not in ways:
        place = ahead.popleft()
        following = sorted(waiting, key=lambda other: (other - place - 1) % count)[:1]
        steps = [("down", place + 1), ("up", place - 1), *(("next", other) for other in following)]
        for key, other in steps:
            if 0 <= other < count and other not in ways:
                ways[other] = [*ways[place], key]
                ahead.append(other)
    return ways[goal]
