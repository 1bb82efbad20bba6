"""Reports in memory with what a model says about them and what stands: what `FakeSession` serves."""

from dataclasses import dataclass, field

from mosaic_desk.core.events import Correction, Mode, ReportState
from mosaic_desk.core.ids import TaxonomyId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Span

TAXONOMY = TaxonomyId("mimic-cxr")
P, N, U, M = MentionClass.POSITIVE, MentionClass.NEGATIVE, MentionClass.UNCERTAIN, MentionClass.NOT_MENTIONED
NAMES = {
    "atelectasis": "Atelectasis", "cardiomegaly": "Cardiomegaly", "consolidation": "Consolidation",
    "edema": "Edema", "enlarged_cardiomediastinum": "Enlarged cardiomediastinum", "fracture": "Fracture",
    "lung_lesion": "Lung lesion", "lung_opacity": "Lung opacity", "pleural_effusion": "Pleural effusion",
    "pneumonia": "Pneumonia", "pneumothorax": "Pneumothorax", "pleural_other": "Pleural other",
    "support_devices": "Support devices",
}  # fmt: skip
NOON = "2024-01-01T12:00:00+00:00"
MODEL = ModelRef(
    backbone="gemma-3-270m", backbone_hash="sha256:ab12", adapter="chest-12", adapter_hash="sha256:cd34",
    prompt_hash="sha256:ef56",
)  # fmt: skip
TEXT = (
    "EXAMINATION: Chest, two views.\n\nINDICATION: Cough and dyspnoea since one week.\n\n"
    "TECHNIQUE: Frontal and lateral projections.\n\nCOMPARISON: Radiograph three weeks ago.\n\n"
    "FINDINGS: The heart is mildly enlarged. There is a small left pleural effusion with adjacent atelectasis. "
    "No focal consolidation. A small apical lucency on the right may be a skin fold. "
    "The tip of the right central line lies in the superior vena cava. No displaced rib fracture.\n\n"
    "IMPRESSION:\n1. Small left effusion with atelectasis.\n"
    "2. Apical lucency on the right, no definite pneumothorax; upright expiration view suggested.\n"
    "3. Mild cardiomegaly without oedema."
)


def span(text: str, words: str) -> tuple[int, int]:
    """Where some words stand in a text."""
    start = text.index(words)
    return start, start + len(words)


def suggest(label: MentionClass, probability: float, *evidence: tuple[int, int]) -> FindingSuggestion:
    """A suggestion with the rest of the probability spread evenly."""
    rest = (1 - probability) / 3
    probabilities = {known: probability if known is label else rest for known in ALL_CLASSES}
    return FindingSuggestion(label=label, probabilities=probabilities, evidence=evidence)


def suggestions_for(text: str) -> dict[str, FindingSuggestion]:
    """What a model could say about `TEXT`; for another text everything is not mentioned."""
    if text != TEXT:
        return {finding_id: suggest(M, 0.96) for finding_id in NAMES}
    return {
        "atelectasis": suggest(P, 0.97, span(text, "adjacent atelectasis"), span(text, "effusion with atelectasis")),
        "cardiomegaly": suggest(P, 0.94, span(text, "The heart is mildly enlarged"), span(text, "Mild cardiomegaly")),
        "consolidation": suggest(N, 0.98, span(text, "No focal consolidation")),
        "edema": suggest(N, 0.91, span(text, "without oedema")),
        "enlarged_cardiomediastinum": suggest(M, 0.88),
        "fracture": suggest(N, 0.93, span(text, "No displaced rib fracture")),
        "lung_lesion": suggest(M, 0.99),
        "lung_opacity": suggest(M, 0.71),
        "pleural_effusion": suggest(P, 0.99, span(text, "small left pleural effusion")),
        "pneumonia": suggest(M, 0.9),
        "pneumothorax": suggest(U, 0.58, span(text, "may be a skin fold"), span(text, "no definite pneumothorax")),
        "pleural_other": suggest(M, 0.97),
        "support_devices": suggest(P, 0.96, span(text, "right central line")),
    }


@dataclass
class Stored:
    """One report with everything that stands about it."""

    report: Report
    suggestions: dict[str, FindingSuggestion]
    corrections: dict[str, Correction] = field(default_factory=dict)
    state: ReportState = ReportState.UNREAD
    is_flagged: bool = False
    comment: str = ""
    skip_reason: str = ""
    unsure: frozenset[str] = frozenset()
    own: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    is_drawn: bool = False
    first: dict[str, MentionClass] = field(default_factory=dict)
    blind_mode: Mode | None = None  # of its first commit, where that was blind
