"""What a training run is told, as the files of its folder: `request.json`, `snapshot.jsonl`, `held_out.jsonl`.

Both ways, for the desk that writes them and the child process that reads them. Knows nothing of models.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, Protocol

from mosaic_desk.core.errors import InputError, TaxonomyError
from mosaic_desk.core.example import Example
from mosaic_desk.core.ids import FindingId, PatientId, ReportId, TaxonomyId
from mosaic_desk.core.labels import MentionClass
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.core.training import TrainingConfig
from mosaic_desk.core.training_set import HeldOutExample
from mosaic_desk.exchange.whole_file import whole_file

REQUEST, SNAPSHOT, HELD_OUT = "request.json", "snapshot.jsonl", "held_out.jsonl"
Part = Literal["learn", "watch"]
_MOST_BYTES_A_LINE = 8 * 2**20
_MOST_REQUEST_BYTES = 64 * 2**20


@dataclass(frozen=True, kw_only=True, slots=True)
class AdapterPlace:
    """An adapter by its name, and the folder of this machine that it lies in."""

    name: str
    folder: Path


@dataclass(frozen=True, kw_only=True, slots=True)
class RunRequest:
    """What a run is told beside its reports.

    `start` is the adapter that it goes on from (None: a fresh one), `old` the one that its own is compared with (None:
    the untuned backbone). `event_number` is the last event of the project that the snapshot saw.
    """

    backbone: str
    start: AdapterPlace | None
    old: AdapterPlace | None
    device: str
    quantise: str
    preset: str
    config: TrainingConfig
    taxonomies: tuple[Taxonomy, ...]
    event_number: int | None = None


class RunParts(Protocol):
    """The reports of a run."""

    @property
    def learn(self) -> Sequence[Example]:
        """Learned from."""

    @property
    def watch(self) -> Sequence[Example]:
        """Watched, to stop in time."""

    @property
    def held_out(self) -> Sequence[HeldOutExample]:
        """Answered by the old and the new adapter."""


def write_run_files(folder: Path, request: RunRequest, parts: RunParts) -> None:
    """Writes the three files; the request last, so that a folder with one is whole.

    Raises:
        MosaicError: if they cannot be written.
    """
    with whole_file(folder / SNAPSHOT) as file:
        file.writelines(_line({**_example_object(example), "part": "learn"}) for example in parts.learn)
        file.writelines(_line({**_example_object(example), "part": "watch"}) for example in parts.watch)
    with whole_file(folder / HELD_OUT) as file:
        file.writelines(_line({**_example_object(one.example), "is_blind": one.is_blind}) for one in parts.held_out)
    with whole_file(folder / REQUEST) as file:
        json.dump(_request_object(request), file, ensure_ascii=False, indent=1)
        file.write("\n")


def read_request(folder: Path) -> RunRequest:
    """The request of a run.

    Raises:
        InputError: if there is none, or it is not one that the program wrote.
    """
    path = folder / REQUEST
    try:
        if path.stat().st_size > _MOST_REQUEST_BYTES:
            raise ValueError("too large")
        return _request(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise InputError(f"{folder.name} is no training run: it has no {REQUEST}.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, TaxonomyError):
        raise _damaged(path) from None


def read_examples(folder: Path, taxonomies: Iterable[Taxonomy]) -> dict[Part, list[Example]]:
    """The reports of a run by their part, in their order.

    Raises:
        InputError: if the file is not one that the program wrote.
    """
    known = {taxonomy_key(taxonomy): taxonomy for taxonomy in taxonomies}
    found: dict[Part, list[Example]] = {"learn": [], "watch": []}
    for row, example in _examples(folder / SNAPSHOT, known):
        found["watch" if row.get("part") == "watch" else "learn"].append(example)
    return found


def read_held_out(folder: Path, taxonomies: Iterable[Taxonomy]) -> list[HeldOutExample]:
    """The held-out reports of a run, in their order.

    Raises:
        InputError: if the file is not one that the program wrote.
    """
    known = {taxonomy_key(taxonomy): taxonomy for taxonomy in taxonomies}
    return [
        HeldOutExample(example=example, is_blind=row.get("is_blind") is True)
        for row, example in _examples(folder / HELD_OUT, known)
    ]


def taxonomy_key(taxonomy: Taxonomy) -> str:
    """Id and version: how a line names its taxonomy."""
    return f"{taxonomy.id} {taxonomy.version}"


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"


def _example_object(example: Example) -> dict[str, Any]:
    return {
        "report_id": example.report_id,
        "text": example.text,
        "language": example.language,
        "patient_id": example.patient_id,
        "taxonomy": taxonomy_key(example.taxonomy),
        "labels": {finding_id: str(label) for finding_id, label in example.labels.items()},
        "weights": dict(example.weights),
        "evidence": {finding_id: list(span) for finding_id, span in example.evidence.items()},
    }


def _examples(path: Path, known: Mapping[str, Taxonomy]) -> Iterator[tuple[dict[str, Any], Example]]:
    try:
        with path.open("rb") as file:
            while line := file.readline(_MOST_BYTES_A_LINE):
                row = json.loads(line)
                yield row, _example(row, known)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _damaged(path) from None


def _example(row: dict[str, Any], known: Mapping[str, Taxonomy]) -> Example:
    text, language, patient = row["text"], row.get("language"), row.get("patient_id")
    if not isinstance(text, str):
        raise TypeError("not a text")
    spans = {FindingId(key): (int(start), int(end)) for key, (start, end) in row.get("evidence", {}).items()}
    return Example(
        report_id=ReportId(str(row["report_id"])),
        text=text,
        taxonomy=known[row["taxonomy"]],
        labels={FindingId(key): MentionClass(word) for key, word in row["labels"].items()},
        # A span that does not lie in the text teaches nothing: the label alone is learned.
        evidence={key: span for key, span in spans.items() if 0 <= span[0] < span[1] <= len(text)},
        weights={FindingId(key): float(weight) for key, weight in row.get("weights", {}).items()},
        language=language if isinstance(language, str) else None,
        patient_id=PatientId(patient) if isinstance(patient, str) else None,
    )


def _damaged(path: Path) -> InputError:
    return InputError(f"{path.name} of this run is damaged or cannot be read: start a new run.")


def _request_object(request: RunRequest) -> dict[str, Any]:
    return {
        "backbone": request.backbone,
        "start": _place_object(request.start),
        "old": _place_object(request.old),
        "device": request.device,
        "quantise": request.quantise,
        "preset": request.preset,
        "seed": request.config.seed,
        "config": _config_object(request.config),
        "event_number": request.event_number,
        "snapshot": SNAPSHOT,
        "held_out": HELD_OUT,
        "taxonomies": {taxonomy_key(taxonomy): asdict(taxonomy) for taxonomy in request.taxonomies},
    }


def _request(row: dict[str, Any]) -> RunRequest:
    event = row.get("event_number")
    return RunRequest(
        backbone=str(row["backbone"]),
        start=_place(row["start"]),
        old=_place(row["old"]),
        device=str(row["device"]),
        quantise=str(row["quantise"]),
        preset=str(row["preset"]),
        config=_config(row["config"]),
        taxonomies=tuple(_taxonomy(one) for one in row["taxonomies"].values()),
        event_number=event if isinstance(event, int) else None,
    )


def _place_object(place: AdapterPlace | None) -> dict[str, str] | None:
    return None if place is None else {"name": place.name, "folder": str(place.folder)}


def _place(row: dict[str, Any] | None) -> AdapterPlace | None:
    return None if row is None else AdapterPlace(name=str(row["name"]), folder=Path(str(row["folder"])))


def _config_object(config: TrainingConfig) -> dict[str, Any]:
    """JSON knows no infinity: a limit that is none is null."""
    return {key: None if value == float("inf") else value for key, value in asdict(config).items()}


def _config(row: dict[str, Any]) -> TrainingConfig:
    """Of the kinds that the defaults have; a knob of a later version is refused as unknown."""
    defaults = TrainingConfig()
    unknown = row.keys() - {one.name for one in fields(TrainingConfig)}
    if unknown:
        raise ValueError("an unknown knob")
    return replace(defaults, **{key: _knob(value, getattr(defaults, key)) for key, value in row.items()})


def _knob(value: Any, default: object) -> Any:
    if isinstance(default, bool | int) and type(value) is type(default):
        return value
    if isinstance(default, float) and (value is None or isinstance(value, int | float)):
        return float("inf") if value is None else float(value)
    if isinstance(default, tuple) and isinstance(value, list) and len(value) == len(default):
        return tuple(float(one) for one in value)
    raise TypeError("another kind than the knob has")


def _taxonomy(row: dict[str, Any]) -> Taxonomy:
    return Taxonomy(
        id=TaxonomyId(row["id"]),
        version=str(row["version"]),
        title=str(row["title"]),
        findings=tuple(
            Finding(**{**one, "aliases": {code: tuple(words) for code, words in one["aliases"].items()}})
            for one in row["findings"]
        ),
        modality=str(row["modality"]),
        languages=tuple(row["languages"]),
        classes=tuple(MentionClass(word) for word in row["classes"]),
    )
