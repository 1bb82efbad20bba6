"""The prompt of slot scoring: one shared instruction, one short branch per finding, four answer words.

The prompt is part of the model: its hash is kept with every adapter and every suggestion. The answer
words are the same for every class set; a smaller set is read off the four probabilities by
`folded_probabilities`, which is exact, because each smaller class is a union of the four.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass, folded_class
from mosaic_desk.core.taxonomy import Finding, Taxonomy

INSTRUCTION = (
    "Radiology report. For each finding answer what the report says: present, absent, unsure (the report"
    " hedges) or none (not mentioned).\n\n"
)
ANSWERS: Mapping[MentionClass, str] = {
    MentionClass.POSITIVE: " present",
    MentionClass.NEGATIVE: " absent",
    MentionClass.UNCERTAIN: " unsure",
    MentionClass.NOT_MENTIONED: " none",
}
_ALIASES_ASKED = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Prompt:
    """Everything the model reads beside the report, in the order of the taxonomy."""

    instruction: str
    branches: tuple[tuple[FindingId, str], ...]
    classes: tuple[MentionClass, ...]

    @property
    def finding_ids(self) -> tuple[FindingId, ...]:
        """The findings in the order asked."""
        return tuple(finding_id for finding_id, _ in self.branches)

    @property
    def hash(self) -> str:
        """"sha256:…" over instruction, branches, answer words and class set."""
        parts = [self.instruction, self.branches, dict(ANSWERS), self.classes]
        text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def branch_text(name: str, aliases: tuple[str, ...] = ()) -> str:
    """The question for one finding; the answer word follows the colon."""
    also = f" ({', '.join(aliases)})" if aliases else ""
    return f"\n{name}{also}:"


def asked_as(finding: Finding) -> str:
    """The branch of a finding: its English (else first) name and up to two aliases of that language."""
    language = "en" if "en" in finding.names else next(iter(finding.names))
    return branch_text(finding.name(language), tuple(finding.aliases.get(language, ()))[:_ALIASES_ASKED])


def prompt_for(taxonomy: Taxonomy, *, instruction: str = INSTRUCTION) -> Prompt:
    """The prompt that asks every finding of a taxonomy; another instruction is for backbones without an adapter."""
    branches = tuple((finding.id, asked_as(finding)) for finding in taxonomy.findings)
    return Prompt(instruction=instruction, branches=branches, classes=taxonomy.classes)


def folded_probabilities(
    probabilities: Mapping[MentionClass, float], classes: tuple[MentionClass, ...]
) -> dict[MentionClass, float]:
    """Four-class probabilities summed into a class set; keys are exactly `classes`."""
    folded = dict.fromkeys(classes, 0.0)
    for label in ALL_CLASSES:
        folded[folded_class(label, classes)] += probabilities[label]
    return folded
