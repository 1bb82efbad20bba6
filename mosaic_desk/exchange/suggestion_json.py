"""A suggestion as JSON: the form of `label`'s output, also part of an export."""

from typing import Any

from mosaic_desk.core.suggestion import Suggestion


def suggestion_object(suggestion: Suggestion) -> dict[str, Any]:
    """A line of `label`'s output: every finding that was answered, or the error and no labels.

    Evidence is offsets in Unicode code points of the full text. "prompt" and the other hashes are
    "sha256:…".
    """
    model = suggestion.model
    line: dict[str, Any] = {
        "report_id": suggestion.report_id,
        "taxonomy": suggestion.taxonomy_id,
        "taxonomy_version": suggestion.taxonomy_version,
    }
    if suggestion.error is None:
        slots = suggestion.findings
        line["labels"] = {finding_id: str(slot.label) for finding_id, slot in slots.items()}
        line["probabilities"] = {
            finding_id: {str(label): round(share, 6) for label, share in slot.probabilities.items()}
            for finding_id, slot in slots.items()
        }
        line["evidence"] = {
            finding_id: [list(span) for span in slot.evidence] for finding_id, slot in slots.items() if slot.evidence
        }
    else:
        line["error"] = suggestion.error
    line["model"] = {
        "backbone": model.backbone,
        "backbone_hash": model.backbone_hash,
        "adapter": model.adapter,
        "adapter_hash": model.adapter_hash,
        "prompt": model.prompt_hash,
    }
    if suggestion.warnings:
        line["warnings"] = list(suggestion.warnings)
    return line
