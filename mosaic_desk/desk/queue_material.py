"""What a project's reports are ranked by, read once: probabilities, words that name a finding, near-duplicates.

One pass over the file with one text in memory at a time; what is left of a report with thirteen findings is some
240 bytes. Nothing of it changes by a commit, only by new reports and suggestions. Knows no order: see `desk.queueing`.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.core.calibration import AnsweredBy, Calibration
from mosaic_desk.core.ids import ReportId
from mosaic_desk.core.labelled import like_text
from mosaic_desk.core.lexicon import Lexicon
from mosaic_desk.core.queue_row import QueueRow
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Taxonomy
from mosaic_desk.desk.calibrating import project_calibration
from mosaic_desk.desk.giving_way import giving_way
from mosaic_desk.desk.queue_embeddings import given_embeddings, project_embeddings
from mosaic_desk.desk.run_folder import runs_folder
from mosaic_desk.desk.shipped_calibration import shipped_calibration
from mosaic_desk.store import Project

CalibrationOf = Callable[[ModelRef], Calibration | None]
"""How sure a model's probabilities really are; None where nobody knows."""

_NAN = float("nan")
_FLOOR = 1e-7  # as calibrations are fitted: a zero is less than that, not impossible
_TOLERANCE = 1e-3
NO_MODEL = -1


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Material:
    """R reports in the order of import × F findings × C classes, both in the order of the taxonomy.

    `probabilities` are calibrated where a calibration is known, not a number where there are none that can be used.
    `models` numbers who suggested, −1 where nobody did. `is_bare`: the probabilities only say which class was chosen.
    `hits`: the words of the report name the finding, and deny it nowhere. `groups`: reports of like text share a
    number, counted from 0; one without a word is like no other. `embeddings` are of one model, not numbers where a
    report has none, None where none has.
    """

    taxonomy: Taxonomy
    positions: NDArray[np.int64]  # (R,), rising
    probabilities: NDArray[np.float32]  # (R, F, C)
    models: NDArray[np.int64]  # (R,)
    is_bare: NDArray[np.bool_]  # (R,)
    hits: NDArray[np.bool_]  # (R, F)
    groups: NDArray[np.int64]  # (R,)
    embeddings: NDArray[np.float16] | None = None  # (R, D)

    def part(self, rows: NDArray[np.int64]) -> "Material":
        """Some of the reports, in the order of `rows`; their places are counted anew, from 1."""
        return replace(
            self, positions=np.arange(1, len(rows) + 1), probabilities=self.probabilities[rows],
            models=self.models[rows], is_bare=self.is_bare[rows], hits=self.hits[rows], groups=self.groups[rows],
            embeddings=None if self.embeddings is None else self.embeddings[rows],
        )  # fmt: skip

    def rows_of(self, positions: Iterable[int]) -> NDArray[np.int64]:
        """The rows of reports by their place, in that order; reports that came in since are left out."""
        wanted = np.fromiter(positions, dtype=np.int64)
        if not len(self.positions):
            return wanted[:0]
        rows = np.searchsorted(self.positions, wanted).clip(max=len(self.positions) - 1)
        found: NDArray[np.int64] = rows[self.positions[rows] == wanted]
        return found


def material_of(project: Project, taxonomy: Taxonomy, *, calibration: CalibrationOf | None = None) -> Material:
    """Reads the project once; seconds for a hundred thousand reports.

    `calibration` left out: fitted on the project's own first reads, else what the adapter ships.
    """
    source = project.queue_source(taxonomy)
    heap, lexicon, width = _Heap(), Lexicon(taxonomy), len(taxonomy.findings) * len(taxonomy.classes)
    with project.at_once():
        for row in giving_way(source.rows()):
            heap.add(row, hits=lexicon.hits(row.text), width=width)
        material = heap.material(taxonomy, _calibrations(project, taxonomy, heap, calibration))
        numbers = set(heap.models) - {NO_MODEL}
        return replace(material, embeddings=project_embeddings(source, material.positions, numbers))


def former_material(
    project: Project, taxonomy: Taxonomy, *, calibration: CalibrationOf | None = None
) -> Material | None:
    """The same of what another model said before the suggestion that stands, of those reports only; no words.

    None where all suggestions are the first ones.
    """
    width, nothing = len(taxonomy.findings) * len(taxonomy.classes), [False] * len(taxonomy.findings)
    heap = _Heap()
    with project.at_once():
        for row in giving_way(project.queue_source(taxonomy).former_rows()):
            heap.add(row, hits=nothing, width=width)
        if not heap.positions:
            return None
        return heap.material(taxonomy, _calibrations(project, taxonomy, heap, calibration))


def _calibrations(
    project: Project, taxonomy: Taxonomy, heap: "_Heap", calibration: CalibrationOf | None
) -> dict[int, Calibration | None]:
    models = project.queue_source(taxonomy).models()
    of_model = calibration or (lambda model: _own_calibration(project, taxonomy, model))
    return {number: of_model(models[number]) for number in set(heap.models) if number != NO_MODEL}


def material_from(
    reports: Sequence[Report], suggestions: Mapping[ReportId, Suggestion], taxonomy: Taxonomy
) -> Material:
    """The same of reports without a project, with what the adapter's own calibration says of their suggestions."""
    heap, lexicon, width = _Heap(), Lexicon(taxonomy), len(taxonomy.findings) * len(taxonomy.classes)
    models: dict[ModelRef, int] = {}
    for position, report in enumerate(reports, start=1):
        suggestion = suggestions.get(report.report_id)
        slots = suggestion.findings if suggestion is not None else {}
        shares = [
            slots[finding_id].probabilities.get(name, 0.0) if finding_id in slots else _NAN
            for finding_id in taxonomy.finding_ids for name in taxonomy.classes
        ]  # fmt: skip
        row = QueueRow(
            position=position, text=report.text, probabilities=shares if slots else (),
            model=None if suggestion is None else models.setdefault(suggestion.model, len(models)),
            is_bare=suggestion is not None and not suggestion.has_probabilities,
        )  # fmt: skip
        heap.add(row, hits=lexicon.hits(report.text), width=width)
    material = heap.material(taxonomy, {number: shipped_calibration(model) for model, number in models.items()})
    return replace(material, embeddings=given_embeddings([suggestions.get(one.report_id) for one in reports]))


def _own_calibration(project: Project, taxonomy: Taxonomy, model: ModelRef) -> Calibration | None:
    by = AnsweredBy(model=model, taxonomy_id=taxonomy.id, taxonomy_version=taxonomy.version)
    own = project_calibration(project, taxonomy, by).calibration
    return own or shipped_calibration(model, runs=runs_folder(project.path))


@dataclass(kw_only=True, slots=True)
class _Heap:
    """Rows as they come in: flat arrays that grow, because nobody knows how many there will be."""

    positions: "array[int]" = field(default_factory=lambda: array("q"))
    shares: "array[float]" = field(default_factory=lambda: array("f"))
    models: "array[int]" = field(default_factory=lambda: array("q"))
    bare: bytearray = field(default_factory=bytearray)
    hits: bytearray = field(default_factory=bytearray)
    likes: "array[int]" = field(default_factory=lambda: array("Q"))

    def add(self, row: QueueRow, *, hits: Iterable[bool], width: int) -> None:
        self.positions.append(row.position)
        self.shares.extend(_numbers(row.probabilities) if row.probabilities else [_NAN] * width)
        self.models.append(NO_MODEL if row.model is None else row.model)
        self.bare.append(row.is_bare)
        self.hits.extend(hits)
        self.likes.append(int(like_text(row.text)[:16], 16) if row.text.strip() else row.position)

    def material(self, taxonomy: Taxonomy, calibrations: Mapping[int, Calibration | None]) -> Material:
        reports, shape = len(self.positions), (len(taxonomy.findings), len(taxonomy.classes))
        shares = np.array(self.shares, dtype=np.float32).reshape(reports, *shape)
        del self.shares
        shares[~_is_usable(shares)] = _NAN
        models, is_bare = np.array(self.models, dtype=np.int64), np.array(self.bare, dtype=np.bool_)
        for number, calibration in calibrations.items():
            if calibration is not None:
                _calibrate(shares, (models == number) & ~is_bare, taxonomy, calibration)
        likes = np.array(self.likes, dtype=np.uint64)
        return Material(
            taxonomy=taxonomy,
            positions=np.array(self.positions, dtype=np.int64),
            probabilities=shares,
            models=models,
            is_bare=is_bare,
            hits=np.array(self.hits, dtype=np.bool_).reshape(reports, shape[0]),
            groups=np.unique(likes, return_inverse=True)[1].astype(np.int64),
        )


def _numbers(shares: Iterable[object]) -> list[float]:
    """What is no number in the file is none here."""
    return [float(share) if isinstance(share, int | float) else _NAN for share in shares]


def _is_usable(shares: NDArray[np.float32]) -> NDArray[np.bool_]:
    """(R, F): whether they are probabilities: numbers of 0 to 1 whose sum is 1 or, of a bare answer, more than 0."""
    with np.errstate(invalid="ignore"):
        fit = np.isfinite(shares) & (shares >= 0) & (shares <= 1 + _TOLERANCE)
    usable: NDArray[np.bool_] = fit.all(axis=2) & (np.nansum(shares, axis=2) > 0)
    return usable


def _calibrate(
    shares: NDArray[np.float32], rows: NDArray[np.bool_], taxonomy: Taxonomy, calibration: Calibration
) -> None:
    """Softens or sharpens those rows in place, finding by finding: never a second copy of all."""
    for column, finding_id in enumerate(taxonomy.finding_ids):
        temperature = calibration.temperature_of(finding_id)
        powers = np.maximum(shares[rows, column].astype(np.float64), _FLOOR)  # (rows, C)
        powers = (powers / powers.max(axis=1, keepdims=True, initial=_FLOOR)) ** (1 / temperature)
        shares[rows, column] = powers / powers.sum(axis=1, keepdims=True)
