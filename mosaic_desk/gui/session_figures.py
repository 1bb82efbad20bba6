"""What came of a reading session, as sentences and rows of tables. Knows no widget."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.progress import Agreement, Way
from mosaic_desk.core.queued import QueueKind
from mosaic_desk.core.reading_session import FindingStanding, FoundPrevalence, SessionAdvice, SessionEnd
from mosaic_desk.gui.isolates import guarded
from mosaic_desk.gui.numbers import counted, in_language
from mosaic_desk.gui.queue_words import queue_name
from mosaic_desk.gui.training_words import count, duration

translate = QCoreApplication.translate
Rows = tuple[tuple[str, ...], ...]
_MOST_NAMED = 4


def end_sentences(end: SessionEnd) -> tuple[str, ...]:
    """Time, first reads, agreement."""
    standing, sentences = end.standing, list[str]()
    if standing.read:
        took = translate("Sessions", "It took {0}.").replace("{0}", duration(standing.seconds))
        if end.per_report_s is not None:
            pace = translate("Sessions", "Half of the reports took less than {0}.")
            took += " " + pace.replace("{0}", _seconds(end.per_report_s))
        sentences.append(took)
        sentences.append(_first_reads(end))
    if standing.skipped:
        sentences.append(
            count(
                standing.skipped,
                one=translate("Sessions", "{0} report was skipped; another came in its place."),
                more=translate("Sessions", "{0} reports were skipped; others came in their place."),
            )
        )
    sentences += [_agreed(way, found) for way, found in end.agreement.items() if found.share is not None]
    return tuple(sentences)


def found_rows(findings: Sequence[FindingStanding], *, now: str) -> tuple[tuple[str, ...], Rows]:
    """Head and rows: a finding, its confirmed positives before and `now`, how many are new, the target."""
    head = (
        translate("Sessions", "Finding"), translate("Sessions", "Before"), now,
        translate("Sessions", "New"), translate("Sessions", "Wanted"), translate("Sessions", "Still lacking"),
    )  # fmt: skip
    return head, tuple(
        (
            guarded(one.name), counted(one.before), counted(one.now), _signed(one.now - one.before),
            counted(one.target), counted(one.deficit) if one.deficit else "✓",
        )
        for one in findings
    )  # fmt: skip


def prevalence_rows(found: Sequence[FoundPrevalence]) -> tuple[tuple[str, ...], Rows]:
    """Head and rows: how often a finding is reported by the random share, and beside it among what queues chose."""
    head = (
        translate("Sessions", "Finding"), translate("Sessions", "Of all reports"),
        translate("Sessions", "95 % interval"), translate("Sessions", "Positive of drawn"),
        translate("Sessions", "Positive of chosen"),
    )  # fmt: skip
    return head, tuple(_prevalence_row(one) for one in found)


def prevalence_title(end: SessionEnd) -> str:
    """By how many reports the prevalence is estimated."""
    drawn = max((one.prevalence.reports for one in end.prevalence if one.prevalence is not None), default=0)
    if not drawn:
        return translate("Sessions", "How often a finding is reported cannot be said: no report was drawn at random.")
    return count(
        drawn,
        one=translate("Sessions", "How often a finding is reported, from the random share only ({0} report)"),
        more=translate("Sessions", "How often a finding is reported, from the random share only ({0} reports)"),
    )


def prevalence_warnings(end: SessionEnd) -> tuple[str, ...]:
    """What the shares must not be taken for."""
    warnings = []
    if any(one.chosen_reports for one in end.prevalence):
        warnings.append(
            translate(
                "Sessions", "What the queue chose says nothing of how common a finding is: it looks for some of them."
            )
        )
    if any(one.is_misleading and one.prevalence is not None for one in end.prevalence):
        warnings.append(translate("Sessions", "⚠ is a share outside the interval: it tells of the queue."))
    if end.is_depleted:
        warnings.append(
            translate(
                "Sessions",
                "Queues have chosen so many reports that those drawn from the rest no longer stand for all of them.",
            )
        )
    return tuple(warnings)


def advice_sentence(advice: SessionAdvice) -> str:
    """What the next session should do."""
    if not advice.lacking:
        told = translate("Sessions", "Next: every finding has the positives that were wanted. A good queue now: {0}.")
        return told.replace("{0}", queue_name(advice.kind))
    lacking = [f"{guarded(one.name)} ({counted(one.now)}/{counted(one.target)})" for one in advice.lacking]
    told = (
        translate("Sessions", "Next: another session of rare findings. Lacking most: {0}.")
        if advice.kind is QueueKind.RARE
        else translate("Sessions", "Next: {1}. Lacking most: {0}.").replace("{1}", queue_name(advice.kind))
    )
    return told.replace("{0}", _listed(lacking))


def retrain_sentence(end: SessionEnd) -> str:
    """Whether enough is new for a retraining."""
    new = count(
        end.corrected,
        one=translate("Sessions", "{0} report is newly corrected since the last training"),
        more=translate("Sessions", "{0} reports are newly corrected since the last training"),
    )
    if end.may_retrain:
        return translate("Sessions", "{0}: enough to train on.").replace("{0}", new)
    return translate("Sessions", "{0}; from {1} on a training is worth its time.").replace("{0}", new).replace(
        "{1}", counted(end.retrain_at)
    )


def _first_reads(end: SessionEnd) -> str:
    if not end.first_reads:
        return translate("Sessions", "None of them was a first read.")
    return count(
        end.first_reads,
        one=translate("Sessions", "{0} of them was a first read, drawn at random."),
        more=translate("Sessions", "{0} of them were first reads, drawn at random."),
    )


def _agreed(way: Way, found: Agreement) -> str:
    told = {
        Way.FIRST_READ: translate(
            "Sessions", "First reads agree with the suggestions in {0} % of {1} answers; where either mentions the "
            "finding, in {2} %."
        ),
        Way.BLIND: translate(
            "Sessions", "Other answers given before the suggestion was seen agree in {0} % of {1}; where either "
            "mentions the finding, in {2} %."
        ),
        Way.SHOWN: translate(
            "Sessions", "With the suggestion in view you kept it in {0} % of {1} answers; where either mentions the "
            "finding, in {2} %. This flatters the model."
        ),
    }[way]  # fmt: skip
    mentions = _percent(found.mention_share) if found.mention_share is not None else "–"
    return told.replace("{0}", _percent(found.share or 0)).replace("{1}", counted(found.answers)).replace(
        "{2}", mentions
    )


def _prevalence_row(one: FoundPrevalence) -> tuple[str, ...]:
    found = one.prevalence
    chosen = _of(one.chosen_positives, one.chosen_reports) + (" ⚠" if one.is_misleading and found is not None else "")
    if found is None:
        return guarded(one.name), "–", "–", "–", chosen
    interval = f"{_percent(found.low)}–{_percent(found.high)} %"
    return guarded(one.name), f"{_percent(found.share)} %", interval, _of(found.positives, found.reports), chosen


def _of(positives: int, reports: int) -> str:
    told = translate("Sessions", "{0} of {1}")
    return told.replace("{0}", counted(positives)).replace("{1}", counted(reports)) if reports else "–"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    if more <= 0:
        return shown
    return translate("Sessions", "{0} and {1} more").replace("{0}", shown).replace("{1}", counted(more))


def _signed(value: int) -> str:
    return f"+{counted(value)}" if value > 0 else counted(value)


def _percent(share: float) -> str:
    """Two figures of small shares, whole ones else."""
    percent = share * 100
    return in_language(f"{percent:.1f}") if 0 < percent < 10 else str(round(percent))


def _seconds(value: float) -> str:
    """Seconds up to two minutes: “95 s” says more of a report than “2 min”."""
    return translate("Training", "{0} s").replace("{0}", str(max(1, round(value)))) if value < 120 else duration(value)
