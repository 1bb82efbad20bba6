"""Which of the thirteen findings public data say are there, so that a simulated reader knows the truth.

    python -m mosaic_desk.bench.queue_truth openi.jsonl openi_13.jsonl

Reads JSON lines of Open-i with their manual MeSH codes (`mesh_major`, with `sections`), or of PadChest with the names
of its findings (`labels`, with `text`), plain or gzipped, and writes JSON lines of reports with labels. Only positives
are known: what is not coded was not said to be absent. Reports without codes are left out. Bucket 9 is never read.
"""

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mosaic_desk.core.errors import InputError, MosaicError

_SEALED = 9
_HEADED = ("findings", "impression")
# By the MeSH heading and, where it says where, its qualifiers. “Calcified granuloma” is a lesion of the lung.
_MESH = {
    "atelectasis": r"pulmonary atelectasis",
    "cardiomegaly": r"cardiomegaly",
    "consolidation": r"consolidation",
    "edema": r"pulmonary (edema|congestion)|heart failure",
    "enlarged_cardiomediastinum": r"mediastinum/.*(enlarged|prominent)",
    "fracture": r"fractures, bone",
    "lung_lesion": r"nodule|granuloma|calcified granuloma|mass(?!/mediastinum)",
    "lung_opacity": r"opacity|airspace disease|infiltrate|consolidation",
    "pleural_effusion": r"pleural effusion|hydropneumothorax|hemopneumothorax|hemothorax",
    "pneumonia": r"pneumonia",
    "pneumothorax": r"pneumothorax|hydropneumothorax|hemopneumothorax",
    "pleural_other": r"pleura/|(thickening|calcinosis|cicatrix)/.*pleura",
    "support_devices": r"catheters|implanted medical device|medical device|tube, inserted|surgical instruments|stents",
}
_PADCHEST = {
    "atelectasis": r"((laminar|lobar|segmental|total|round) )?atelectasis( basal)?",
    "cardiomegaly": r"cardiomegaly",
    "consolidation": r"consolidation",
    "edema": r"pulmonary edema|heart insufficiency|hilar congestion",
    "enlarged_cardiomediastinum": r"(superior )?mediastinal enlargement",
    "fracture": r"(.* )?fracture|vertebral compression",
    "lung_lesion": r"nodule|multiple nodules|pulmonary mass|(calcified )?granuloma|lung metastasis",
    "lung_opacity": r"infiltrates|alveolar pattern|increased density|ground glass pattern|consolidation",
    "pleural_effusion": r"(loculated )?pleural effusion|loculated fissural effusion",
    "pneumonia": r"(atypical )?pneumonia",
    "pneumothorax": r"pneumothorax",
    "pleural_other": r"((apical|calcified) )?pleural (thickening|plaques)|calcified pleural (thickening|plaques)",
    "support_devices": r".*catheter.*|.* tube|.*chamber device|pacemaker|dai|sternotomy|artificial .*valve",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the file; 1 with one sentence where it cannot."""
    given = sys.argv[1:] if argv is None else list(argv)
    if len(given) != 2:
        sys.stderr.write("usage: python -m mosaic_desk.bench.queue_truth IN.jsonl[.gz] OUT.jsonl\n")
        return 2
    try:
        rows = list(labelled(Path(given[0])))
    except MosaicError as error:
        sys.stderr.write(f"mosaic-desk: {error}\n")
        return 1
    Path(given[1]).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    sys.stdout.write(f"{len(rows):,} reports\n")
    return 0


def labelled(file: Path) -> Iterator[dict[str, Any]]:
    """The reports of a file with their positives.

    Raises:
        InputError: if it is no such file.
    """
    opened = gzip.open if file.suffix == ".gz" else open
    try:
        with opened(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = _row(json.loads(line))
                if row is not None:
                    yield row
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise InputError(f"{file.name} cannot be read as lines of Open-i or PadChest.") from None


def _row(row: dict[str, Any]) -> dict[str, Any] | None:
    report_id, patient_id = str(row["report_id"]), row.get("patient_id")
    if _bucket(report_id if patient_id is None else f"p{patient_id}") == _SEALED:
        return None
    if "mesh_major" in row:
        codes, text = [code.lower() for code in row["mesh_major"]], _headed(row["sections"])
        table, whole = _MESH, False
    else:
        codes, text, table, whole = list(row["labels"]), row["text"], _PADCHEST, True
    if not text.strip() or codes in ([], ["no indexing"]):
        return None
    labels = {
        finding_id: "positive"
        for finding_id, pattern in table.items()
        if any((re.fullmatch if whole else re.match)(pattern, code) for code in codes)
    }
    # A label of its own keeps a report without positives among those whose truth is known.
    known = labels or {"cardiomegaly": "not_mentioned"}
    return {"report_id": report_id, "patient_id": patient_id, "language": row.get("language"), "text": text,
            "labels": known}  # fmt: skip


def _headed(sections: dict[str, str]) -> str:
    return "\n".join(f"{name.upper()}: {sections[name]}" for name in _HEADED if sections.get(name))


def _bucket(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 10


if __name__ == "__main__":
    sys.exit(main())
