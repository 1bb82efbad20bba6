"""What stood before the reader when deciding, as it is kept with an event."""

from dataclasses import dataclass, field

from mosaic_desk.core.bounds import Gauge
from mosaic_desk.core.events import Shown
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.suggestion import Suggestion


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """The suggestion of a report as it is stored, and how its probabilities were shown; None: none was shown."""

    suggestion: Suggestion | None = None
    gauge: Gauge = field(default_factory=Gauge)

    def of(self, finding_id: FindingId) -> Shown | None:
        """The suggestion of one finding as the reader saw it; None where there was none."""
        slot = self.suggestion.findings.get(finding_id) if self.suggestion else None
        if self.suggestion is None or slot is None:
            return None
        is_other = self.gauge.calibration is not None and self.suggestion.has_probabilities
        return Shown(
            label=slot.label,
            probability=slot.confidence,
            calibrated=self.gauge.of_slot(finding_id, slot).confidence if is_other else None,
            backbone_hash=self.suggestion.model.backbone_hash,
            adapter_hash=self.suggestion.model.adapter_hash,
            prompt_hash=self.suggestion.model.prompt_hash,
        )
