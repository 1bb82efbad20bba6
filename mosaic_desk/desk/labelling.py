"""Labelling without a project: reports in, one line of JSON out for each."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from mosaic_desk.core.incoming import Incoming
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.labeller import CHUNK_REPORTS, Labeller
from mosaic_desk.exchange.suggestion_json import suggestion_object
from mosaic_desk.exchange.whole_file import whole_file

Tell = Callable[[str, int, int], None]
"""Told (what is done, reports done, reports in all)."""


def label_reports(
    incoming: Incoming, output: Path, *, taxonomy: Taxonomy, labeller: Labeller, batch_reports: int, tell: Tell
) -> int:
    """Labels every report of a source into `output`, in the order of the source; returns how many.

    Refused lines of the source are lines of the output too, with their error: no line is dropped. The
    file is written beside and renamed at the end.

    Raises:
        MosaicError: if the output cannot be written, or from the worker; there is no output then.
    """
    reports = [entry.report for entry in incoming.reports]
    with whole_file(output) as file:
        for suggestion in _in_order(reports, taxonomy, labeller, batch_reports=batch_reports, tell=tell):
            file.write(json.dumps(suggestion_object(suggestion), ensure_ascii=False, allow_nan=False) + "\n")
        for refused in incoming.refused:
            known = {"report_id": refused.report_id} if refused.report_id else {}
            line = {**known, "taxonomy": taxonomy.id, "place": refused.place, "error": refused.reason}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return len(reports)


def _in_order(
    reports: Sequence[Report], taxonomy: Taxonomy, labeller: Labeller, *, batch_reports: int, tell: Tell
) -> Iterator[Suggestion]:
    """Suggestions in the order of the reports; the worker answers a chunk in the order of length."""
    done = 0

    def say(text: str) -> None:
        tell(text, done, len(reports))

    for start in range(0, len(reports), CHUNK_REPORTS):
        part = reports[start : start + CHUNK_REPORTS]
        answered: dict[str, Suggestion] = {}
        for suggestion in labeller.suggestions(part, taxonomy, batch_reports=batch_reports, tell=say):
            answered[suggestion.report_id] = suggestion
            done += 1
            say("Labelling")
        yield from (answered[report.report_id] for report in part)
