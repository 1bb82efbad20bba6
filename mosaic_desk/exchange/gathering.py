"""Gathers what comes in from a source row by row, and what is refused, into one `Incoming`."""

from collections import Counter
from pathlib import Path

from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, RefusedLine

_MAX_REFUSED = 1_000  # shown one by one; a file of garbage has millions


class Gathering:
    """The reports and refusals of one source so far."""

    def __init__(self, path: Path, format_name: str) -> None:
        self._path = path
        self._format = format_name
        self._reports: list[IncomingReport] = []
        self._places: dict[ReportId, str] = {}
        self._refused: list[RefusedLine] = []
        self._refused_count = 0

    def take(self, incoming: IncomingReport, place: str) -> None:
        """Adds a report, or refuses it where its id is there already."""
        known = self._places.setdefault(incoming.report.report_id, place)
        if known is not place:
            self.refuse(place, f"the report id is there already, in {known}")
        else:
            self._reports.append(incoming)

    def refuse(self, place: str, reason: str, report_id: ReportId | None = None) -> None:
        """Notes what did not come in."""
        self._refused_count += 1
        if self._refused_count <= _MAX_REFUSED:
            self._refused.append(RefusedLine(place=place, reason=reason, report_id=report_id))

    def incoming(self, understood: tuple[str, ...], taxonomy: str | None = None) -> Incoming:
        """Everything gathered.

        Raises:
            ImportRefused: if not one report came in.
        """
        if not self._reports:
            raise ImportRefused(f"{self._path.name} holds no report that can be imported{self._first_refusal()}.")
        return Incoming(
            source=str(self._path),
            format=self._format,
            reports=tuple(self._reports),
            refused=self._shown_refused(),
            understood=understood + self._counts(),
            taxonomy=taxonomy,
        )

    def _first_refusal(self) -> str:
        if not self._refused:
            return ""
        first = self._refused[0]
        more = f", and {self._refused_count - 1:,} more were refused" if self._refused_count > 1 else ""
        return f" ({first.place}: {first.reason}{more})"

    def _shown_refused(self) -> tuple[RefusedLine, ...]:
        hidden = self._refused_count - len(self._refused)
        if not hidden:
            return tuple(self._refused)
        return (*self._refused, RefusedLine(place="further on", reason=f"{hidden:,} more were refused"))

    def _counts(self) -> tuple[str, ...]:
        reports = [incoming.report for incoming in self._reports]
        sentences = []
        empty = sum(not report.has_text for report in reports)
        if empty:
            sentences.append(f"{empty:,} of {len(reports):,} reports have no text; they get no suggestion.")
        images = [image for report in reports for image in report.images]
        missing = sum(image.sha256 is None for image in images)
        if images:
            sentences.append(_image_sentence(len(images), missing=missing))
        languages = Counter(report.language for report in reports if report.language)
        if languages:
            listed = ", ".join(f"{language} {count:,}" for language, count in languages.most_common(12))
            sentences.append(f"Languages: {listed}.")
        return tuple(sentences)


def _image_sentence(named: int, *, missing: int) -> str:
    if not missing:
        return f"{named:,} images are named; all of them are there."
    return f"{named:,} images are named; {missing:,} of them are missing."
