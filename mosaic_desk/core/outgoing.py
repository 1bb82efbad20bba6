"""What an exporter is handed: a report with everything that is known about its labels.

Knows what may leave (text, ids, dates) and how ids are replaced; the key is passed in. Files are
`exchange`'s business.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mosaic_desk.core.events import Correction, ReportState
from mosaic_desk.core.ids import FindingId, PatientId, ReaderName, ReportId
from mosaic_desk.core.labels import Labels, MentionClass
from mosaic_desk.core.reading import Reading
from mosaic_desk.core.report import Report
from mosaic_desk.core.suggestion import Suggestion
from mosaic_desk.core.taxonomy import Taxonomy

_PSEUDONYM_BYTES = 12  # 96 bits: no two of a million ids meet by chance


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportRow:
    """One report under one taxonomy, as it stands; reports without labels are rows too."""

    report: Report
    taxonomy: Taxonomy
    corrections: Mapping[FindingId, Correction] = field(default_factory=dict)
    suggestion: Suggestion | None = None
    truth: Labels = field(default_factory=dict)
    state: ReportState = ReportState.UNREAD
    is_flagged: bool = False
    reading: Reading = field(default_factory=Reading)

    @property
    def labels(self) -> dict[FindingId, MentionClass]:
        """What readers set for the taxonomy's findings, in its order; a missing finding was not labelled."""
        asked = [finding_id for finding_id in self.taxonomy.finding_ids if finding_id in self.corrections]
        return {finding_id: self.corrections[finding_id].label for finding_id in asked}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sharing:
    """What may leave with an export.

    With a `pseudonym_key`, ids and reader names become keyed hashes, and dates, times and image paths
    are left out; the same key gives the same hashes again. Report text is not searched for names.
    Comments may quote the report and name people: they leave with text under plain ids alone.
    """

    with_text: bool = True
    pseudonym_key: bytes | None = None


def pseudonym(identifier: str, key: bytes) -> str:
    """A hash of an id that can only be traced back with the key."""
    digest = hmac.new(key, identifier.encode(), hashlib.sha256).digest()
    return digest[:_PSEUDONYM_BYTES].hex()


def shared_row(row: ExportRow, sharing: Sharing) -> ExportRow:
    """The row without what may not leave."""
    report = row.report if sharing.with_text else replace(row.report, text="")
    key = sharing.pseudonym_key
    if key is None and sharing.with_text:
        return row
    reading = replace(row.reading, comment="", skip_reason="")
    if key is None:
        return replace(row, report=report, reading=reading)
    patient = report.patient_id
    report_id = ReportId(pseudonym("report:" + report.report_id, key))
    return replace(
        row,
        report=replace(
            report,
            report_id=report_id,
            patient_id=None if patient is None else PatientId(pseudonym("patient:" + patient, key)),
            study_date=None,
            images=(),
        ),
        corrections={
            finding_id: replace(
                correction, report_id=report_id, reader=ReaderName(pseudonym("reader:" + correction.reader, key)), at=""
            )
            for finding_id, correction in row.corrections.items()
        },
        suggestion=None if row.suggestion is None else replace(row.suggestion, report_id=report_id),
        reading=reading,
    )
