"""Which scheme the label columns of a table are written in, and what was understood, in words.

The same integers mean opposite things in different schemes. Where the cells leave a choice, the user
is asked: the import is refused with a sentence that names the options.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from mosaic_desk.core.codes import (
    CodeScheme,
    class_from_code,
    in_words,
    integer_schemes,
    is_known_code,
    mimic_finding,
    normal_code,
    possible_schemes,
    scheme_in_words,
)
from mosaic_desk.core.errors import ImportRefused
from mosaic_desk.exchange.csv_rows import Row

_WHY = {
    CodeScheme.MIMIC: "MIMIC-CXR and CheXpert codes (their column names, blank cells)",
    CodeScheme.MOSAIC: "MOSAIC codes (2 and -1 both occur)",
    CodeScheme.CHEXBERT: "CheXbert codes (3 occurs)",
    CodeScheme.WORDS: "the names of the classes",
}


def scheme_of(*, header: Sequence[str], rows: Sequence[Row], columns: Sequence[int], path: Path) -> CodeScheme:
    """The one scheme that the label columns can be in.

    Raises:
        ImportRefused: if there are several or none; the sentence names the options.
    """
    cells = {normal_code(row.cells[index]) for row in rows for index in columns}
    codes = {cell for cell in cells if cell and is_known_code(cell)}
    possible = possible_schemes(codes)
    if not codes or CodeScheme.WORDS in possible:
        # Cells that no scheme has are refused row by row; blanks alone say nothing in words.
        return CodeScheme.WORDS
    if "" in cells and codes <= {"-1", "0", "1"} and all(mimic_finding(header[index]) for index in columns):
        return CodeScheme.MIMIC
    if CodeScheme.MIMIC not in possible and len(possible) == 1:
        return possible[0]
    raise ImportRefused(_question(sorted(codes), possible or integer_schemes(), path))


def _question(codes: Sequence[str], options: Sequence[CodeScheme], path: Path) -> str:
    meanings = "; ".join(scheme_in_words(scheme) for scheme in options)
    return (
        f"{path.name} writes labels as {', '.join(codes)}, which can be read in several ways; say which codes they"
        f" are ({meanings})."
    )


def codes_in_words(
    *, header: Sequence[str], rows: Sequence[Row], columns: Sequence[int], scheme: CodeScheme, is_told: bool
) -> tuple[str, ...]:
    """One sentence for the scheme, one for each label column with what its cells mean and how often."""
    read = f"Labels are read as {scheme} codes, as you said." if is_told else f"Labels are read as {_WHY[scheme]}."
    return (read, *(_column_in_words(header[index].strip(), _cells(rows, index), scheme) for index in columns))


def _cells(rows: Sequence[Row], index: int) -> Counter[str]:
    return Counter(row.cells[index].strip() for row in rows)


def _column_in_words(name: str, cells: Mapping[str, int], scheme: CodeScheme) -> str:
    parts = []
    unknown = 0
    for cell, count in sorted(cells.items(), key=lambda item: (not item[0], -item[1])):
        try:
            meaning = in_words(class_from_code(cell, scheme))
        except ValueError:
            unknown += count
            continue
        if scheme is CodeScheme.WORDS and cell:
            parts.append(f"{meaning} ({count:,})")
        else:
            parts.append(f"{cell or 'blank'} {'' if parts else 'means '}{meaning} ({count:,})")
    if unknown:
        parts.append(f"not understood ({unknown:,})")
    return f"“{name[:60]}”: {', '.join(parts)}"
