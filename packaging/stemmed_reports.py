"""Spanish reports as some archives keep them: stemmed words in lower case, without accents and small words.

PadChest's texts were published so (A. Bustos et al., Medical Image Analysis 2020). A reader of such an archive gets
suggestions for them too, so some of our own Spanish reports are taught in that form. Stems are those of Snowball.
"""

import re
import unicodedata
from dataclasses import replace

import snowballstemmer

from mosaic_desk.core.example import Example
from mosaic_desk.core.ids import ReportId

_LEFT_OUT = """
    a al aquel aun cada como cual de del desde donde durante e el ella en entre era es esta este estan fue ha han
    hasta la las le lo los mas muy o os otra otro para pero por que se sea ser si sobre son su sus también tan te
    un una uno unos y ya
"""
_SMALL = frozenset(_LEFT_OUT.split())
_WORD_OR_STOP = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?|[.:;\n]")


def stemmed(example: Example) -> Example:
    """The same report in that form; evidence is where the stems of its words are."""
    stem = snowballstemmer.stemmer("spanish").stemWord
    pieces: list[str] = []
    places: list[tuple[int, int, int, int]] = []  # start and end before, start and end after
    length = 0
    for match in _WORD_OR_STOP.finditer(example.text):
        word = match[0].lower()
        if word in _SMALL:
            continue
        piece = stem(word) if word[0].isalpha() else "." if not word[0].isdigit() else word
        piece = "".join(c for c in unicodedata.normalize("NFD", piece) if not unicodedata.combining(c))
        pieces.append(piece)
        places.append((*match.span(), length, length + len(piece)))
        length += len(piece) + 1
    evidence = {finding_id: _moved(span, places) for finding_id, span in example.evidence.items()}
    return replace(
        example, report_id=ReportId(f"{example.report_id}-stemmed"), text=" ".join(pieces),
        evidence={finding_id: span for finding_id, span in evidence.items() if span is not None},
    )  # fmt: skip


def _moved(span: tuple[int, int], places: list[tuple[int, int, int, int]]) -> tuple[int, int] | None:
    inside = [(start, end) for first, last, start, end in places if span[0] <= first and last <= span[1]]
    return (inside[0][0], inside[-1][1]) if inside else None
