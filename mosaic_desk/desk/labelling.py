"""Labelling without a project: reports in, one line of JSON out for each, for hours where there are many.

The source is read twice, line by line: once to count and to hash it, once to label it. What was
labelled lies beside the output, stretch by stretch, so that a run that was cut off goes on.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mosaic_desk import __version__
from mosaic_desk.core.errors import ImportRefused, InputError, WorkerCancelled
from mosaic_desk.core.incoming import RefusedLine
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.importing import preview
from mosaic_desk.desk.pace import Pace
from mosaic_desk.desk.restarting import STRETCH_CHARACTERS, STRETCH_REPORTS, Restarting, stretches
from mosaic_desk.exchange.detect import SourceFormat, detect_format
from mosaic_desk.exchange.jsonl import stream_jsonl
from mosaic_desk.exchange.partial_file import PartialFile
from mosaic_desk.exchange.suggestion_json import suggestion_object

Tell = Callable[[str, int, int, str], None]
"""Told (what is done, reports done, reports in all, rate and time left)."""
_Entry = Report | RefusedLine
_KEPT_REFUSALS = 1_000
_WORDS = {key: f"the {key}" for key in ("reports", "taxonomy", "model", "program", "settings")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A file of reports that is read as often as asked; `sha256` is of its bytes, `refused` the first of its kind."""

    entries: Callable[[], Iterator[_Entry]]
    file: Path
    reports: int
    sha256: str
    refused: tuple[RefusedLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Labelled:
    """What a run did: reports in the output, those of them without an answer, and those done by an earlier run."""

    reports: int
    unanswered: int
    from_before: int
    restarts: int


def label_source(file: Path, taxonomy: Taxonomy) -> Source:
    """A file to be labelled, looked through once; JSON lines are never held whole.

    Raises:
        ImportRefused: if it cannot be read, or holds no report.
    """
    entries = _entries_of(file, taxonomy)
    reports, refused, first = 0, 0, []
    for entry in entries():
        if isinstance(entry, Report):
            reports += 1
        else:
            refused += 1
            first += [entry] if refused <= _KEPT_REFUSALS else []
    if not reports:
        why = f" ({first[0].place}: {first[0].reason})" if first else ""
        raise ImportRefused(f"{file.name} holds no report that can be labelled{why}.")
    if refused > len(first):
        first.append(RefusedLine(place="further on", reason=f"{refused - len(first):,} more were refused"))
    return Source(entries=entries, file=file, reports=reports, sha256=_sha256_of(file), refused=tuple(first))


def _entries_of(file: Path, taxonomy: Taxonomy) -> Callable[[], Iterator[_Entry]]:
    if detect_format(file) is SourceFormat.JSONL:
        return lambda: stream_jsonl(file, taxonomy=taxonomy)
    incoming = preview(file, taxonomy=taxonomy)  # tables and archives are held: their size is bounded
    return lambda: iter((*(incoming_report.report for incoming_report in incoming.reports), *incoming.refused))


def _sha256_of(file: Path) -> str:
    with file.open("rb") as opened:
        return "sha256:" + hashlib.file_digest(opened, "sha256").hexdigest()


def label_reports(
    source: Source, output: Path, *, taxonomy: Taxonomy, asked: Restarting, settings: str, tell: Tell
) -> Labelled:
    """Labels every report of a source into `output`, in the order of the source.

    Refused lines of the source are lines of the output too, with their error: no line is dropped. The
    lines grow in `OUT.partial`, which becomes the output when it is whole; what lies there from a run with
    the same reports, taxonomy, model and `settings` is kept.

    Raises:
        MosaicError: if the output cannot be written, or from the worker; what was done is kept beside it.
        WorkerCancelled: in the place of a KeyboardInterrupt, with the sentence that says how to go on.
    """
    run = _Run(source, taxonomy=taxonomy, asked=asked, tell=tell)
    with PartialFile(output) as partial:
        try:
            run.begin(partial, settings)
            for stretch in stretches(source.entries()):
                run.label(stretch, partial)
            if _sha256_of(source.file) != source.sha256:
                raise InputError(f"{source.file.name} was changed while it was being labelled; start again.")
            partial.finish()
        except KeyboardInterrupt:
            # Not `run.done`: the interrupt may fall between a stretch on the disk and its count.
            kept = _reports_within(source, partial.line_count())
            sentence = f"Stopped; {kept:,} of {source.reports:,} reports are kept in {partial.path.name}"
            raise WorkerCancelled(f"{sentence}, and the same command goes on from there.") from None
    return Labelled(
        reports=run.done, unanswered=run.unanswered, from_before=run.from_before, restarts=asked.restarts
    )


class _Run:
    """One source on its way into one partial file."""

    def __init__(self, source: Source, *, taxonomy: Taxonomy, asked: Restarting, tell: Tell) -> None:
        self._source = source
        self._taxonomy = taxonomy
        self._asked = asked
        self._tell = tell
        self._pace = Pace()
        self.done = self.unanswered = self.from_before = 0  # on the disk

    def begin(self, partial: PartialFile, settings: str) -> None:
        made_from = {
            "reports": self._source.sha256,
            "taxonomy": f"{self._taxonomy.id} {self._taxonomy.version} {self._taxonomy.fingerprint()}",
            "model": json.dumps(asdict(self._asked.model())),
            "program": __version__,
            "settings": f"{settings}, {STRETCH_REPORTS} reports or {STRETCH_CHARACTERS} characters at a time",
        }
        differing = partial.begin(made_from)
        if differing:
            what = " and ".join(_WORDS[key] for key in differing)
            self._say(f"{partial.path.name} was begun with other than {what} of now; starting afresh", 0)

    def label(self, stretch: Sequence[_Entry], partial: PartialFile) -> None:
        held = partial.held(len(stretch), lambda number, line: _is_line_of(stretch[number], line))
        lines = held if held is not None else self._new_lines(stretch)
        if held is None:
            partial.append(lines)  # whole, or the same reports would meet in other batches the next time
        reports = sum(isinstance(entry, Report) for entry in stretch)
        self.done += reports
        self.from_before += reports if held is not None else 0
        pairs = zip(stretch, lines, strict=True)
        self.unanswered += sum(isinstance(entry, Report) and "error" in json.loads(line) for entry, line in pairs)

    def _new_lines(self, stretch: Sequence[_Entry]) -> list[bytes]:
        reports = [entry for entry in stretch if isinstance(entry, Report)]
        if self.from_before and self.from_before == self.done:
            self._say("Going on", self.done)
        answered: dict[str, Suggestion] = {}
        for suggestion in self._asked.suggestions(reports) if reports else ():
            answered[suggestion.report_id] = suggestion
            self._say("Labelling", self.done + len(answered))
        return [
            _line(suggestion_object(answered[entry.report_id]) if isinstance(entry, Report) else self._refusal(entry))
            for entry in stretch
        ]

    def _refusal(self, refused: RefusedLine) -> dict[str, Any]:
        known = {"report_id": refused.report_id} if refused.report_id else {}
        return {**known, "taxonomy": self._taxonomy.id, "place": refused.place, "error": refused.reason}

    def _say(self, text: str, done: int) -> None:
        parts = [self._pace.text(done=done, total=self._source.reports)]
        if self._asked.memory_mib:
            parts.append(f"{self._asked.memory_mib:,.0f} MiB")
        self._tell(text, done, self._source.reports, ", ".join(filter(None, parts)))


def _reports_within(source: Source, lines: int) -> int:
    """How many reports stand in the whole stretches of the first so many lines."""
    reports = 0
    for stretch in stretches(source.entries()):
        lines -= len(stretch)
        if lines < 0:
            break
        reports += sum(isinstance(entry, Report) for entry in stretch)
    return reports


def _line(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _is_line_of(entry: _Entry, line: bytes) -> bool:
    """Whether a line from before is the answer for this entry: a crash of the machine leaves anything."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if not isinstance(data, dict):
        return False
    if isinstance(entry, Report):
        return data.get("report_id") == entry.report_id and ("labels" in data or "error" in data)
    return bool(data.get("place") == entry.place and "error" in data)
