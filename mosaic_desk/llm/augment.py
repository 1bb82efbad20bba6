"""How a training report is asked: aliases for names, and narrower findings read off its evidence.

The adapter must answer findings it was never trained on, so it must read the question. Each time a
report is seen, a finding is asked by its name with or without aliases, or by an alias alone, in
English or the report's language. A narrower finding ("Endotracheal tube" below support devices) takes
the label of its parent where its term stands in the parent's evidence, and is "not mentioned" where
no term of it stands in the report; where it stands elsewhere it is not asked.
"""

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from mosaic_desk.core.example import Example
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.prompt import asked_as, branch_text
from mosaic_desk.core.spans import sentences
from mosaic_desk.core.suggestion import Span
from mosaic_desk.core.taxonomy import Finding


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedSlot:
    """One branch of a training row, its answer under a class set, and where the answer stands."""

    branch: str
    label: MentionClass
    classes: tuple[MentionClass, ...]
    evidence: Span | None
    weight: float


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrowerFinding:
    """A finding below one of a taxonomy, or beside it (`parent` None), and the terms that name it."""

    name: str
    parent: FindingId | None
    pattern: re.Pattern[str]


def narrower_findings(path: Path) -> tuple[NarrowerFinding, ...]:
    """The narrower findings of a TOML file with `[[narrower]]` entries."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["narrower"]
    return tuple(
        NarrowerFinding(
            name=row["name"],
            parent=FindingId(row["parent"]) if row["parent"] else None,
            pattern=re.compile("|".join(rf"\b{re.escape(term)}" for term in row["terms"]), re.IGNORECASE),
        )
        for row in rows
    )


def question(finding: Finding, language: str | None, rng: random.Random) -> str:
    """One way to ask a finding."""
    draw = rng.random()
    if draw < 0.5:
        return asked_as(finding)
    code = language if language and rng.random() < 0.4 and finding.terms(language) else "en"
    terms = list(finding.terms(code)) or [finding.name()]
    rng.shuffle(terms)
    if draw < 0.65:
        return branch_text(finding.name())
    if draw < 0.85:
        return branch_text(terms[0])
    return branch_text(terms[0], tuple(terms[1 : 1 + rng.randint(1, 2)]))


def narrower_slots(
    example: Example, narrower: Sequence[NarrowerFinding], rng: random.Random, most: int
) -> list[AskedSlot]:
    """Up to `most` narrower findings whose answer follows from the example, mentioned ones first."""
    mentioned, absent = [], []
    for finding in narrower:
        if not finding.pattern.search(example.text):
            absent.append(_slot(finding.name, MentionClass.NOT_MENTIONED, None))
            continue
        label = example.labels.get(finding.parent) if finding.parent else None
        span = example.evidence.get(finding.parent) if finding.parent else None
        if label and span and finding.pattern.search(example.text[slice(*span)]):
            mentioned.append(_slot(finding.name, label, span))
    rng.shuffle(mentioned)
    rng.shuffle(absent)
    kept = mentioned[: most - 1]
    return kept + absent[: most - len(kept)]


def _slot(name: str, label: MentionClass, span: Span | None) -> AskedSlot:
    return AskedSlot(branch=branch_text(name), label=label, classes=ALL_CLASSES, evidence=span, weight=1.0)


def asked_slots(
    example: Example, *, narrower: Sequence[NarrowerFinding], most_narrower: int, rng: random.Random,
    share: float = 1.0,
) -> list[AskedSlot]:
    """The branches of one example for one epoch, in random order; of its findings a share, at least one."""
    weights: Mapping[FindingId, float] = example.weights
    slots = [
        AskedSlot(
            branch=question(finding, example.language, rng),
            label=example.labels[finding.id],
            classes=example.taxonomy.classes,
            evidence=example.evidence.get(finding.id),
            weight=weights.get(finding.id, 1.0),
        )
        for finding in example.taxonomy.findings
        if finding.id in example.labels and weights.get(finding.id, 1.0) > 0
    ]
    if share < 1 and slots:
        slots = rng.sample(slots, k=max(1, round(share * len(slots))))
    if narrower and most_narrower:
        slots += narrower_slots(example, narrower, rng, most_narrower)
    rng.shuffle(slots)
    return slots


def asides(path: Path) -> tuple[str, ...]:
    """The sentences of a TOML file that say nothing about a patient."""
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["asides"])


def varied(example: Example, rng: random.Random, asides: Sequence[str] = ()) -> Example:
    """The same report as another typist or archive would keep it: case, closing stop, redacted words, asides.

    Nothing within the evidence is touched, so every label still stands.
    """
    draw = rng.random()
    if draw < 0.04:
        return _recased(example, example.text.upper())
    if draw < 0.12:
        return _recased(example, example.text.lower())
    if draw < 0.22:
        text = example.text.rstrip()
        return replace(example, text=text[:-1] if text.endswith(".") else text + ".")
    if draw < 0.34:
        return _redacted(example, rng)
    if asides and draw < 0.56:
        return _interrupted(example, rng.choice(asides), rng)
    return example


def mistyped(example: Example, rng: random.Random) -> Example:
    """One letter in about sixty is changed, or two neighbours change places, as a hasty typist's; offsets stay."""
    letters = list(example.text)
    places = [i for i in range(len(letters) - 1) if letters[i].isalpha() and letters[i + 1].isalpha()]
    for place in rng.sample(places, k=len(places) // 60):
        if rng.random() < 0.5:
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
        else:
            letters[place] = rng.choice("aeinorst")
    return replace(example, text="".join(letters))


def reordered(example: Example, rng: random.Random) -> Example:
    """The sentences of each line in another order, but for the first, which may bear a heading.

    Left as it is where a span of evidence goes over more than one sentence.
    """
    spans = sentences(example.text)
    homes = {f: [s for s in spans if s[0] <= a and b <= s[1]] for f, (a, b) in example.evidence.items()}
    if not all(homes.values()):
        return example
    text, moved = example.text, dict(example.evidence)
    for line in re.finditer(r"[^\n]+", example.text):
        inside = [span for span in spans if line.start() <= span[0] and span[1] <= line.end()][1:]
        if len(inside) < 2:
            continue
        order = rng.sample(inside, k=len(inside))
        begin, end = inside[0][0], inside[-1][1]
        gaps = [example.text[a[1] : b[0]] for a, b in pairwise(inside)]
        place, pieces = begin, []
        for number, span in enumerate(order):
            for finding, (a, b) in example.evidence.items():
                if span in homes[finding][:1]:
                    moved[finding] = (place + a - span[0], place + b - span[0])
            pieces.append(example.text[slice(*span)] + (gaps[number] if number < len(gaps) else ""))
            place += len(pieces[-1])
        text = text[:begin] + "".join(pieces) + text[end:]
    return replace(example, text=text, evidence=moved)


def _interrupted(example: Example, aside: str, rng: random.Random) -> Example:
    """A sentence of no meaning before or after one of the report's, none of whose evidence it breaks."""
    spans = example.evidence.values()
    places = [0, *(end for _, end in sentences(example.text))]
    free = [place for place in places if not any(start < place < end for start, end in spans)]
    if not free:
        return example
    place = rng.choice(free)
    text = f"{aside} {example.text}" if place == 0 else f"{example.text[:place]} {aside}{example.text[place:]}"
    shift = len(aside) + 1
    moved = {f: (a + shift, b + shift) if a >= place else (a, b) for f, (a, b) in example.evidence.items()}
    return replace(example, text=text, evidence=moved)


def _recased(example: Example, text: str) -> Example:
    """Another case, where it keeps every offset (“ß” in capitals would not)."""
    return replace(example, text=text) if len(text) == len(example.text) else example


def _redacted(example: Example, rng: random.Random) -> Example:
    """One or two words outside the evidence become “XXXX” or “___”, as public archives hide them."""
    text, evidence = example.text, dict(example.evidence)
    for mark in rng.choices(["XXXX", "___"], k=rng.randint(1, 2)):
        words = [
            match.span()
            for match in re.finditer(r"\b[^\W_]{4,}\b", text)
            if not any(start < match.end() and match.start() < end for start, end in evidence.values())
        ]
        if not words:
            break
        start, end = rng.choice(words)
        shift = len(mark) - (end - start)
        text = text[:start] + mark + text[end:]
        evidence = {f: (a + shift, b + shift) if a >= end else (a, b) for f, (a, b) in evidence.items()}
    return replace(example, text=text, evidence=evidence)
