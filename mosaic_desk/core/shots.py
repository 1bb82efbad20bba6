"""Examples to show in a prompt: which of the labelled reports, and how they stand before the slots.

For backbones without an adapter: an adapter was trained without examples, and its prompt has none. Few
and short, because every report is read behind them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.json_prompt import Shot, cleaned
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.prompt import ANSWERS, asked_as
from mosaic_desk.core.sections import read_by_model
from mosaic_desk.core.taxonomy import Taxonomy

MOST_SHOTS = 8
_LONGEST = 800
"""Characters that the model reads of an example."""

Pair = tuple[FindingId, MentionClass]


def chosen_shots(labelled: Iterable[Shot], taxonomy: Taxonomy, *, count: int) -> tuple[Shot, ...]:
    """At most `count` examples that together show as many answers as they can, rare answers first.

    Taken are reports whose every finding is labelled with a class of the taxonomy; the same reports in any
    order give the same examples. The text of an example is what the model reads of its report.
    """
    waiting = sorted(_usable(labelled, taxonomy), key=lambda shot: (len(shot.text), shot.text))
    seen: Counter[Pair] = Counter(pair for shot in waiting for pair in shot.labels.items())
    shown: set[Pair] = set()
    chosen: list[Shot] = []
    while waiting and len(chosen) < min(count, MOST_SHOTS):
        best = max(waiting, key=lambda shot: _gain(shot, seen, shown))
        waiting.remove(best)
        shown.update(best.labels.items())
        chosen.append(best)
    return tuple(chosen)


def _usable(labelled: Iterable[Shot], taxonomy: Taxonomy) -> Iterable[Shot]:
    asked = taxonomy.finding_ids
    for shot in labelled:
        text = cleaned(read_by_model(shot.text).text)
        labels = {finding_id: shot.labels[finding_id] for finding_id in asked if finding_id in shot.labels}
        if 0 < len(text) <= _LONGEST and len(labels) == len(asked) and set(labels.values()) <= set(taxonomy.classes):
            yield Shot(text=text, labels=labels)


def _gain(shot: Shot, seen: Counter[Pair], shown: set[Pair]) -> float:
    """How much an example adds: each answer not shown yet counts the more the rarer it is."""
    return sum(1 / seen[pair] for pair in shot.labels.items() if pair not in shown)


def instruction_with(instruction: str, shots: Sequence[Shot], taxonomy: Taxonomy) -> str:
    """The instruction of the slots followed by examples, each a report with its branches answered."""
    return instruction + "".join(
        shot.text + "".join(asked_as(f) + ANSWERS[shot.labels[f.id]] for f in taxonomy.findings) + "\n\n"
        for shot in shots
    )
