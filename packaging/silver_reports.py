"""Reports labelled by a program, as training examples: more findings than the shipped reports are labelled for.

Reads JSON lines with labels and the tokens they rest on (RadLabels, MIT licence: synthetic English reports in
MIMIC's style, labelled by RadGraph-XL and lists of aliases). They are not part of this project; the adapter was
trained on tenths 0 to 6. Findings whose id hashes to a fourth are never asked in training, so that a figure for
findings an adapter was never asked can be told. The program labels what it found; of what it did not find some is
asked as “not mentioned” where none of the finding's aliases stands in the text.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from mosaic_desk.bench.gold_evidence import GoldReport, gold_reports, lines_of, taxonomy_of
from mosaic_desk.core.example import Example
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.taxonomy import Taxonomy

BUCKETS = range(7)
_MOST_NOT_MENTIONED = 4  # a report


def is_held_out(finding_id: str) -> bool:
    """Whether a finding is kept from training for the figure of findings never asked."""
    return int(sha256(finding_id.encode()).hexdigest()[:8], 16) % 4 == 0


def silver_examples(path: Path) -> list[Example]:
    """The reports of the training tenths, each with its labels and the first place each rests on."""
    golds = [gold for gold in gold_reports([path], buckets=BUCKETS) if gold.labels]
    taxonomy = taxonomy_of(golds)
    terms = _terms(path)
    rng = random.Random(1)
    return [_example(gold, taxonomy, terms, rng) for gold in golds]


def _terms(path: Path) -> dict[str, set[str]]:
    """Every alias that the program knew a finding by, with its name."""
    terms: dict[str, set[str]] = defaultdict(set)
    for row in lines_of(path):
        for mention in row["evidence"] if row.get("bucket") in BUCKETS else ():
            terms[mention["disease"]] |= {mention["alias"], mention["disease"].replace("_", " ")}
    return terms


def _example(gold: GoldReport, taxonomy: Taxonomy, terms: dict[str, set[str]], rng: random.Random) -> Example:
    text = gold.report.text.casefold()
    labels = {finding_id: label for finding_id, label in gold.labels.items() if not is_held_out(finding_id)}
    absent = [
        finding_id
        for finding_id in taxonomy.finding_ids
        if finding_id not in gold.labels and not is_held_out(finding_id) and _is_unnamed(text, terms[finding_id])
    ]
    rng.shuffle(absent)
    labels |= dict.fromkeys(absent[:_MOST_NOT_MENTIONED], MentionClass.NOT_MENTIONED)
    return Example(
        report_id=gold.report.report_id,
        text=gold.report.text,
        taxonomy=taxonomy,
        labels=labels,
        evidence={FindingId(f): spans[0] for f, spans in gold.mentions.items() if f in labels},
        language="en",
    )


def _is_unnamed(text: str, terms: Sequence[str] | set[str]) -> bool:
    """Whether no word of four letters or more of any term begins a word of the text: a wide berth."""
    return not any(word in text for term in terms for word in term.casefold().split() if len(word) > 3)
