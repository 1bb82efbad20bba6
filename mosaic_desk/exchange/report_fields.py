"""What a single field of a report may hold, whatever format it came in.

A `RowRefused` carries the clause that is shown beside the row's place; it never holds what the field
held, because that may be report text or a patient's id.
"""

import re
from datetime import date

from mosaic_desk.core.ids import PatientId, ReportId

MAX_TEXT = 1_000_000
"""Characters of a report; the longest real ones have some ten thousand."""

_MAX_ID = 200
_MANGLED = re.compile(r"\d[.,]\d+[eE]\+\d+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SURROGATE = re.compile("[\ud800-\udfff]")


class RowRefused(Exception):
    """One row, line or member does not come in; its text is the clause that says why."""

    report_id: ReportId | None = None  # where that much was understood


def report_id_from(value: str) -> ReportId:
    """A report id without the blanks around it."""
    return ReportId(_identifier(value, "report id"))


def patient_id_from(value: str) -> PatientId | None:
    """A patient id without the blanks around it; None where there is none."""
    return PatientId(_identifier(value, "patient id")) if value.strip() else None


def _identifier(value: str, what: str) -> str:
    identifier = value.strip()
    if not identifier:
        raise RowRefused(f"there is no {what}")
    if len(identifier) > _MAX_ID:
        raise RowRefused(f"the {what} is longer than {_MAX_ID} characters")
    if not identifier.isprintable():
        raise RowRefused(f"the {what} holds characters that cannot be printed")
    if _MANGLED.fullmatch(identifier):
        raise RowRefused(f"the {what} was turned into a rounded number by a spreadsheet")
    return identifier


def text_from(value: str) -> str:
    """Report text exactly as it came, markup and control characters included."""
    if len(value) > MAX_TEXT:
        raise RowRefused(f"the text is longer than {MAX_TEXT:,} characters")
    if "\0" in value:
        raise RowRefused("the text holds a NUL character")
    if _SURROGATE.search(value):
        raise RowRefused("the text holds bytes that are no characters in the file's encoding")
    return value


def language_from(value: str) -> str | None:
    """A language code in lower case ("en", "pt-br"); None where there is none."""
    code = value.strip()
    if not code:
        return None
    if not _LANGUAGE.fullmatch(code) or len(code) > 20:
        raise RowRefused("the language is not a code like “en”")
    return code.lower().replace("_", "-")


def date_from(value: str) -> str | None:
    """A date written YYYY-MM-DD, kept so; None where there is none."""
    if not value.strip():
        return None
    day = date_or_none(value)
    if day is None or day != value.strip():
        raise RowRefused("the study date is not written like 2020-01-31")
    return day


def date_or_none(value: str) -> str | None:
    """A date as YYYY-MM-DD from the forms that can only mean one day; None where it is none of them.

    Those are 2020-01-31, 2020/01/31, 20200131 and 31.01.2020, a time behind them left out; 01/02/2020
    means two days and is not guessed.
    """
    day = re.split(r"[T ]", value.strip(), maxsplit=1)[0]
    for form in (r"(?P<y>\d{4})([-/]?)(?P<m>\d\d)\2(?P<d>\d\d)", r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4})"):
        found = re.fullmatch(form, day, re.ASCII)
        if found:
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                return None
    return None
