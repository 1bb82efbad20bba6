"""JSON lines of reports, one object a line: the form of `label`'s input and of our own exports.

Strict, because a line that is misread is worse than one that is refused: UTF-8, no key twice, no
NaN, the right types, classes of the set. A refused line leaves the others alone. Unknown keys are
passed over.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NoReturn

from mosaic_desk.core.ids import FindingId, ReportId
from mosaic_desk.core.incoming import Incoming, IncomingReport, RefusedLine
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.exchange.finding_names import FindingNames
from mosaic_desk.exchange.gathering import Gathering
from mosaic_desk.exchange.image_paths import image_from
from mosaic_desk.exchange.report_fields import (
    RowRefused,
    date_from,
    language_from,
    patient_id_from,
    report_id_from,
    text_from,
)
from mosaic_desk.exchange.source import numbered_lines

_MAX_LINE = 16 * 2**20
_MAX_IMAGES = 100
_MAX_STREAMED = 64 * 2**30  # only a line of it is held at a time
_CLASSES: Mapping[str, MentionClass] = {str(label): label for label in ALL_CLASSES}


def read_jsonl(
    path: Path, *, taxonomy: Taxonomy | None = None, labels_from: Literal["labels", "truth"] = "labels"
) -> Incoming:
    """The reports of a file of JSON lines, gzipped or not.

    Args:
        path: The file; image paths in it are relative to its folder.
        taxonomy: Lets labels go by a finding's name as well as by its id.
        labels_from: The key that holds the labels; our own exports also have "truth".

    Raises:
        ImportRefused: if the file cannot be read or no line of it comes in.
    """
    gathering = Gathering(path, "jsonl")
    reader = _LineReader(path.parent, FindingNames(taxonomy), labels_from)
    for number, line in numbered_lines(path, max_length=_MAX_LINE):
        if line is not None and not line.strip():
            continue
        place = f"line {number:,}"
        try:
            gathering.take(reader.report(line), place)
        except RowRefused as refusal:
            gathering.refuse(place, str(refusal), refusal.report_id)
    return gathering.incoming(reader.understood(), reader.taxonomy_id)


def stream_jsonl(path: Path, *, taxonomy: Taxonomy | None = None) -> Iterator[Report | RefusedLine]:
    """The same lines one by one, in their order, for a file of any size; of those before only the ids are kept.

    Images are not looked at: whoever streams reads text.

    Raises:
        ImportRefused: if the file cannot be read.
    """
    reader = _LineReader(None, FindingNames(taxonomy), "labels")
    places: dict[ReportId, int] = {}
    for number, line in numbered_lines(path, max_length=_MAX_LINE, max_bytes=_MAX_STREAMED):
        if line is None or line.strip():
            yield _streamed(reader, line, number=number, places=places)


def _streamed(
    reader: "_LineReader", line: str | None, *, number: int, places: dict[ReportId, int]
) -> Report | RefusedLine:
    place = f"line {number:,}"
    try:
        report = reader.report(line).report
    except RowRefused as refusal:
        return RefusedLine(place=place, reason=str(refusal), report_id=refusal.report_id)
    known = places.setdefault(report.report_id, number)
    if known != number:
        return RefusedLine(place=place, reason=f"the report id is there already, in line {known:,}")
    return report


class _LineReader:
    """Reads lines of one file: they share a folder (None: images are passed over), a taxonomy, what was understood."""

    def __init__(self, folder: Path | None, names: FindingNames, labels_from: str) -> None:
        self._folder = folder
        self._names = names
        self._labels_from = labels_from
        self._counts: Counter[MentionClass] = Counter()
        self._unasked: Counter[FindingId] = Counter()
        self.taxonomy_id: str | None = None

    def report(self, line: str | None) -> IncomingReport:
        data = _object_in(line)
        for key in ("report_id", "text"):
            if key not in data:
                raise RowRefused(f"“{key}” is missing")
        report_id = report_id_from(_string(data, "report_id"))
        try:
            return self._incoming(report_id, data)
        except RowRefused as refusal:
            refusal.report_id = report_id
            raise

    def _incoming(self, report_id: ReportId, data: Mapping[str, Any]) -> IncomingReport:
        labels = self._labels(data.get(self._labels_from))
        report = Report(
            report_id=report_id,
            text=text_from(_string(data, "text")),
            language=language_from(_string(data, "language")),
            patient_id=patient_id_from(_string(data, "patient_id")),
            study_date=date_from(_string(data, "study_date")),
            images=self._images(data.get("images")),
        )
        if labels:
            self._note_taxonomy(_string(data, "taxonomy"))
        self._counts.update(labels.values())
        self._unasked.update(finding_id for finding_id in labels if not self._names.is_asked(finding_id))
        return IncomingReport(report=report, labels=labels)

    def _labels(self, value: object) -> dict[FindingId, MentionClass]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise RowRefused(f"“{self._labels_from}” is not an object of findings and classes")
        labels = {}
        for word, label in value.items():
            finding_id = self._names.finding_or_id(word)
            if finding_id is None:
                raise RowRefused("a label is for something that is no finding id")
            if finding_id in labels:
                raise RowRefused("a finding is labelled twice")
            if not isinstance(label, str) or label not in _CLASSES:
                raise RowRefused(f"a label is not one of {', '.join(ALL_CLASSES)}")
            labels[finding_id] = _CLASSES[label]
        return labels

    def _images(self, value: object) -> tuple[ImageRef, ...]:
        if value is None or self._folder is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(path, str) for path in value) or len(value) > _MAX_IMAGES:
            raise RowRefused(f"“images” is not a list of at most {_MAX_IMAGES} paths")
        return tuple(image_from(path, self._folder) for path in value)

    def _note_taxonomy(self, taxonomy_id: str) -> None:
        if not taxonomy_id:
            return
        if self.taxonomy_id is None and len(taxonomy_id) <= 100 and taxonomy_id.isprintable():
            self.taxonomy_id = taxonomy_id
        if taxonomy_id != self.taxonomy_id:
            raise RowRefused("the labels speak of another taxonomy than those before")

    def understood(self) -> tuple[str, ...]:
        if not self._counts:
            return ("No labels came with the reports.",)
        counts = ", ".join(f"{label.replace('_', ' ')} {self._counts[label]:,}" for label in ALL_CLASSES)
        sentences = [f"Labels from “{self._labels_from}”: {counts}."]
        if self._unasked:
            listed = ", ".join(f"“{finding_id}”" for finding_id, _ in self._unasked.most_common(8))
            more = ", …" if len(self._unasked) > 8 else ""
            sentences.append(f"The taxonomy does not ask {listed}{more}: these labels are for no row of the screen.")
        return tuple(sentences)


def _object_in(line: str | None) -> dict[str, Any]:
    if line is None:
        raise RowRefused(f"the line is longer than {_MAX_LINE:,} characters")
    try:
        data = json.loads(line.rstrip(), object_pairs_hook=_object_without_doubles, parse_constant=_refuse_constant)
    except RecursionError:
        raise RowRefused("it is nested too deeply") from None
    except ValueError as error:
        column = f" (column {error.colno:,})" if isinstance(error, json.JSONDecodeError) else ""
        raise RowRefused(f"it is not valid JSON{column}") from None
    if not isinstance(data, dict):
        raise RowRefused("it is not a JSON object; every line holds one report")
    return data


def _object_without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise RowRefused("a key is there twice")
    return data


def _refuse_constant(_: str) -> NoReturn:
    raise RowRefused("it holds NaN or Infinity, which JSON does not have")


def _string(data: Mapping[str, Any], key: str) -> str:
    """The text under a key; empty where it is missing or null, which only optional keys may be."""
    value = data.get(key)
    if value is None and key not in ("report_id", "text"):
        return ""
    if not isinstance(value, str):
        raise RowRefused(f"“{key}” is not text")
    return value
