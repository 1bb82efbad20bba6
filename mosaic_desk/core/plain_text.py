"""A report's text without the habits of the archive that kept it: padded blanks, broken lines, capitals.

What is said stays as it is; only how it was typed is evened out, so that the same report gives the same
labels from any archive. Every character keeps its place in the text that it came from.
"""

import re

_RUN = re.compile(r"\s+|\S+")
_BROKEN_AT = 40  # a line that is shorter was ended by its writer
_ENDS = tuple(".:;!?")
_HEADING = re.compile(r"[^\n:]{0,30}:")
_SHOUTED_SHARE, _SHOUTED_LETTERS = 0.9, 12
_GAP = re.compile(r"^\W*|\W+")  # each is looked at once: a row of a million dots takes no longer than as many letters
_CLOSED = re.compile(r"\n|[.!?]\s")
_REDACTED = re.compile(r"\bX{2,}\b")


def plain(text: str) -> tuple[str, list[int]]:
    """White space as one blank or one line break, lines joined that only their width broke; and each place.

    The places are one offset a character of the result, into `text`.
    """
    characters: list[str] = []
    places: list[int] = []
    line_start = 0  # of the line on the page, in `text`
    for run in _RUN.finditer(text):
        if not run.group().isspace():
            characters += run.group()
            places += range(*run.span())
            continue
        is_break = "\n" in run.group() or "\r" in run.group()
        is_kept = is_break and not _is_broken(text[line_start : run.start()], text, run)
        characters.append("\n" if is_kept else " ")
        places.append(run.start())
        if is_break:
            line_start = run.end()
    return "".join(characters), places


def _is_broken(line: str, text: str, run: re.Match[str]) -> bool:
    """Whether a line ended for its width alone: it is long, closes nothing, and the next goes on in its case."""
    following = text[run.end() : run.end() + 40]
    if run.group().count("\n") != 1 or len(line) < _BROKEN_AT or line.endswith(_ENDS) or _HEADING.match(following):
        return False
    return following[:1].islower() or (line.isupper() and following[:1].isupper())


def unshouted(text: str) -> str:
    """A text that is all capitals as sentences, of the same length; any other text as it is."""
    cased = [letter for letter in text if letter.isupper() or letter.islower()]
    if len(cased) < _SHOUTED_LETTERS or sum(map(str.isupper, cased)) < _SHOUTED_SHARE * len(cased):
        return text
    letters = [letter.lower() if len(letter.lower()) == 1 else letter for letter in text]
    for gap in _GAP.finditer(text):
        first = gap.end()
        if first < len(text) and (not gap.start() or _CLOSED.search(gap.group())):
            letters[first] = text[first]
    for word in _REDACTED.finditer(text):
        letters[word.start() : word.end()] = word.group()
    return "".join(letters)
