"""Scores and reliability as a table for a person. Computes nothing."""

from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.reliability import MeasuredCalibration, ReliabilityBin
from mosaic_desk.core.scores import FindingScore, Interval, Scores


def told(result: Scores, what: str, calibration: MeasuredCalibration) -> str:
    """The scores, finding by finding, and how well the probabilities hold, bin by bin."""
    lines = [f"{result.n_reports} reports of {result.n_patients} patients: {what}.", ""]
    lines.append(f"mean weighted F1      {_figure(result.mean_weighted_f1)}  {_range(result.interval)}")
    lines.append(f"macro F1 of positives {_figure(result.macro_f1_positive)}  {_range(result.macro_interval)}")
    if calibration.shown is not None:
        lines.append(f"calibration error     {_error(calibration)}")
    lines += ["", f"{'finding':<28}{'F1':>6}  {'95 %':<14}{'positive':>14}{'negative':>14}{'uncertain':>14}"]
    lines += [_finding_line(row) for row in result.per_finding]
    if result.absent:
        lines += ["", "Never mentioned in the truth, so not in the mean: " + ", ".join(result.absent) + "."]
    return "\n".join(lines + _reliability_lines(calibration))


def _error(calibration: MeasuredCalibration) -> str:
    shown, before = calibration.shown, calibration.before
    if shown is None or before is None:
        return "–"
    if not calibration.is_calibrated:
        return f"{shown.ece:.3f}  ({shown.n} slots, not calibrated)"
    return f"{shown.ece:.3f}  ({shown.n} slots, calibrated; {before.ece:.3f} before)"


def _reliability_lines(calibration: MeasuredCalibration) -> list[str]:
    """Ten bins of equal count, the least probable first; those before calibration beside them."""
    shown, before = calibration.shown, calibration.before
    if shown is None or before is None:
        return []
    lines = ["", f"Probabilities of the {shown.n} slots whose truth or suggestion mentions the finding,"]
    lines.append(f"{calibration.note}:")
    if not calibration.is_calibrated:
        return [*lines, f"{'slots':>6}{'probability':>13}{'right':>8}", *map(_bin_cells, shown.bins)]
    lines.append(f"{'slots':>6}{'probability':>13}{'right':>8}   before:{'probability':>13}{'right':>8}")
    pairs = zip(shown.bins, before.bins, strict=True)
    return lines + [f"{_bin_cells(after)}          {_bin_cells(first)[6:]}" for after, first in pairs]


def _bin_cells(one: ReliabilityBin) -> str:
    return f"{one.n:>6}{one.confidence:>13.3f}{one.accuracy:>8.3f}"


def _finding_line(row: FindingScore) -> str:
    cells = ""
    for label in (MentionClass.POSITIVE, MentionClass.NEGATIVE, MentionClass.UNCERTAIN):
        score_of = row.by_class.get(label)
        cells += f"{_figure(score_of.f1 if score_of else None)} n={score_of.n if score_of else 0}".rjust(14)
    return f"{row.finding_id:<28}{_figure(row.weighted_f1):>6}  {_range(row.interval):<14}{cells}"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _range(interval: Interval | None) -> str:
    return "" if interval is None else f"{interval[0]:.3f}–{interval[1]:.3f}"
