"""What stood before the reader when deciding, as it is kept with an event."""

from mosaic_desk.core.events import Shown
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.suggestion import Suggestion


def shown_of(suggestion: Suggestion | None, finding_id: FindingId) -> Shown | None:
    """The suggestion of one finding as the reader saw it; None where there was none."""
    slot = suggestion.findings.get(finding_id) if suggestion else None
    if suggestion is None or slot is None:
        return None
    return Shown(
        label=slot.label,
        probability=slot.confidence,
        backbone_hash=suggestion.model.backbone_hash,
        adapter_hash=suggestion.model.adapter_hash,
        prompt_hash=suggestion.model.prompt_hash,
    )
