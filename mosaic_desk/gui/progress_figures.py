"""Progress as figures: a chart and the table that says the same, as values. Knows no widget and no colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mosaic_desk.core.events import EventKind
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.progress import Agreement, FindingProgress, Pace, Progress, Way
from mosaic_desk.gui.numbers import in_language
from mosaic_desk.gui.words import class_word

translate = QCoreApplication.translate

_SHOWN_DAYS = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Bars:
    """One series of a chart: a value for each place. `colour` is a class, or None for the accent."""

    name: str
    values: tuple[float, ...]
    colour: MentionClass | None = None
    is_quiet: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """Bars at places with names; lying ones are read from the top down. `is_stacked`: one on the other."""

    series: tuple[Bars, ...]
    places: tuple[str, ...]
    is_lying: bool = False
    is_stacked: bool = False
    unit: str = ""
    most: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One page of the progress: what it is about, its chart, its table, and a sentence on how to read it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    chart: Chart
    note: str
    details: tuple[str, ...] = ()  # a sentence for each row, shown when the row is chosen


def figures(progress: Progress) -> tuple[Figure, ...]:
    """All pages, in their order; the same number of them whatever the progress."""
    return (_today(progress), _days(progress), _findings(progress), _time(progress), _agreement(progress))


def headline(progress: Progress) -> str:
    """The progress in one line."""
    done = (
        translate("Progress", "{0} of {1} reports done") if progress.total != 1
        else translate("Progress", "{0} of {1} report done")
    )  # fmt: skip
    parts = [_fill(done, number(progress.done), number(progress.total))]
    parts.append(_fill(translate("Progress", "{0} today"), number(progress.today_reports)))
    if progress.per_hour is not None:
        parts.append(_fill(translate("Progress", "{0} an hour at work"), number(round(progress.per_hour))))
    if progress.pace is not None:
        parts.append(_fill(translate("Progress", "half of them within {0}"), seconds(progress.pace.median_s)))
        left = progress.total - progress.done
        if left and progress.read_share >= 1:
            parts.append(
                _fill(translate("Progress", "about {0} of reading left"), _duration(left * progress.pace.median_s))
            )
    return " · ".join(parts)


def number(value: int) -> str:
    """A whole number with thin spaces between thousands."""
    return f"{value:,}".replace(",", "\u202f")


def seconds(value: float) -> str:
    """A short time: “14.2 s”, above two minutes “3 min 5 s”."""
    if value <= 120:
        return _fill(translate("Progress", "{0} s"), in_language(f"{value:.1f}".removesuffix(".0")))
    return _fill(translate("Progress", "{0} min {1} s"), str(int(value) // 60), str(int(value) % 60))


def percent(share: float | None) -> str:
    """A share, or a dash where there is nothing to take a share of."""
    return "–" if share is None else _fill(translate("Progress", "{0} %"), f"{share * 100:.0f}")


def _fill(text: str, *values: str) -> str:
    for place, value in enumerate(values):
        text = text.replace(f"{{{place}}}", value)
    return text


def _duration(value: float) -> str:
    minutes = max(1, round(value / 60))
    if minutes < 60:
        return _fill(translate("Progress", "{0} min"), str(minutes))
    return _fill(translate("Progress", "{0} h {1} min"), number(minutes // 60), str(minutes % 60))


def _today(progress: Progress) -> Figure:
    busy = [hour for hour, reports in enumerate(progress.hours) if reports]
    first, last = (min(busy[0], 8), max(busy[-1], 17)) if busy else (8, 17)
    hours = range(first, last + 1)
    rows = [(f"{hour:02}:00", number(progress.hours[hour])) for hour in busy]
    rows.append((translate("Progress", "Today"), number(progress.today_reports)))
    note = translate("Progress", "Reports by the hour in which they were first committed, on this computer's clock.")
    if progress.per_hour is not None:
        pace = translate("Progress", "{0} an hour at work: breaks longer than {1} are cut off.")
        note += " " + _fill(pace, number(round(progress.per_hour)), seconds(progress.idle_limit_s))
    values = tuple(float(progress.hours[hour]) for hour in hours)
    return Figure(
        title=translate("Progress", "Today"),
        head=(translate("Progress", "Hour"), translate("Progress", "Reports")),
        rows=tuple(rows),
        chart=Chart(
            series=(Bars(name=translate("Progress", "Reports"), values=values),),
            places=tuple(f"{hour:02}" for hour in hours),
        ),
        note=note,
    )


def _days(progress: Progress) -> Figure:
    total, rows = 0, []
    for day, reports in progress.days:
        total += reports
        rows.append((day, number(reports), number(total)))
    shown = progress.days[-_SHOWN_DAYS:]
    note = translate(
        "Progress", "Reports by the day of their first commit; days without any are left out. Imports are not counted."
    )
    if len(progress.readers) > 1:
        note += " " + ", ".join(f"{reader}: {number(reports)}" for reader, reports in progress.readers) + "."
    return Figure(
        title=translate("Progress", "Days"),
        head=(translate("Progress", "Day"), translate("Progress", "Reports"), translate("Progress", "So far")),
        rows=tuple(reversed(rows)),
        chart=Chart(
            series=(Bars(name=translate("Progress", "Reports"), values=tuple(float(reports) for _, reports in shown)),),
            places=tuple(day[5:] for day, _ in shown),
        ),
        note=note,
    )


_OTHER_WAYS = (EventKind.IMPORTED, EventKind.LEFT)


def _findings(progress: Progress) -> Figure:
    labels = [label for label in ALL_CLASSES if progress.findings and label in progress.findings[0].labels]
    rows = tuple(
        (
            finding.name,
            *(number(finding.count(label)) for label in labels),
            number(finding.count_by(EventKind.SET)),
            number(finding.count_by(EventKind.ACCEPTED)),
            number(finding.count_by(EventKind.ACCEPTED_UNTOUCHED)),
            number(finding.count_by(*_OTHER_WAYS)),
        )
        for finding in progress.findings
    )
    series = tuple(
        Bars(
            name=class_word(label), colour=label,
            values=tuple(float(finding.count(label)) for finding in progress.findings),
        )
        for label in labels
    )  # fmt: skip
    return Figure(
        title=translate("Progress", "Findings"),
        head=(
            translate("Progress", "Finding"), *(class_word(label) for label in labels),
            translate("Progress", "Set"), translate("Progress", "Accepted"), translate("Progress", "Untouched"),
            translate("Progress", "Other"),
        ),
        rows=rows,
        chart=Chart(
            series=series, places=tuple(finding.name for finding in progress.findings), is_lying=True, is_stacked=True
        ),
        note=translate(
            "Progress",
            "Labels that stand. Set: with a key of its own. Accepted: the suggestion, with a key. Untouched: the "
            "suggestion, confirmed with the report. Other: imported, or left open in a report read without suggestions."
        ),
        details=tuple(_detail(finding, labels) for finding in progress.findings),
    )  # fmt: skip


def _detail(finding: FindingProgress, labels: Sequence[MentionClass]) -> str:
    words = {
        EventKind.SET: translate("Progress", "set"),
        EventKind.ACCEPTED: translate("Progress", "accepted"),
        EventKind.ACCEPTED_UNTOUCHED: translate("Progress", "untouched"),
        EventKind.LEFT: translate("Progress", "left open"),
        EventKind.IMPORTED: translate("Progress", "imported"),
    }
    parts = []
    for label in labels:
        ways = [f"{number(n)} {words[kind]}" for kind, n in finding.labels[label].items() if kind in words]
        parts.append(f"{class_word(label).lower()} {number(finding.count(label))}" + _bracket(ways))
    return f"{finding.name}: " + "; ".join(parts)


def _bracket(parts: Sequence[str]) -> str:
    return f" ({', '.join(parts)})" if parts else ""


def _time(progress: Progress) -> Figure:
    pace = progress.pace or Pace(reports=0, median_s=0, p90_s=0, bar_s=1, bars=(0,) * 24)
    rows = [(translate("Progress", "Reports timed"), number(pace.reports))]
    if pace.reports:
        rows.append((translate("Progress", "Half of them within (median)"), seconds(pace.median_s)))
        rows.append((translate("Progress", "Nine of ten within (p90)"), seconds(pace.p90_s)))
    starts = [_plain(place * pace.bar_s) for place in range(len(pace.bars) + 1)]
    last = len(pace.bars) - 1
    names = [f"{starts[place]}–{starts[place + 1]} s" for place in range(last)]
    names.append(_fill(translate("Progress", "{0} s and more"), starts[last]))
    rows += [(name, number(reports)) for name, reports in zip(names, pace.bars, strict=True) if reports]
    note = translate(
        "Progress",
        "From the opening of a report to its commit, and work on it later. A gap of more than {0} counts as {0}: "
        "left out, a report with a break in it would look faster than one that was read through.",
    )
    return Figure(
        title=translate("Progress", "Time"),
        head=(translate("Progress", "Time per report"), translate("Progress", "Reports")),
        rows=tuple(rows),
        chart=Chart(
            series=(Bars(name=translate("Progress", "Reports"), values=tuple(map(float, pace.bars))),),
            places=tuple(starts[:-1]), unit=translate("Progress", "seconds"),
        ),
        note=note.replace("{0}", seconds(progress.idle_limit_s)),
    )  # fmt: skip


def _plain(value: float) -> str:
    return f"{value:g}"


def _reports(count: int) -> str:
    words = translate("Progress", "{0} report") if count == 1 else translate("Progress", "{0} reports")
    return _fill(words, number(count))


def _agreement(progress: Progress) -> Figure:
    ways = [way for way in Way if way is not Way.BLIND or progress.compared_reports.get(Way.BLIND)]
    words = {
        Way.FIRST_READ: translate("Progress", "First reads"),
        Way.BLIND: translate("Progress", "Other blind"),
        Way.SHOWN: translate("Progress", "Pre-filled"),
    }
    counts = (_reports(progress.compared_reports.get(way, 0)) for way in ways)
    rows = [
        (translate("Progress", "Reports"), *(cell for count in counts for cell in ("", count))),
        (translate("Progress", "All findings"), *_cells([progress.agreement[way] for way in ways])),
        (
            translate("Progress", "… where either mentions it"),
            *_cells([_mentions(progress.agreement[way]) for way in ways]),
        ),
    ]
    rows += [(finding.name, *_cells([finding.agreement[way] for way in ways])) for finding in progress.findings]
    compared = (Way.FIRST_READ, Way.SHOWN)
    series = tuple(
        Bars(
            name=words[way], is_quiet=way is Way.SHOWN,
            values=tuple(100 * (finding.agreement[way].share or 0.0) for finding in progress.findings),
        )
        for way in compared
    )  # fmt: skip
    return Figure(
        title=translate("Progress", "Agreement"),
        head=(translate("Progress", "Finding"), *(cell for way in ways for cell in (words[way], "n"))),
        rows=tuple(rows),
        chart=Chart(
            series=series, places=tuple(finding.name for finding in progress.findings), is_lying=True,
            unit=translate("Progress", "% agreed"), most=100.0,
        ),
        note=translate(
            "Progress", "First reads: the reader had seen nothing and chance chose the report, so this is how good the "
            "suggestions are. Pre-filled: the suggestion was in view, and readers lean towards it: "
            "that agreement is flattered."
        ),
    )  # fmt: skip


def _mentions(agreement: Agreement) -> Agreement:
    """The same, of the findings alone that reader or model mention."""
    return Agreement(answers=agreement.mentions, agreed=agreement.agreed_mentions)


def _cells(agreements: Sequence[Agreement]) -> list[str]:
    return [cell for one in agreements for cell in (percent(one.share), number(one.answers))]
