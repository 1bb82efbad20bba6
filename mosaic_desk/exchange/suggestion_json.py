"""A suggestion as JSON: the form of `label`'s output, also part of an export; and its model, there and back."""

from typing import Any

from mosaic_desk.core.suggestion import ModelRef, Suggestion


def suggestion_object(suggestion: Suggestion) -> dict[str, Any]:
    """A line of `label`'s output: every finding that was answered, or the error and no labels.

    Evidence is offsets in Unicode code points of the full text. "prompt" and the other hashes are
    "sha256:…".
    """
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
    line["model"] = model_object(suggestion.model)
    if suggestion.warnings:
        line["warnings"] = list(suggestion.warnings)
    return line


def model_object(model: ModelRef) -> dict[str, Any]:
    """A model as a line of `label`'s output names it."""
    return {
        "backbone": model.backbone,
        "backbone_hash": model.backbone_hash,
        "adapter": model.adapter,
        "adapter_hash": model.adapter_hash,
        "prompt": model.prompt_hash,
    }


def model_of(data: dict[str, Any]) -> ModelRef:
    """The model that an object of `label`'s output names.

    Raises:
        KeyError, TypeError: if something of it is missing.
    """
    return ModelRef(
        backbone=_text(data["backbone"]),
        backbone_hash=_text(data["backbone_hash"]),
        adapter=None if data["adapter"] is None else _text(data["adapter"]),
        adapter_hash=None if data["adapter_hash"] is None else _text(data["adapter_hash"]),
        prompt_hash=_text(data["prompt"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
