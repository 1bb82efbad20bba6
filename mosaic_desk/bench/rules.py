"""A labeller of English rules: the taxonomy's words found as phrases, negated and hedged by negspaCy.

Knows no data and no scores; spaCy is imported only when rules are made.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import Labels, MentionClass
from mosaic_desk.core.taxonomy import Taxonomy

Answers = tuple[Labels, Mapping[FindingId, Mapping[MentionClass, float]]]
"""What one report was answered, and the probabilities where the labeller has them."""

# Words for a place rather than a finding: they count only where the sentence calls the place normal or not.
SITES: Mapping[str, str] = {
    "cardiomegaly": "heart; heart size; cardiac silhouette; cardiac size; cardiac contour;"
    " cardiomediastinal silhouette; cardiomediastinal contour; cardiomediastinal contours;"
    " cardio mediastinal silhouette; heart and mediastinum",
    "enlarged_cardiomediastinum": "mediastinum; mediastinal contour; mediastinal contours; mediastinal silhouette;"
    " cardiomediastinal silhouette; cardiomediastinal contour; cardiomediastinal contours; heart and mediastinum",
    "edema": "pulmonary vascularity; pulmonary vasculature; vascularity; pulmonary vascular markings",
    "fracture": "bones; osseous structures; bony structures; bony thorax; skeletal structures; ribs",
    "pleural_effusion": "costophrenic angle; costophrenic angles; costophrenic sulcus; costophrenic sulci",
    "lung_opacity": "lungs; lung fields",
}
_NORMAL = ["normal", "within normal limits", "unremarkable", "not enlarged", "intact", "clear", "clear of", "sharp"]
_ABNORMAL = ["enlarged", "widened", "prominent", "increased", "enlargement", "widening", "blunted", "blunting"]
_UNSURE_BEFORE = ["may", "might", "could", "possible", "possibly", "probable", "probably", "likely", "suspicious for",
                  "concerning for", "question of", "questionable", "versus", "vs", "suggestive of", "cannot exclude",
                  "differential includes", "suspected", "equivocal", "?"]  # fmt: skip
_UNSURE_AFTER = ["cannot be excluded", "not excluded", "is possible", "versus", "vs", "is suspected", "not ruled out",
                 "difficult to exclude", "is questioned", "cannot be ruled out"]  # fmt: skip
# negspaCy takes these for negations; in radiology they hedge.
_NO_NEGATION = {"versus", "cannot", "can't", "cant", "doubt"}


class Rules:
    """Aliases of the taxonomy found as phrases, negated by negspaCy, hedged by its second run on other cues."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        import spacy
        from negspacy.termsets import termset

        self._finding_ids = taxonomy.finding_ids
        self._nlp = spacy.blank("en")
        self._nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", ";", "\n"]})
        ruler = self._nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
        ruler.add_patterns(_patterns(taxonomy))
        cues = {
            key: [cue for cue in row if cue not in _NO_NEGATION] for key, row in termset("en").get_patterns().items()
        }
        self._add("is_negated", cues)
        self._add("is_unsure", _cues(cues, before=_UNSURE_BEFORE, after=_UNSURE_AFTER))
        self._add("is_normal", _cues(cues, before=_NORMAL, after=_NORMAL))
        self._add("is_abnormal", _cues(cues, before=_ABNORMAL, after=_ABNORMAL))

    def _add(self, mark: str, cues: Mapping[str, list[str]]) -> None:
        import negspacy.negation  # noqa: F401  (registers "negex")

        self._nlp.add_pipe("negex", name=mark, config={"neg_termset": dict(cues), "extension_name": mark})

    def answers(self, texts: Sequence[str]) -> list[Answers]:
        """The labels of each text; of several mentions the strongest class stands."""
        return [(self._labels(doc), {}) for doc in self._nlp.pipe(texts)]

    def _labels(self, doc: Any) -> Labels:
        labels = dict.fromkeys(self._finding_ids, MentionClass.NOT_MENTIONED)
        strength = [MentionClass.NOT_MENTIONED, MentionClass.NEGATIVE, MentionClass.UNCERTAIN, MentionClass.POSITIVE]
        for mention in doc.ents:
            label = _mentioned(mention._, is_site=mention.label_ == "site")
            for finding_id in map(FindingId, mention.ent_id_.split()):
                if strength.index(label) > strength.index(labels[finding_id]):
                    labels[finding_id] = label
        return labels


def _mentioned(marks: Any, *, is_site: bool) -> MentionClass:
    if is_site and not marks.is_abnormal:
        return MentionClass.NEGATIVE if marks.is_normal else MentionClass.NOT_MENTIONED
    if marks.is_negated:
        return MentionClass.NEGATIVE
    return MentionClass.UNCERTAIN if marks.is_unsure else MentionClass.POSITIVE


def _patterns(taxonomy: Taxonomy) -> list[dict[str, str]]:
    """Every phrase once, with all the findings that it names in `id`."""
    sites = {finding_id: SITES.get(finding_id, "").split("; ") for finding_id in taxonomy.finding_ids}
    of_places = {phrase for phrases in sites.values() for phrase in phrases}
    named: dict[str, list[str]] = {}
    for finding in taxonomy.findings:
        for phrase in dict.fromkeys([*map(str.lower, finding.terms("en")), *sites[finding.id]]):
            if phrase:
                named.setdefault(phrase, []).append(finding.id)
    return [
        {"label": "site" if phrase in of_places else "finding", "pattern": phrase, "id": " ".join(finding_ids)}
        for phrase, finding_ids in named.items()
    ]


def _cues(base: Mapping[str, list[str]], *, before: list[str], after: list[str]) -> dict[str, list[str]]:
    return {**base, "pseudo_negations": [], "preceding_negations": before, "following_negations": after}
