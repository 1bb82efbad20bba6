"""What an action is called on the screen: “Undo: Effusion → negative”."""

from collections.abc import Sequence

from mosaic_desk.core.events import LABEL_KINDS, Event, EventKind
from mosaic_desk.core.taxonomy import Taxonomy


def action_text(verb: str, events: Sequence[Event], taxonomy: Taxonomy) -> str | None:
    """The verb and what it concerns; None where there is nothing to undo or redo."""
    if not events:
        return None
    return f"{verb}: {_what(events, taxonomy)}"


def _what(events: Sequence[Event], taxonomy: Taxonomy) -> str:
    kinds = {event.kind for event in events}
    if EventKind.COMMITTED in kinds:
        return f"commit of {events[0].report_id}"
    if EventKind.FLAGGED in kinds:
        return f"flag on {events[0].report_id}"
    if EventKind.UNFLAGGED in kinds:
        return f"flag off {events[0].report_id}"
    labelled = [event for event in events if event.kind in LABEL_KINDS]
    if not labelled:
        return f"change of {events[0].report_id}"
    event = labelled[0]
    name = next((f.name() for f in taxonomy.findings if f.id == event.finding_id), str(event.finding_id))
    return f"{name} → {event.after.replace('_', ' ') if event.after else 'no label'}"
