"""Sections of a free-text report: where they are, and which of them the model reads.

Headings are found by the words radiologists use in English, Spanish, French, German, Danish,
Swedish, Dutch, Italian and Portuguese. A heading inside the findings ("Lungs:", "Pleura:") starts no
section of its own. All offsets are Unicode code points into the full text, end exclusive.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum

from mosaic_desk.core.plain_text import plain, unshouted
from mosaic_desk.core.section_words import HEADING_WORDS, ORGAN_STEMS, QUESTION_WORDS


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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Head:
    """A heading: where it starts, where what it heads starts, and what it opens."""

    start: int
    body_start: int
    kind: SectionKind


_WORDS = sorted((word for words in HEADING_WORDS.values() for word in words), key=len, reverse=True)
_SPELLED = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _WORDS)
_BLANK = r"[^\S\r\n]"  # also the narrow blank that French sets before a colon
_JOINT = rf"{_BLANK}*(?:[/&,+]|\b(?:and|y|et|und|og|och|en|e)\b){_BLANK}*"
_WORD = re.compile(rf"(?<!\w)(?:{_SPELLED})(?!\w)", re.IGNORECASE)
# A view named as a title ("PA AND LATERAL CHEST:") heads what was seen on it.
_TITLE = (
    r"(?=[^:\n]{0,60}\b(?:chest|cxr)\b)"
    r"(?:(?:portable|mobile|bedside|single|one|two|2|frontal|lateral|upright|erect|supine|semi|ap|pa|lat|and|views?|of|the|chest"
    r"|radiographs?|x-?rays?|films?|cxr|examination|study)\b[ ,/&-]{0,3}){1,12}"
)
# A heading opens a line and is closed by a colon or a dash, or has the line to itself.
_AT_LINE = re.compile(
    rf"^(?:{_BLANK}|[>*#_])*(?P<words>(?:{_SPELLED})(?:{_JOINT}(?:{_SPELLED}))*|(?P<title>{_TITLE}))(?!\w)"
    rf"(?:{_BLANK}*\([^()\n]{{0,60}}\))?(?:{_BLANK}|[*_])*(?P<close>[:：]|[-–—]{_BLANK}+|(?=\r?$))",
    re.IGNORECASE | re.MULTILINE,
)
_INLINE = re.compile(rf"(?<=\s)(?P<words>{_SPELLED}){_BLANK}*[:：]", re.IGNORECASE)
_SENTENCE_END = tuple(".;:!?)")
_KIND_OF = {word: SectionKind(kind) for kind, words in HEADING_WORDS.items() for word in words}
_TURKISH_I = str.maketrans({"İ": "i", "ı": "i"})  # matched by "i" when case is ignored, but not folded to it
# Where an introductory section gives way to findings that have no heading of their own: after a blank
# line, after a line that closes its sentence, or before a nested heading (“Lungs:”).
_GIVES_WAY = re.compile(r"\n\s*\n|(?<=[.?!_])[ \t]*\r?\n|\n(?=[^\W\d_][^:\n]{1,40}:)")
_SENTENCE_GIVES_WAY = re.compile(r"(?<=[.?!])\s+(?=[^\W\d_])")
_NAMES_AN_ORGAN = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ORGAN_STEMS))})", re.IGNORECASE)
_ASKS = re.compile(rf"\?|(?<!\w)(?:{'|'.join(map(re.escape, QUESTION_WORDS))})", re.IGNORECASE)
_INTRODUCTORY = frozenset(
    {SectionKind.INDICATION, SectionKind.TECHNIQUE, SectionKind.COMPARISON, SectionKind.EXAMINATION}
)


def _kind_of(words: str) -> SectionKind:
    """What a heading opens; of several words ("HISTORY AND FINDINGS") one that is read wins."""
    folded = [re.sub(r"\s+", " ", word.translate(_TURKISH_I)).casefold() for word in _WORD.findall(words)]
    kinds = [_KIND_OF[word] for word in folded]
    return next((kind for kind in kinds if kind in READ_BY_MODEL), kinds[0])


def _line_head(match: re.Match[str], text: str) -> _Head | None:
    words, start = match["words"], match.start("words")
    if match["title"] is not None and not match["close"]:
        return None  # a title without a colon is a line of text
    if not match["close"] and words[0].islower():
        # A line that a long sentence was broken into is no heading.
        before = text[: match.start()].rstrip(" \t")
        if before.rstrip() and not before.endswith("\n\n") and not before.rstrip().endswith(_SENTENCE_END):
            return None
    kind = SectionKind.UNHEADED if match["title"] is not None else _kind_of(words)
    return _Head(start=start, body_start=match.end(), kind=kind)


def _inline_head(match: re.Match[str], text: str, *, is_all_capitals: bool) -> _Head | None:
    """A heading within a line: after a sentence, or set apart by its capitals."""
    before = text[: match.start()].rstrip()
    if not before.endswith(_SENTENCE_END) and (is_all_capitals or not match["words"].isupper()):
        return None
    return _Head(start=match.start(), body_start=match.end(), kind=_kind_of(match["words"]))


def _heads(text: str) -> list[_Head]:
    is_all_capitals = text.isupper()
    found = [_line_head(match, text) for match in _AT_LINE.finditer(text)]
    found += [_inline_head(match, text, is_all_capitals=is_all_capitals) for match in _INLINE.finditer(text)]
    heads: list[_Head] = []
    for head in sorted((head for head in found if head is not None), key=lambda head: (head.start, -head.body_start)):
        # A heading right behind another ("FINDINGS: Chest: …") is a nested one.
        if not heads or "\n" in text[heads[-1].start : head.start] or text[heads[-1].body_start : head.start].strip():
            heads.append(head)
    return heads


def split_sections(text: str) -> tuple[Section, ...]:
    """The sections in the order of the text; together they cover it without gaps.

    Where no heading opens the findings, an introductory section ends with its paragraph or sentence and
    what follows is unheaded; otherwise "History: cough. Lungs clear." would hide what was found.
    """
    sections = _headed_sections(text)
    if any(_is_read(part, text) and part.kind is SectionKind.FINDINGS for part in sections):
        return sections
    sections = _giving_way(text, sections, _GIVES_WAY)
    if not any(_is_read(part, text) for part in sections):
        cut = _giving_way(text, sections, _SENTENCE_GIVES_WAY)
        found = " ".join(text[part.start : part.end] for part in cut if part.kind is SectionKind.UNHEADED)
        # A second sentence may still belong to the request, which is never read.
        return cut if _NAMES_AN_ORGAN.search(found) and not _ASKS.search(found) else sections
    return sections


def _is_read(section: Section, text: str) -> bool:
    return section.kind in READ_BY_MODEL and bool(text[section.body_start : section.end].strip())


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
    heads = _heads(text)
    sections = []
    if not heads or text[: heads[0].start].strip():
        end = heads[0].start if heads else len(text)
        sections.append(Section(kind=SectionKind.UNHEADED, start=0, body_start=0, end=end))
    for index, head in enumerate(heads):
        start = head.start if sections else 0
        end = heads[index + 1].start if index + 1 < len(heads) else len(text)
        sections.append(Section(kind=head.kind, start=start, body_start=head.body_start, end=end))
    return tuple(sections)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadText:
    """What the model reads of a report, and the way back to the full text.

    `places` holds for every character of `text` its place in the full text, in order; `joints` are the line
    breaks in `text` that join two sections.
    """

    text: str
    places: tuple[int, ...]
    joints: tuple[int, ...] = ()

    def full_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of `text`, of one character at least, stands in the full text."""
        return self.places[start], self.places[end - 1] + 1

    def read_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a span of the full text stands in `text`; None where the model does not read it whole."""
        first, last = bisect_left(self.places, start), bisect_left(self.places, end - 1)
        is_read = last < len(self.places) and self.places[first] == start and self.places[last] == end - 1
        return (first, last + 1) if is_read and not any(first < joint < last for joint in self.joints) else None


def read_by_model(text: str) -> ReadText:
    """Findings, impression and unheaded text, typed plainly and joined by line breaks; empty where there are none.

    A report that has only an indication gives the empty text: nothing was found, nothing is invented.
    """
    parts: list[str] = []
    places: list[int] = []
    joints: list[int] = []
    for section in split_sections(text):
        if not _is_read(section, text):
            continue
        body = text[section.start : section.end]
        stripped = (_without_marks(body) if section.end < len(text) else body).strip()
        start = section.start + body.index(stripped)
        if parts:
            joints.append(len(places))
            places.append(places[-1] + 1)
        part, within = plain(stripped)
        parts.append(part)
        places += (start + place for place in within)
    return ReadText(text=unshouted("\n".join(parts)), places=tuple(places), joints=tuple(joints))


def _without_marks(body: str) -> str:
    """A section without the marks of the next one's heading (“**FINDINGS:**”), which stand before its words."""
    return body if body[-1:].isspace() else body.rstrip("*#>") if "\n" in body else body


def without_heading(text: str, start: int, end: int) -> tuple[int, int]:
    """A span of the full text less the heading that it begins with; as it is where nothing would be left."""
    for section in split_sections(text):
        if section.start <= start < section.body_start < end:
            body = text[section.body_start : end]
            return (end - len(body.lstrip()), end) if body.strip() else (start, end)
    return start, end
