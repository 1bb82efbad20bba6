"""The four classes, and the labels of one report."""

from collections.abc import Mapping
from enum import StrEnum

from mosaic_desk.core.ids import FindingId


class MentionClass(StrEnum):
    """An allowed answer for a finding. Stored and exchanged as these words, never as integers."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNCERTAIN = "uncertain"
    NOT_MENTIONED = "not_mentioned"


ALL_CLASSES: tuple[MentionClass, ...] = tuple(MentionClass)
"""Order of every probability vector in the program."""

Labels = Mapping[FindingId, MentionClass]
"""Answers for one report; a finding that is missing was not labelled."""


def folded_class(label: MentionClass, classes: tuple[MentionClass, ...]) -> MentionClass:
    """The class of a smaller class set that a four-class answer falls under.

    Without an uncertain class, "positive" means mentioned at all, even uncertainly; without a
    negative class, negated findings count as not mentioned. Source: MOSAIC's class meanings.

    Raises:
        ValueError: if no class of the set can hold the answer.
    """
    if label in classes:
        return label
    fallback = {
        MentionClass.UNCERTAIN: MentionClass.POSITIVE,
        MentionClass.NEGATIVE: MentionClass.NOT_MENTIONED,
        MentionClass.NOT_MENTIONED: MentionClass.NEGATIVE,
    }.get(label)
    if fallback is None or fallback not in classes:
        raise ValueError(f"{label} cannot be expressed with the classes {', '.join(classes)}")
    return fallback
