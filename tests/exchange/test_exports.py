"""What leaves: JSON lines and tables."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosaic_desk.core.codes import MIMIC_COLUMNS
from mosaic_desk.core.errors import MosaicError
from mosaic_desk.core.events import Correction, EventKind, Mode, ReportState, Shown
from mosaic_desk.core.ids import FindingId, PatientId, ReaderName, ReportId, TaxonomyId
from mosaic_desk.core.labels import ALL_CLASSES, MentionClass
from mosaic_desk.core.outgoing import ExportRow, Sharing
from mosaic_desk.core.reading import FirstCommit, Reading
from mosaic_desk.core.report import ImageRef, Report
from mosaic_desk.core.suggestion import FindingSuggestion, ModelRef, Suggestion
from mosaic_desk.core.taxonomy import Finding, Taxonomy
from mosaic_desk.desk.importing import preview
from mosaic_desk.exchange.export_csv_mimic import export_csv_mimic
from mosaic_desk.exchange.export_csv_mosaic import export_csv_mosaic
from mosaic_desk.exchange.export_jsonl import export_jsonl
from mosaic_desk.exchange.jsonl import read_jsonl

TEXT = "IMPRESSION: “Ödem” <b>no</b>\r\n\u2028 effusion, \U0001f9e0"
FINDINGS = tuple(Finding(id=finding_id, names={"en": name}) for finding_id, name in MIMIC_COLUMNS.items())
TAXONOMY = Taxonomy(id=TaxonomyId("mimic-cxr"), version="2", title="Chest", findings=FINDINGS)
MODEL = ModelRef(backbone="b", backbone_hash="sha256:1", adapter=None, adapter_hash=None, prompt_hash="sha256:2")
SHARED = Sharing(with_text=False, pseudonym_key=b"key")


def _correction(finding_id: str, label: MentionClass, report_id: str = "r1") -> Correction:
    return Correction(
        report_id=ReportId(report_id),
        taxonomy_id=TAXONOMY.id,
        taxonomy_version=TAXONOMY.version,
        finding_id=FindingId(finding_id),
        label=label,
        reader=ReaderName("Dr. Reader"),
        mode=Mode.PREFILLED,
        kind=EventKind.SET,
        at="2024-05-01T10:00:00Z",
        shown=Shown(label=MentionClass.NEGATIVE, probability=0.75, backbone_hash="sha256:1", adapter_hash=None,
                    prompt_hash="sha256:2"),
        evidence=((0, 4),),
    )  # fmt: skip


def _row(labels: dict[str, MentionClass] | None = None, report_id: str = "r1", text: str = TEXT) -> ExportRow:
    report = Report(
        report_id=ReportId(report_id), text=text, language="en", patient_id=PatientId("p-77"), study_date="2024-04-30"
    )
    corrections = {FindingId(name): _correction(name, label, report_id) for name, label in (labels or {}).items()}
    return ExportRow(report=report, taxonomy=TAXONOMY, corrections=corrections)


def _full_row() -> ExportRow:
    slot = FindingSuggestion(
        label=MentionClass.NEGATIVE, probabilities=dict.fromkeys(ALL_CLASSES, 0.25), evidence=((3, 9),)
    )
    suggestion = Suggestion(
        report_id=ReportId("r1"), taxonomy_id=TAXONOMY.id, taxonomy_version="2", model=MODEL,
        findings={FindingId("edema"): slot}, warnings=("cut",),
    )  # fmt: skip
    return replace(
        _row({"edema": MentionClass.POSITIVE}),
        suggestion=suggestion,
        truth={FindingId("edema"): MentionClass.UNCERTAIN},
        state=ReportState.DONE,
        is_flagged=True,
    )


def _exported(tmp_path: Path, *rows: ExportRow, sharing: Sharing | None = None) -> list[dict[str, object]]:
    path = tmp_path / "out.jsonl"
    assert export_jsonl(rows, path, sharing=sharing) == len(rows)
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_line_tells_everything_and_whose_it_is(tmp_path: Path) -> None:
    [line] = _exported(tmp_path, _full_row())
    assert line["text"] == TEXT
    assert (line["taxonomy"], line["taxonomy_version"], line["state"], line["is_flagged"]) == (
        "mimic-cxr", "2", "done", True,
    )  # fmt: skip
    assert line["labels"] == {"edema": "positive"}
    assert line["truth"] == {"edema": "uncertain"}
    shown = {"class": "negative", "probability": 0.75, "backbone_hash": "sha256:1", "adapter_hash": None}
    assert line["corrections"] == {
        "edema": {
            "class": "positive", "reader": "Dr. Reader", "mode": "prefilled", "kind": "set",
            "at": "2024-05-01T10:00:00Z", "shown": shown | {"prompt": "sha256:2"}, "evidence": [[0, 4]],
        }
    }  # fmt: skip
    suggestion = line["suggestion"]
    assert isinstance(suggestion, dict)
    assert suggestion["probabilities"]["edema"]["negative"] == 0.25
    assert suggestion["evidence"] == {"edema": [[3, 9]]}
    assert suggestion["model"]["prompt"] == "sha256:2"
    assert suggestion["warnings"] == ["cut"]


def test_a_report_without_labels_has_a_line_and_a_failed_suggestion_no_labels(tmp_path: Path) -> None:
    failed = Suggestion(
        report_id=ReportId("r1"), taxonomy_id=TAXONOMY.id, taxonomy_version="2", model=MODEL, error="too long"
    )
    [line] = _exported(tmp_path, replace(_row(), suggestion=failed))
    assert line["labels"] == {}
    suggestion = line["suggestion"]
    assert isinstance(suggestion, dict)
    assert suggestion["error"] == "too long" and "labels" not in suggestion


READING = Reading(
    first_commit=FirstCommit(mode=Mode.FIRST_READ, drawn_by="random", reader=ReaderName("Dr. Reader")),
    comment="<b>ask</b> Mrs. Jones",
    skip_reason="Mrs. Jones again",
    unsure=frozenset({FindingId("fracture"), FindingId("edema")}),
    evidence={FindingId("edema"): ((3, 9), (12, 14))},
    first={FindingId("edema"): MentionClass.NEGATIVE},
)


def test_what_a_reader_left_beside_the_labels_is_told(tmp_path: Path) -> None:
    [line] = _exported(tmp_path, replace(_full_row(), reading=READING))
    assert line["first_commit"] == {"mode": "first_read", "drawn_by": "random"}
    assert line["first_labels"] == {"edema": "negative"}
    assert line["labels"] == {"edema": "positive"}
    assert line["unsure"] == ["edema", "fracture"]
    assert line["own_evidence"] == {"edema": [[3, 9], [12, 14]]}
    assert (line["comment"], line["skip_reason"]) == ("<b>ask</b> Mrs. Jones", "Mrs. Jones again")
    [line] = _exported(tmp_path, _full_row())
    assert not {"first_commit", "first_labels", "unsure", "own_evidence", "comment", "skip_reason"} & set(line)


@pytest.mark.parametrize(
    "sharing", [SHARED, Sharing(with_text=False), Sharing(pseudonym_key=b"key")], ids=["both", "no text", "pseudonyms"]
)
def test_no_comment_leaves_where_text_or_ids_do_not(tmp_path: Path, sharing: Sharing) -> None:
    [line] = _exported(tmp_path, replace(_full_row(), reading=READING), sharing=sharing)
    assert "Jones" not in json.dumps(line)
    assert line["unsure"] == ["edema", "fracture"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    text=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")),
    labels=st.dictionaries(st.sampled_from(sorted(MIMIC_COLUMNS)), st.sampled_from(ALL_CLASSES)),
)
def test_what_was_exported_comes_in_again(text: str, labels: dict[str, MentionClass], tmp_path: Path) -> None:
    row = _row(labels, text=text)
    path = tmp_path / "out.jsonl"
    export_jsonl([row, _row(report_id="r2")], path)
    incoming = preview(path, taxonomy=TAXONOMY)
    assert [each.report for each in incoming.reports] == [row.report, _row(report_id="r2").report]
    assert dict(incoming.reports[0].labels) == labels
    assert incoming.taxonomy == ("mimic-cxr" if labels else None)


def test_the_truth_of_an_export_can_be_read_back_too(tmp_path: Path) -> None:
    _exported(tmp_path, _full_row())
    [incoming] = read_jsonl(tmp_path / "out.jsonl", labels_from="truth").reports
    assert incoming.labels == {"edema": MentionClass.UNCERTAIN}


def test_an_image_is_named_relative_to_the_file_or_only_by_its_hash(tmp_path: Path) -> None:
    below, away = tmp_path / "images" / "a.png", tmp_path.parent / "b.png"
    images = (ImageRef(path=str(below), sha256="sha256:a"), ImageRef(path=str(away), sha256="sha256:b"))
    row = _row()
    [line] = _exported(tmp_path, replace(row, report=replace(row.report, images=images)))
    assert line["images"] == ["images/a.png"]
    assert line["image_hashes"] == ["sha256:a", "sha256:b"]


def test_without_text_there_is_no_text(tmp_path: Path) -> None:
    [line] = _exported(tmp_path, _full_row(), sharing=Sharing(with_text=False))
    assert line["text"] == "" and line["is_text_left_out"] is True
    assert line["report_id"] == "r1"


def test_with_pseudonyms_no_id_name_date_or_path_is_left(tmp_path: Path) -> None:
    row = _full_row()
    images = (ImageRef(path=str(tmp_path / "p-77.png"), sha256="sha256:c"),)
    row = replace(row, report=replace(row.report, report_id=ReportId("r-4711"), images=images))
    for path, export in ((tmp_path / "o.jsonl", export_jsonl), (tmp_path / "o.csv", export_csv_mimic)):
        export([row], path, sharing=SHARED)
        written = path.read_text("utf-8")
        for secret in ("r-4711", "p-77", "Dr. Reader", "2024", "sha256:c", "effusion, ", "IMPRESSION"):
            assert secret not in written


def test_pseudonyms_are_the_same_with_the_same_key_only(tmp_path: Path) -> None:
    def ids(key: bytes) -> tuple[object, object]:
        [line] = _exported(tmp_path, _row(), sharing=Sharing(pseudonym_key=key))
        return line["report_id"], line["patient_id"]

    assert ids(b"one") == ids(b"one")
    assert not set(ids(b"one")) & set(ids(b"two"))
    assert len({*ids(b"one")}) == 2


def test_mimics_table_has_its_fourteen_columns_in_rfc_4180(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    labels = dict.fromkeys(MIMIC_COLUMNS, MentionClass.NOT_MENTIONED) | {
        FindingId("edema"): MentionClass.POSITIVE,
        FindingId("fracture"): MentionClass.NEGATIVE,
        FindingId("pneumonia"): MentionClass.UNCERTAIN,
    }
    healthy = dict.fromkeys(MIMIC_COLUMNS, MentionClass.NEGATIVE) | {"support_devices": MentionClass.POSITIVE}
    export_csv_mimic([_row(labels), _row(healthy, 'r"2'), _row(report_id="r3")], path)  # type: ignore[arg-type]
    assert path.read_bytes().count(b"\r\n") == 4
    assert b'"r""2"' in path.read_bytes()
    first, second, third = _table(path)
    assert list(first)[:4] == ["subject_id", "study_id", "Atelectasis", "Cardiomegaly"]
    assert len(first) == 2 + 14 + 1
    assert (first["Edema"], first["Fracture"], first["Pneumonia"], first["Atelectasis"]) == ("1.0", "0.0", "-1.0", "")
    assert (first["No Finding"], second["No Finding"], third["No Finding"]) == ("", "1.0", "")
    assert (first["labelled_findings"], third["labelled_findings"]) == ("13", "0")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(rows=st.lists(st.dictionaries(st.sampled_from(sorted(MIMIC_COLUMNS)), st.sampled_from(ALL_CLASSES)), min_size=1))
def test_labels_come_back_from_a_table_and_unlabelled_is_never_not_mentioned(
    rows: list[dict[str, MentionClass]], tmp_path: Path
) -> None:
    for name, export in (("csv-mimic", export_csv_mimic), ("csv-mosaic", export_csv_mosaic)):
        path = tmp_path / f"{name}.csv"
        export([_row(labels, f"r{number}") for number, labels in enumerate(rows)], path)
        incoming = preview(path, format=name, taxonomy=TAXONOMY)
        for labels, back in zip(rows, incoming.reports, strict=True):
            # MIMIC's blank is both "not mentioned" and "not labelled"; where a row is not complete it is the latter.
            is_lossy = name == "csv-mimic" and len(labels) < len(MIMIC_COLUMNS)
            kept = {key: label for key, label in labels.items() if label != MentionClass.NOT_MENTIONED or not is_lossy}
            assert dict(back.labels) == kept


def test_a_taxonomy_that_mimic_knows_nothing_of_is_not_written_as_mimics(tmp_path: Path) -> None:
    other = replace(TAXONOMY, findings=(Finding(id=FindingId("haemorrhage"), names={"en": "Haemorrhage"}),))
    with pytest.raises(MosaicError, match="asks none of MIMIC-CXR's findings"):
        export_csv_mimic([replace(_row(), taxonomy=other)], tmp_path / "out.csv")
    with pytest.raises(MosaicError, match="one taxonomy after the other"):
        export_csv_mosaic([_row(), replace(_row(), taxonomy=other)], tmp_path / "out.csv")
    with pytest.raises(MosaicError, match="no reports"):
        export_csv_mosaic([], tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_an_export_that_fails_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "out.jsonl"
    path.write_text("older", "utf-8")

    def rows() -> Iterator[ExportRow]:
        yield _row()
        raise KeyError("the source broke")

    with pytest.raises(KeyError):
        export_jsonl(rows(), path)
    assert path.read_text("utf-8") == "older"
    assert [*folder.iterdir()] == [path]


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MosaicError, match=r"could not be written .*choose another place"):
        export_jsonl([_row()], tmp_path / "missing" / "out.jsonl")
