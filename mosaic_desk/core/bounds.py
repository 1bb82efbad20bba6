"""Bounds: below which probability a suggestion is the model's guess, and a row needs a key of its own.

The two bounds of the classes were chosen on the dev split of Open-i (127 reports, 1,640 values, 70 of them
wrong), with the shipped adapter and its temperature, by a reader who looks only where a row waits:

| bound, calibrated       | wrong left | keys of a careful reader: median, p95, mean |
|-------------------------|-----------:|---------------------------------------------|
| 0.60, not calibrated    | 53         | 3, 10, 3.87                                 |
| 0.80                    | 32         | 3, 9, 3.72                                  |
| 0.90                    | 24         | 4, 10, 4.54                                 |
| 0.95                    | 16         | 6, 11, 5.91                                 |
| 0.80; 0.95 for a finding said to be there | 24 | 3, 9, 3.97                        |

The last is taken: as many caught as with 0.90, for half a key less a report. Of the suggestions between 0.80 and
0.95 that say a finding is there, one in four was wrong, of the others one in twenty; the adapter's training
counts “positive” and “uncertain” twice. The margin to the second class told nothing more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mosaic_desk.core.calibration import Calibration, calibrated
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.judged import Judged, slots_of
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import FindingSuggestion, Suggestion

BOUND = 0.80
"""For “negative” and “not mentioned”."""
PRESENT_BOUND = 0.95
"""For “positive” and “uncertain”; no finding's own bound is higher."""
RIGHT_ABOVE = 0.95
"""The share of a finding's suggestions above its bound that first reads must have confirmed."""
MIN_SUGGESTIONS = 100
"""Suggestions of a finding, none of them below `BOUND`, that a bound of its own needs."""
LIST_BOUND = 0.87
"""For lists of reports, which go by the stored probabilities: what the shipped adapter's 0.80 is before its
temperature, between two classes. On the dev split all 51 reports that it finds have a row below its bound."""

_PRESENT = frozenset({MentionClass.POSITIVE, MentionClass.UNCERTAIN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Gauge:
    """How sure the suggestions of one model are: its temperatures, and bounds that first reads have raised.

    Without a calibration probabilities stay as the model told them, and the classes' bounds hold. One that was
    carried over softens them all the same, so that bounds let no more through than before the training, and is
    not called calibrated.
    """

    calibration: Calibration | None = None
    raised: Mapping[FindingId, float] = field(default_factory=dict)

    @property
    def is_calibrated(self) -> bool:
        """Whether probabilities mean what they say."""
        return self.calibration is not None and not self.calibration.is_carried_over

    def bound(self, finding_id: FindingId, label: MentionClass) -> float:
        """Below it a suggestion of that class is a guess."""
        return max(class_bound(label), self.raised.get(finding_id, 0.0))

    def of_slot(self, finding_id: FindingId, slot: FindingSuggestion) -> FindingSuggestion:
        """The suggestion of one finding with calibrated probabilities; its class stays."""
        if self.calibration is None:
            return slot
        at = self.calibration.temperature_of(finding_id)
        return replace(slot, probabilities=calibrated(slot.probabilities, temperature=at))

    def of(self, suggestion: Suggestion) -> Suggestion:
        """The same with calibrated probabilities; as it is where its model tells none."""
        if self.calibration is None or not suggestion.has_probabilities:
            return suggestion
        return replace(
            suggestion, findings={key: self.of_slot(key, slot) for key, slot in suggestion.findings.items()}
        )


def class_bound(label: MentionClass) -> float:
    """The bound of a class, whatever the finding."""
    return PRESENT_BOUND if label in _PRESENT else BOUND


def raised_bounds(
    cases: Iterable[Judged], *, findings: Sequence[FindingId], calibration: Calibration
) -> dict[FindingId, float]:
    """Bounds of findings that hold less than their probabilities say; those that hold are left out.

    With p the calibrated probability of a suggestion, the bound of a finding is the lowest b of
    `BOUND` … `PRESENT_BOUND` for which, of its suggestions with p ≥ b, at least `RIGHT_ABOVE` were confirmed;
    `PRESENT_BOUND` where there is none. From `MIN_SUGGESTIONS` with p ≥ `BOUND` on. A bound is raised by this,
    never lowered: first reads in hundreds cannot tell a finding that is always right from a lucky one.

    Measured on the dev split itself, with the temperatures of its findings: two are raised, 19 wrong values are
    left instead of 24, for 0.2 keys a report; with halves of it, both ways and from 50 suggestions on, 22.8
    instead of 24.9 for 0.3 keys, and the median of a careful reader is now and then 4: hence the hundred.
    """
    told: dict[FindingId, list[tuple[float, bool]]] = {finding_id: [] for finding_id in findings}
    for slot in slots_of((calibration.of_case(case) for case in cases), findings):
        probability = slot.probabilities.get(slot.answer, 0.0)
        if len(slot.probabilities) > 1 and probability >= BOUND:
            told[slot.finding_id].append((probability, slot.answer is slot.truth))
    bounds = {finding_id: _lowest(pairs) for finding_id, pairs in told.items() if len(pairs) >= MIN_SUGGESTIONS}
    return {finding_id: bound for finding_id, bound in bounds.items() if bound > BOUND}


def _lowest(told: Sequence[tuple[float, bool]]) -> float:
    """The lowest bound above which enough were right; from the surest suggestion down."""
    ordered = sorted(told, reverse=True)
    if sum(is_right for _, is_right in ordered) >= RIGHT_ABOVE * len(ordered):
        return BOUND
    lowest, right = PRESENT_BOUND, 0
    for place, (probability, is_right) in enumerate(ordered, start=1):
        right += is_right
        is_last_of_its_kind = place == len(ordered) or ordered[place][0] < probability
        if is_last_of_its_kind and right >= RIGHT_ABOVE * place:
            lowest = min(lowest, probability)
    return lowest
