"""What an adapter answers on a few fixed sentences: told when it is made, asked again before it may suggest.

The sentences are written for this and about nobody. They stand in the manifest with the questions, so that an adapter
can be tried where nobody knows what it was trained on.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mosaic_desk.core.errors import ModelRefused
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.prompt import INSTRUCTION, Prompt, prompt_for
from mosaic_desk.core.report import Report
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.llm.adapter import MANIFEST_FILE, Adapter, read_manifest
from mosaic_desk.llm.backbone import Backbone
from mosaic_desk.llm.slots import SlotScorer

KEY = "fingerprint"
"""Where it stands in the manifest of an adapter."""
SENTENCES = (
    "FINDINGS: The lungs are clear. No pleural effusion. The heart is normal in size.\nIMPRESSION: Normal study.",
    "FINDINGS: There is a small lesion on the left, possibly old. Tubes and lines in place.\nIMPRESSION: See above.",
    "BESKRIVELSE: Der ses en mindre forandring på højre side, formentlig følger. Ingen blødning.\nKONKLUSION: Uændret.",
)
MOST_FINDINGS = 40
"""Of a longer taxonomy the first so many are asked."""
SAME_WITHIN = 1e-3
"""How far a probability may lie from what it was, on the same kind of device with the same arithmetic."""
LIKE_WITHIN = 0.05
"""The mean distance where the arithmetic is another: a GPU's, another dtype, weights in 4 bits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedPrompt:
    """The questions of a taxonomy, and the probabilities answered: a row a sentence, findings, classes."""

    branches: tuple[tuple[FindingId, str], ...]
    classes: tuple[MentionClass, ...]
    probabilities: tuple[tuple[tuple[float, ...], ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fingerprint:
    """The answers on some sentences, and the arithmetic that they were computed with."""

    arithmetic: str
    sentences: tuple[str, ...]
    asked: tuple[AskedPrompt, ...]


def fingerprint(backbone: Backbone, adapter: Adapter, taxonomies: Sequence[Taxonomy]) -> Fingerprint:
    """What an adapter that is on a backbone answers; under some taxonomies, in their order."""
    prompts = [prompt_for(taxonomy) for taxonomy in taxonomies]
    asked = tuple((prompt.branches[:MOST_FINDINGS], prompt.classes) for prompt in prompts)
    return _answered(backbone, adapter, SENTENCES, asked)


def _answered(
    backbone: Backbone, adapter: Adapter, sentences: tuple[str, ...],
    asked: Sequence[tuple[tuple[tuple[FindingId, str], ...], tuple[MentionClass, ...]]],
) -> Fingerprint:  # fmt: skip
    reports = [Report(report_id=ReportId(str(number)), text=text) for number, text in enumerate(sentences)]
    prompts = []
    for branches, classes in asked:
        prompt = Prompt(instruction=INSTRUCTION, branches=branches, classes=classes)
        answers = SlotScorer(backbone, adapter, prompt).answers(reports)
        rows = tuple(
            tuple(tuple(round(slot.probabilities[label], 6) for label in classes) for slot in answer.slots)
            for answer in answers
        )
        prompts.append(AskedPrompt(branches=branches, classes=classes, probabilities=rows))
    return Fingerprint(arithmetic=arithmetic_of(backbone), sentences=sentences, asked=tuple(prompts))


def arithmetic_of(backbone: Backbone) -> str:
    """What decides how a pass rounds: kind of device, dtype, how the weights are held."""
    return f"{backbone.device.type} {str(backbone.dtype).removeprefix('torch.')} {backbone.quantisation}"


def refuse_other_fingerprint(backbone: Backbone, adapter: Adapter, folder: Path) -> None:
    """Asks an adapter that was put on a backbone from a folder what its manifest says that it answers.

    Raises:
        ModelRefused: if it answers something else, or the manifest tells no fingerprint.
    """
    before = fingerprint_of(read_manifest(folder), name=adapter.name)
    questions = [(one.branches, one.classes) for one in before.asked]
    now = _answered(backbone, adapter, before.sentences, questions)
    is_same_arithmetic = now.arithmetic == before.arithmetic
    distance = largest_distance(now, before) if is_same_arithmetic else mean_distance(now, before)
    if not distance <= (SAME_WITHIN if is_same_arithmetic else LIKE_WITHIN):
        raise ModelRefused(
            f"The adapter {adapter.name} does not answer what it answered when it was made (off by {distance:.3f});"
            " it is damaged, or was made with another version of the model's libraries. Do not use it."
        )


def largest_distance(one: Fingerprint, other: Fingerprint) -> float:
    """The largest distance of two probabilities; infinite where something else was asked or not answered."""
    return max(_distances(one, other), default=float("inf"))


def mean_distance(one: Fingerprint, other: Fingerprint) -> float:
    """The mean over slots of the largest distance in each; infinite likewise."""
    distances = list(_distances(one, other))
    return sum(distances) / len(distances) if distances else float("inf")


def _distances(one: Fingerprint, other: Fingerprint) -> Iterator[float]:
    for mine, theirs in zip(one.asked, other.asked, strict=False):
        for my_rows, their_rows in zip(mine.probabilities, theirs.probabilities, strict=False):
            if len(my_rows) != len(mine.branches) or len(my_rows) != len(their_rows):
                yield float("inf")
            for my_row, their_row in zip(my_rows, their_rows, strict=False):
                yield max(abs(a - b) for a, b in zip(my_row, their_row, strict=True))


def note_fingerprint(folder: Path, told: Fingerprint) -> None:
    """Puts a fingerprint into the manifest of an adapter folder.

    Raises:
        OSError: if it cannot be written; the manifest is left as it was.
    """
    manifest = read_manifest(folder) | {KEY: _object(told)}
    beside = folder / f".{MANIFEST_FILE}.writing"
    with beside.open("w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / MANIFEST_FILE)


def _object(told: Fingerprint) -> dict[str, Any]:
    return {
        "arithmetic": told.arithmetic,
        "sentences": list(told.sentences),
        "asked": [
            {
                "branches": [list(branch) for branch in one.branches],
                "classes": [str(label) for label in one.classes],
                "probabilities": one.probabilities,
            }
            for one in told.asked
        ],
    }


def fingerprint_of(manifest: dict[str, Any], *, name: str) -> Fingerprint:
    """The fingerprint that a manifest tells.

    Raises:
        ModelRefused: if it tells none that can be asked.
    """
    try:
        told = _fingerprint(manifest[KEY])
        is_whole = told.sentences and told.asked and all(_is_whole(one, len(told.sentences)) for one in told.asked)
    except (KeyError, TypeError, ValueError, AttributeError):
        is_whole = False
    if not is_whole:
        raise ModelRefused(f"The adapter {name} has no fingerprint that can be asked, so nobody can say it is whole.")
    return told


def _fingerprint(row: dict[str, Any]) -> Fingerprint:
    return Fingerprint(
        arithmetic=str(row["arithmetic"]),
        sentences=tuple(str(sentence) for sentence in row["sentences"]),
        asked=tuple(
            AskedPrompt(
                branches=tuple((FindingId(str(finding)), str(text)) for finding, text in one["branches"]),
                classes=tuple(MentionClass(word) for word in one["classes"]),
                probabilities=tuple(
                    tuple(tuple(float(share) for share in slot) for slot in slots) for slots in one["probabilities"]
                ),
            )
            for one in row["asked"]
        ),
    )


def _is_whole(one: AskedPrompt, sentences: int) -> bool:
    rows = one.probabilities
    return bool(
        0 < len(one.branches) <= MOST_FINDINGS
        and len(rows) == sentences
        and all(len(slots) == len(one.branches) for slots in rows)
        and all(len(slot) == len(one.classes) for slots in rows for slot in slots)
        and all(0 <= share <= 1 for slots in rows for slot in slots for share in slot)  # also no NaN
    )
