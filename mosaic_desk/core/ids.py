"""Ids: strings that must not be mixed up."""

from typing import NewType

ReportId = NewType("ReportId", str)
PatientId = NewType("PatientId", str)
FindingId = NewType("FindingId", str)
TaxonomyId = NewType("TaxonomyId", str)
ReaderName = NewType("ReaderName", str)
