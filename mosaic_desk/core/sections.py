"""Sections of a free-text report: where they are, and which of them the model reads.

Headings are found by the words radiologists use in English, Spanish, French, German, Danish,
Swedish, Dutch, Italian and Portuguese. A heading inside the findings ("Lungs:", "Pleura:") starts no
section of its own. All offsets are Unicode code points into the full text, end exclusive.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from mosaic_desk.core.section_words import HEADING_WORDS


class SectionKind(StrEnum):
    """What a section is for."""

    UNHEADED = "unheaded"
    FINDINGS = "findings"
    IMPRESSION = "impression"
    INDICATION = "indication"
    TECHNIQUE = "technique"
    COMPARISON = "comparison"
    EXAMINATION = "examination"
    SIGNATURE = "signature"


READ_BY_MODEL = frozenset({SectionKind.UNHEADED, SectionKind.FINDINGS, SectionKind.IMPRESSION})


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A stretch of the report: `start` to `end` with its heading, the body from `body_start`."""

    kind: SectionKind
    start: int
    body_start: int
    end: int


def _heading_pattern() -> re.Pattern[str]:
    words = sorted((word for words in HEADING_WORDS.values() for word in words), key=len, reverse=True)
    spelled = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    # A heading opens a line (or follows a sentence, in capitals) and is closed by a colon or stands alone.
    return re.compile(
        rf"(?:^|(?<=\n))[ \t>*#]*(?P<line>{spelled})[ \t*]*(?::|：|[ \t]*[-–—][ \t]+|(?=[ \t]*(?:\r?\n|$)))"
        rf"|(?<=[.;!?]\s)(?P<inline>{spelled})[ \t]*:",
        re.IGNORECASE,
    )


_HEADING = _heading_pattern()
_KIND_OF = {word: SectionKind(kind) for kind, words in HEADING_WORDS.items() for word in words}


def _kind_of(heading: str) -> SectionKind:
    return _KIND_OF[re.sub(r"\s+", " ", heading).casefold()]


# Where an introductory section gives way to findings that have no heading of their own: after a blank
# line, after a line that closes its sentence, or before a nested heading (“Lungs:”).
_GIVES_WAY = re.compile(r"\n\s*\n|(?<=[.?!_])[ \t]*\n|\n(?=[^\W\d_][^:\n]{1,40}:)")
_SENTENCE_GIVES_WAY = re.compile(r"(?<=[.?!])\s+(?=[^\W\d_])")
_INTRODUCTORY = frozenset(
    {SectionKind.INDICATION, SectionKind.TECHNIQUE, SectionKind.COMPARISON, SectionKind.EXAMINATION}
)


def split_sections(text: str) -> tuple[Section, ...]:
    """The sections in the order of the text; together they cover it without gaps.

    Where no heading opens the findings, an introductory section ends with its paragraph or sentence and
    what follows is unheaded; otherwise "History: cough. Lungs clear." would hide what was found.
    """
    sections = _headed_sections(text)
    kinds = {section.kind for section in sections}
    if SectionKind.FINDINGS in kinds:
        return sections
    sections = _giving_way(text, sections, _GIVES_WAY)
    if not READ_BY_MODEL & {section.kind for section in sections}:
        sections = _giving_way(text, sections, _SENTENCE_GIVES_WAY)
    return sections


def _giving_way(text: str, sections: tuple[Section, ...], boundary: re.Pattern[str]) -> tuple[Section, ...]:
    """Each introductory section cut at the first boundary in its body; the rest is unheaded."""
    parts: list[Section] = []
    for section in sections:
        body = text[section.body_start : section.end]
        first = section.body_start + len(body) - len(body.lstrip())
        cut = boundary.search(text, first, section.end) if section.kind in _INTRODUCTORY else None
        if cut is None or not text[cut.end() : section.end].strip():
            parts.append(section)
            continue
        parts.append(replace(section, end=cut.end()))
        parts.append(Section(kind=SectionKind.UNHEADED, start=cut.end(), body_start=cut.end(), end=section.end))
    return tuple(parts)


def _headed_sections(text: str) -> tuple[Section, ...]:
    heads = [
        (match.start("line" if match["line"] else "inline"), match.end(), _kind_of(match["line"] or match["inline"]))
        for match in _HEADING.finditer(text)
    ]
    sections = []
    if not heads or text[: heads[0][0]].strip():
        end = heads[0][0] if heads else len(text)
        sections.append(Section(kind=SectionKind.UNHEADED, start=0, body_start=0, end=end))
    elif heads[0][0] > 0:
        heads[0] = (0, heads[0][1], heads[0][2])
    for index, (start, body_start, kind) in enumerate(heads):
        end = heads[index + 1][0] if index + 1 < len(heads) else len(text)
        sections.append(Section(kind=kind, start=start, body_start=body_start, end=end))
    return tuple(sections)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadText:
    """What the model reads of a report, and the way back to the full text.

    `pieces` are (start in `text`, start in the full text, length), in order.
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def full_offset(self, offset: int) -> int:
        """The place in the full text of a place in `text`."""
        best = self.pieces[0]
        for piece in self.pieces:
            if piece[0] <= offset:
                best = piece
        return best[1] + min(max(offset - best[0], 0), best[2])

    def read_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a span of the full text stands in `text`; None where the model does not read it whole."""
        for in_text, in_full, length in self.pieces:
            if in_full <= start and end <= in_full + length:
                return in_text + start - in_full, in_text + end - in_full
        return None


def read_by_model(text: str) -> ReadText:
    """Findings, impression and unheaded text, joined by line breaks; empty where there are none.

    A report that has only an indication gives the empty text: nothing was found, nothing is invented.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = 0
    for section in split_sections(text):
        if section.kind not in READ_BY_MODEL:
            continue
        body = text[section.start : section.end]
        stripped = body.strip()
        if not stripped or not text[section.body_start : section.end].strip():
            continue
        start = section.start + body.index(stripped)
        pieces.append((length, start, len(stripped)))
        parts.append(stripped)
        length += len(stripped) + 1
    return ReadText(text="\n".join(parts), pieces=tuple(pieces))
