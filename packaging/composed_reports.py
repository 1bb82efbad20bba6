"""Longer reports put together from short ones: what a sentence answers it must answer among others too.

Two to five short texts of one language that speak of different findings stand one after the other, some under the
headings of a report. A label is that of the text that mentions the finding.
"""

import random
from collections import defaultdict
from collections.abc import Sequence

from mosaic_desk.core.example import Example
from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.suggestion import Span

_FEWEST, _MOST = 2, 5
_TRIES = 30
_HEADED = 0.3


def composed(short: Sequence[Example], count: int, *, seed: int) -> list[Example]:
    """So many reports made of `short`, which all have labels under one taxonomy; each text about as often."""
    rng = random.Random(seed)
    pools: dict[str, list[Example]] = defaultdict(list)
    made: list[Example] = []
    while len(made) < count:
        language = str(rng.choice(short).language)
        if len(pools[language]) < _MOST * 2:
            again = [one for one in short if one.language == language]
            rng.shuffle(again)
            pools[language] += again
        parts = _different(pools[language], rng.randint(_FEWEST, _MOST), rng)
        if len(parts) >= _FEWEST:
            made.append(_joined(parts, f"composed-{len(made):04d}", is_headed=rng.random() < _HEADED))
    return made


def _different(pool: list[Example], size: int, rng: random.Random) -> list[Example]:
    """Texts out of the pool that mention different findings; they leave it."""
    parts = [pool.pop()]
    for _ in range(_TRIES):
        place = rng.randrange(len(pool)) if pool else None
        if len(parts) == size or place is None:
            break
        if not any(_mentioned(pool[place]) & _mentioned(part) for part in parts):
            parts.append(pool.pop(place))
    return parts


def _mentioned(example: Example) -> set[FindingId]:
    return {finding_id for finding_id, label in example.labels.items() if label is not MentionClass.NOT_MENTIONED}


def _joined(parts: Sequence[Example], name: str, *, is_headed: bool) -> Example:
    is_headed = is_headed and parts[0].language == "en"
    text = "FINDINGS: " if is_headed else ""
    labels, evidence = dict(parts[0].labels), dict[FindingId, Span]()
    for number, part in enumerate(parts):
        if number:
            text += "\n\nIMPRESSION: " if is_headed and number == len(parts) - 1 else " "
        labels |= {finding_id: part.labels[finding_id] for finding_id in _mentioned(part)}
        evidence |= {one: (start + len(text), end + len(text)) for one, (start, end) in part.evidence.items()}
        text += part.text.strip()
    return Example(
        report_id=ReportId(name), text=text, taxonomy=parts[0].taxonomy, labels=labels, evidence=evidence,
        language=parts[0].language,
    )  # fmt: skip
