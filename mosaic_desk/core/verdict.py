"""What a comparison means, in plain sentences: whether the figures show a gain, and every doubt beside it.

A verdict never promotes anything. Doubts are what a person has to answer with a reason before promoting.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mosaic_desk.core.comparison import Compared, TaxonomyComparison
from mosaic_desk.core.ids import TaxonomyId

FEWEST_PATIENTS = 10
"""An interval over fewer patients is too narrow: drawing a handful again and again shows little of their spread."""
FEWEST_FIRST_READS = 50
"""With fewer held-out first reads a comparison says so, and promoting needs a typed reason."""
MARGIN = 0.05
"""How much sensitivity a guarded finding may lose."""
_ROUNDING = 1e-9  # a loss of exactly the margin is allowed, whatever the last digit says


class Outcome(StrEnum):
    """What the figures show."""

    BETTER = "better"
    UNCLEAR = "unclear"
    WORSE = "worse"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What the figures say of the new adapter in plain sentences, the outcome first.

    `doubts` are the sentences that a person has to answer with a reason before promoting; empty where a
    name is enough. `notes` are told and ask for nothing.
    """

    outcome: Outcome
    sentence: str
    doubts: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def needs_reason(self) -> bool:
        """Whether promoting asks for a typed reason."""
        return bool(self.doubts)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, in the order in which it is to be read."""
        return (self.sentence, *self.doubts, *self.notes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Every taxonomy of a run, and the verdict over them all.

    `old_hash` is the "sha256:…" of the adapter that the new one was compared with; None: the bare backbone.
    """

    taxonomies: tuple[TaxonomyComparison, ...]
    verdict: Verdict
    old_hash: str | None = None


ANOTHER = "It was compared with another adapter than the one that suggests now."
"""The doubt about a comparison that has been overtaken."""
NEVER_COMPARED = Verdict(
    outcome=Outcome.NOTHING,
    sentence="This adapter was never compared with another one on reports of this project.",
    doubts=("Nothing is known here of how well it answers.",),
)
"""For an adapter that was trained elsewhere."""


def comparison_of(
    taxonomies: Sequence[TaxonomyComparison], *, margin: float = MARGIN, unseen: Sequence[TaxonomyId] = (),
    old_hash: str | None = None,
) -> Comparison:
    """The comparison of a run, with its verdict; `margin` is what a guarded finding may lose.

    `unseen` are taxonomies that the adapter will be asked too, and no report was held out of.
    """
    verdict = _verdict(taxonomies, margin=margin)
    notes = [f"No report was held out of {name}, so nothing is known of how it answers there." for name in unseen]
    told = replace(verdict, notes=(*verdict.notes, *notes))
    return Comparison(taxonomies=tuple(taxonomies), verdict=told, old_hash=old_hash)


def against(comparison: Comparison, suggests_hash: str | None) -> Comparison:
    """The comparison as it stands today: doubted where another adapter suggests now than the one it was made with.

    Two runs that started from the same adapter say nothing of each other; once one of them is promoted, the other
    one's gain is over what suggests no more.
    """
    if comparison.old_hash == suggests_hash:
        return comparison
    verdict = comparison.verdict
    return replace(comparison, verdict=replace(verdict, doubts=(*verdict.doubts, ANOTHER)))


def _verdict(taxonomies: Sequence[TaxonomyComparison], *, margin: float) -> Verdict:
    measured = [one for one in taxonomies if one.whole.difference is not None]
    if not measured:
        return Verdict(
            outcome=Outcome.NOTHING,
            sentence="The old and the new adapter could not be compared.",
            doubts=("No held-out report has a label that mentions a finding.",),
        )
    outcome = _outcome(measured)
    doubts = [*_doubts_of_figures(outcome), *_doubts_of_guarded(measured, margin=margin), *_doubts_of_reports(measured)]
    return Verdict(
        outcome=outcome,
        sentence=" ".join(_told_gain(one, is_only=len(measured) == 1) for one in measured),
        doubts=tuple(doubts),
        notes=tuple(_notes(measured)),
    )


def _outcome(measured: Sequence[TaxonomyComparison]) -> Outcome:
    """The worst of the taxonomies: a gain in one does not pay for a loss in another."""
    outcomes = {_outcome_of(one.whole) for one in measured}
    return next(outcome for outcome in (Outcome.WORSE, Outcome.UNCLEAR, Outcome.BETTER) if outcome in outcomes)


def _outcome_of(compared: Compared) -> Outcome:
    if compared.interval is None:
        return Outcome.UNCLEAR
    low, high = compared.interval
    return Outcome.BETTER if low > 0 else Outcome.WORSE if high < 0 else Outcome.UNCLEAR


def _told_gain(one: TaxonomyComparison, *, is_only: bool) -> str:
    whole, where = one.whole, "" if is_only else f"{one.taxonomy_id}: "
    words = {
        Outcome.BETTER: "The new adapter is better than the old one",
        Outcome.UNCLEAR: "The new adapter is not clearly better or worse than the old one",
        Outcome.WORSE: "The new adapter is worse than the old one",
    }[_outcome_of(whole)]
    gain, low, high = (_signed(value) for value in (whole.difference or 0.0, *(whole.interval or (0.0, 0.0))))
    return (
        f"{where}{words}: F1 {whole.before.f1 or 0:.2f} before, {whole.after.f1 or 0:.2f} now,"
        f" a difference of {gain} (95 % interval {low} to {high})"
        f" on {_count(one.n_reports, 'held-out report')} of {_count(one.n_patients, 'patient')}."
    )


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _doubts_of_figures(outcome: Outcome) -> list[str]:
    if outcome is Outcome.WORSE:
        return ["The new adapter answers fewer findings right; keep the old one."]
    if outcome is Outcome.UNCLEAR:
        return ["The difference may be chance."]
    return []


def _doubts_of_guarded(measured: Sequence[TaxonomyComparison], *, margin: float) -> list[str]:
    return [
        f"{row.finding_id} is guarded and lost sensitivity: {row.compared.before.sensitivity or 0:.2f} before,"
        f" {row.compared.after.sensitivity or 0:.2f} now, of {_count(row.compared.n_positive, 'positive report')}."
        for one in measured
        for row in one.findings
        if row.is_guarded and (row.compared.lost_sensitivity or 0.0) > margin + _ROUNDING
    ]


def _doubts_of_reports(measured: Sequence[TaxonomyComparison]) -> list[str]:
    return [*_doubts_of_patients(measured), *_doubts_of_first_reads(measured)]


def _doubts_of_patients(measured: Sequence[TaxonomyComparison]) -> list[str]:
    fewest = min(one.n_patients for one in measured)
    if fewest >= FEWEST_PATIENTS:
        return []
    return [f"Only {_count(fewest, 'patient')} held out; {FEWEST_PATIENTS} are needed for an interval to be trusted."]


def _doubts_of_first_reads(measured: Sequence[TaxonomyComparison]) -> list[str]:
    first_reads = sum(one.n_first_reads for one in measured)
    if first_reads == 0:
        return ["The comparison is not blind: the held-out reports were corrected with suggestions in view."]
    if first_reads < FEWEST_FIRST_READS:
        return [f"Only {_count(first_reads, 'first read')} held out; {FEWEST_FIRST_READS} are needed to be sure."]
    return []


def _notes(measured: Sequence[TaxonomyComparison]) -> list[str]:
    unseen = [
        row.finding_id for one in measured for row in one.findings if row.is_guarded and not row.compared.n_positive
    ]
    if not unseen:
        return []
    return [f"No held-out report is positive for {', '.join(unseen)}, so nothing is known of them."]


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
