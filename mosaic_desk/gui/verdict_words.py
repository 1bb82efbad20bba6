"""What became of a training, in plain words and as a table: the new adapter against the old one.

Knows the comparison and no widget. Whether a difference is more than chance the desk's own verdict says.
"""

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.comparison import Compared, TaxonomyComparison
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.retraining import TrainingResult
from mosaic_desk.core.verdict import NEVER_COMPARED, Verdict
from mosaic_desk.gui.desk_words import desk_words
from mosaic_desk.gui.numbers import counted, in_language
from mosaic_desk.gui.training_words import count

translate = QCoreApplication.translate
_IDS = re.compile(
    r"(?:(?<=^)|(?<=\. ))[\w-]+(?= is guarded|: The )|(?<=positive for ).+?(?=, so )|(?<=held out of )[\w-]+"
)
"""Where the desk's sentences name findings and taxonomies; an id may be an English word elsewhere."""
_NOTICED = 0.005  # a difference of F1 that rounds to nothing is none


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultRow:
    """A line of the table with the reports behind it."""

    cells: tuple[str, ...]
    name: str
    newly_wrong: tuple[ReportId, ...]
    newly_right: tuple[ReportId, ...]


def verdict_of(result: TrainingResult) -> Verdict:
    """The desk's verdict; for an adapter that was never compared here, that one."""
    return result.comparison.verdict if result.comparison is not None else NEVER_COMPARED


def verdict_headline(result: TrainingResult) -> str:
    """“Better in 9 of 13 findings; worse in none; on 64 first reads that neither saw”."""
    comparison = result.comparison
    if comparison is None or not comparison.taxonomies:
        return translate("Training", "Not compared")
    gains = [row.compared.difference for one in comparison.taxonomies for row in one.findings]
    known = [gain for gain in gains if gain is not None]
    better, worse = sum(gain > _NOTICED for gain in known), sum(gain < -_NOTICED for gain in known)
    none = translate("Training", "none")
    parts = [
        _fill(
            translate("Training", "Better in {0} of {1} findings"), counted(better) if better else none,
            counted(len(known)),
        ),
        _fill(translate("Training", "worse in {0}"), counted(worse) if worse else none),
        _on_what(comparison.taxonomies),
    ]  # fmt: skip
    return "; ".join(parts)


def _on_what(taxonomies: tuple[TaxonomyComparison, ...]) -> str:
    reports, first_reads = sum(one.n_reports for one in taxonomies), sum(one.n_first_reads for one in taxonomies)
    if first_reads == reports:
        return count(reports, one=translate("Training", "on {0} first read that neither saw"),
                     more=translate("Training", "on {0} first reads that neither saw"))  # fmt: skip
    if first_reads:
        words = translate("Training", "on {0} corrected reports that neither saw, {1} of them first reads")
        return _fill(words, counted(reports), counted(first_reads))
    return count(reports, one=translate("Training", "on {0} corrected report that neither saw, not blind"),
                 more=translate("Training", "on {0} corrected reports that neither saw, not blind"))  # fmt: skip


def verdict_sentences(result: TrainingResult) -> list[str]:
    """The desk's verdict with its doubts, findings by their names."""
    return [desk_words(_named(sentence, result)) for sentence in verdict_of(result).sentences]


def verdict_doubts(result: TrainingResult) -> list[str]:
    """What a reason has to answer before promoting."""
    return [desk_words(_named(doubt, result)) for doubt in verdict_of(result).doubts]


def result_head() -> tuple[str, ...]:
    """The columns of the table."""
    return (
        translate("Training", "Finding"), translate("Training", "Reports"), translate("Training", "Positive"),
        translate("Training", "Difference of F1"), translate("Training", "F1"), translate("Training", "Sensitivity"),
        translate("Training", "Specificity"), translate("Training", "Calibration error"),
        translate("Training", "Newly wrong"), translate("Training", "Newly right"),
    )  # fmt: skip


def result_rows(result: TrainingResult) -> list[ResultRow]:
    """A line for all findings of a taxonomy together, then one for each."""
    if result.comparison is None:
        return []
    rows = []
    for one in result.comparison.taxonomies:
        title = result.titles.get(one.taxonomy_id, one.taxonomy_id)
        whole = translate("Training", "All findings") if len(result.comparison.taxonomies) < 2 else title
        rows.append(_row(whole, one.whole, reports=one.n_reports))
        for row in one.findings:
            name = result.names.get(row.finding_id, row.finding_id)
            rows.append(_row(f"{name} ⚑" if row.is_guarded else name, row.compared, reports=row.compared.n))
    return rows


def _row(name: str, compared: Compared, *, reports: int) -> ResultRow:
    before, after = compared.before, compared.after
    return ResultRow(
        name=name,
        newly_wrong=compared.newly_wrong,
        newly_right=compared.newly_right,
        cells=(
            name,
            counted(reports),
            counted(compared.n_positive),
            _difference(compared),
            _both(before.f1, after.f1),
            _both(before.sensitivity, after.sensitivity),
            _both(before.specificity, after.specificity),
            _both(before.ece, after.ece),
            counted(len(compared.newly_wrong)),
            counted(len(compared.newly_right)),
        ),
    )


def _difference(compared: Compared) -> str:
    if compared.difference is None:
        return "–"
    gain = _signed(compared.difference)
    if compared.interval is None:
        return gain
    low, high = (_signed(end) for end in compared.interval)
    return _fill(translate("Training", "{0}  ({1} to {2})"), gain, low, high)


def _signed(value: float) -> str:
    shown = f"{value:+.2f}"
    return in_language("0.00" if shown in ("+0.00", "-0.00") else shown.replace("-", "−"))


def _both(before: float | None, after: float | None) -> str:
    old, new = ("–" if figure is None else in_language(f"{figure:.2f}") for figure in (before, after))
    return old if old == new else f"{old} → {new}"


def _named(sentence: str, result: TrainingResult) -> str:
    """A sentence of the desk with the names that are shown in place of the ids of findings and taxonomies."""
    names: dict[str, str] = dict(result.titles.items()) | dict(result.names.items())
    return _IDS.sub(lambda ids: re.sub(r"[^\s,]+", lambda one: names.get(one[0], one[0]), ids[0]), sentence)


def _fill(text: str, *values: str) -> str:
    for place, value in enumerate(values):
        text = text.replace(f"{{{place}}}", value)
    return text
