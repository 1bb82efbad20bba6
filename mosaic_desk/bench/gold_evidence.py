"""Reports whose labels say where they stand: the gold that evidence is measured against.

Two forms are read: a verbatim quote for a finding (`evidence`: finding → quote), and tokens of a
tokenised text (`evidence`: a list with `disease`, `label` and `start_ix` into `tokenised_text`).
Knows no model; all spans are offsets into the full text.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mosaic_desk.bench.labellers import bucket
from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.report import Report
from mosaic_desk.core.sections import read_by_model
from mosaic_desk.core.suggestion import Span
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.exchange.source import numbered_lines

_MAX_LINE = 16 * 2**20
_CLASSES = {
    **{str(label): label for label in MentionClass},
    "definitely present": MentionClass.POSITIVE,
    "definitely absent": MentionClass.NEGATIVE,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldReport:
    """A report, its labels, and for a finding every place that says so; any of them is a hit."""

    report: Report
    labels: Mapping[FindingId, MentionClass]
    mentions: Mapping[FindingId, tuple[Span, ...]]


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines, gzipped or not.

    Raises:
        InputError: if a line is no object with an id and a text.
    """
    rows = []
    for number, line in numbered_lines(path, max_length=_MAX_LINE):
        if line is not None and not line.strip():
            continue
        try:
            row = json.loads(line or "")
        except ValueError:
            row = None
        if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("report_id", "text")):
            raise InputError(f"{path.name}, line {number}: not a JSON object with “report_id” and “text”.")
        rows.append(row)
    return rows


def gold_reports(paths: Sequence[Path], *, buckets: Sequence[int]) -> list[GoldReport]:
    """The reports of those buckets, with the places that the model reads.

    A line's own `bucket` goes before the hash of its id: a file may know of texts that belong together.

    Raises:
        InputError: if there is none, or a line cannot be understood.
    """
    rows = [row for path in paths for row in lines_of(path)]
    rows = [row for row in rows if row.get("bucket", bucket(row["report_id"])) in buckets]
    try:
        found = [_gold(row) for row in rows]
    except (AttributeError, KeyError, TypeError, ValueError, IndexError):
        raise InputError("The labels or the evidence of a line cannot be understood.") from None
    if not any(gold.mentions for gold in found):
        raise InputError("No report in what was asked of the files says where its labels stand.")
    return found


def taxonomy_of(golds: Sequence[GoldReport]) -> Taxonomy:
    """A taxonomy that asks every finding that is labelled, by its id in words."""
    ids = sorted({finding_id for gold in golds for finding_id in gold.labels})
    findings = tuple(Finding(id=name, names={"en": name.replace("_", " ").capitalize()}) for name in ids)
    return Taxonomy(id=TaxonomyId("of-the-labels"), version="1", title="Findings of the labels", findings=findings)


def _gold(row: Mapping[str, Any]) -> GoldReport:
    text = row["text"]
    labels = {FindingId(name): _CLASSES[word] for name, word in row.get("labels", {}).items()}
    evidence = row.get("evidence", {})
    spans = _quoted(text, evidence) if isinstance(evidence, dict) else _of_tokens(row, labels)
    read = read_by_model(text)
    mentions = {name: tuple(s for s in found if read.read_span(*s) is not None) for name, found in spans.items()}
    return GoldReport(
        report=Report(report_id=ReportId(row["report_id"]), text=text),
        labels=labels,
        mentions={name: found for name, found in mentions.items() if found},
    )


def _quoted(text: str, quotes: Mapping[str, str]) -> dict[FindingId, list[Span]]:
    return {FindingId(name): places_of_quote(text, quote) for name, quote in quotes.items()}


def places_of_quote(text: str, quote: str) -> list[Span]:
    """Every place of a quote in a text."""
    places: list[Span] = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        places.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    return places


def _of_tokens(row: Mapping[str, Any], labels: Mapping[FindingId, MentionClass]) -> dict[FindingId, list[Span]]:
    """The stretch from the first to the last token of each mention that says what the label says."""
    tokens = token_places(row["text"], row["tokenised_text"].split(" "))
    spans: dict[FindingId, list[Span]] = {}
    for mention in row["evidence"]:
        name = FindingId(mention["disease"])
        places = [tokens[index] for index in mention["start_ix"]]
        if labels.get(name) is _CLASSES[mention["label"]] and all(places):
            known = [place for place in places if place]
            spans.setdefault(name, []).append((min(s for s, _ in known), max(e for _, e in known)))
    return spans


def token_places(text: str, tokens: Sequence[str], *, reach: int = 40) -> list[Span | None]:
    """Where each token of a text stands; None for one that is not found within `reach` of the one before."""
    places: list[Span | None] = []
    end = 0
    for token in tokens:
        start = text.find(token, end, end + reach + len(token))
        if start >= 0:
            end = start + len(token)
        places.append((start, end) if start >= 0 else None)
    return places
