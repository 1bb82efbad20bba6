"""What an action is called on the screen: “Undo: Effusion → negative”."""

from collections.abc import Sequence

from mosaic_desk.core.events import LABEL_KINDS, Event, EventKind
from mosaic_desk.core.taxonomy import Taxonomy

# In the order in which an action is named by them: a commit by the commit, not by the rows it confirmed.
_OF_REPORT = {
    EventKind.COMMITTED: "commit of {}",
    EventKind.REOPENED: "reopening of {}",
    EventKind.SKIPPED: "skip of {}",
    EventKind.COMMENTED: "comment on {}",
    EventKind.FLAGGED: "flag on {}",
    EventKind.UNFLAGGED: "flag off {}",
    EventKind.REVEALED: "look at the suggestion of {}",
}
_OF_FINDING = {
    EventKind.EVIDENCE: "evidence for {}",
    EventKind.UNSURE: "{} unsure",
    EventKind.SURE: "{} no longer unsure",
}


def action_text(verb: str, events: Sequence[Event], taxonomy: Taxonomy) -> str | None:
    """The verb and what it concerns; None where there is nothing to undo or redo."""
    if not events:
        return None
    return f"{verb}: {action_name(events, taxonomy)}"


def action_name(events: Sequence[Event], taxonomy: Taxonomy) -> str:
    """What an action did, in a few words without report text or comment."""
    kinds = {event.kind for event in events}
    report_id = events[0].report_id
    for kind, words in _OF_REPORT.items():
        if kind in kinds:
            return words.replace("{}", report_id)
    for event in events:
        name = next((f.name() for f in taxonomy.findings if f.id == event.finding_id), str(event.finding_id))
        if event.kind in _OF_FINDING:
            return _OF_FINDING[event.kind].replace("{}", name)
        if event.kind in LABEL_KINDS:
            return f"{name} → {event.after.replace('_', ' ') if event.after else 'no label'}"
    return f"change of {report_id}"
