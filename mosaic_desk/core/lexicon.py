"""The words by which a taxonomy names its findings, looked for in a report.

A coarse reader of nine languages and more, for ranking and for work without a model: it says that a report names a
finding and denies it nowhere near. Which label follows is not its business. One pass over the words, some 30 µs a
report: what a word may begin is looked up once for each different word.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from mosaic_desk.core.taxonomy import Taxonomy

_PIECE = re.compile(r"[^\W_]+|[.;!?,\n]")
_NO_WORD = frozenset(".;!?\n")
_KEY = 4  # letters by which words are looked up; shorter words stand for themselves
_SHORT_ENDINGS = frozenset({"s", "es", "e", "n", "en", "er", "r"})
_LONGEST_ENDING = 5
_NEAR = 3  # words between “normal” and what it calls normal
_AFTER = 7


def _forms(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Before a finding, up to the sentence's end; English, Spanish, French, German, Danish and Norwegian, Italian,
# Portuguese, Dutch, Swedish, Polish, Czech, Finnish.
_DENYING = _forms(
    "no not without denies negative absence free absent never neither nor sin ausencia niega pas sans aucun aucune"
    " absence ni kein keine keinen keiner keines keinem nicht ohne ingen intet ikke uden uten non senza assenza nessun"
    " nessuna nessuno nao sem ausencia nenhum nenhuma geen niet zonder inget inga ej inte utan bez nie brak zadny zadne"
    " ei ilman"
)
# Behind it: “pneumothorax is not seen”, “heart size: normal”.
_DENIED = _forms(
    "not none absent resolved negative nicht nein ikke ingen niet inte ej ausente ausentes resuelto absente assente"
)
_NORMAL = _forms(
    "normal normals normale normales normali normaal normala normalt normalny normalni unremarkable clear intact"
    " regular unauffallig regelrecht upafaldende particularidades indemne conservado conservada conservados"
)
_TURNS = _forms("but however although aber jedoch men dog pero aunque sino mais ma maar echter mas ale")
_STOPS = _forms("with and con y avec et mit und med og e com met en och ,") | _TURNS
# “cannot be excluded” leaves open what “excluded” denies; “no change” denies nothing.
_EXCLUDED = ("exclu", "rule", "udeluk", "ausgeschl", "ausschl", "auszuschl", "descart", "esclu", "uitgesl", "uteslut")
_NOT_EXCLUDED = _DENYING | _DENIED | {"cannot", "ne"}
_CHANGED = ("chang", "interval", "increas", "improv", "cambi", "verand", "ander", "aumen", "longer", "signif")
_ACCENTS = {ord("ß"): "ss", ord("æ"): "ae", ord("ø"): "o", ord("œ"): "oe", ord("ł"): "l"}

_Phrase = tuple[tuple[str, ...], int]
"""The words of a name, and the finding that it names, as its place in the taxonomy."""


class Lexicon:
    """Names and aliases of a taxonomy in all its languages."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._size = len(taxonomy.findings)
        self._by_key: dict[str, list[_Phrase]] = {}
        for number, finding in enumerate(taxonomy.findings):
            languages = dict.fromkeys([*finding.names, *finding.aliases])
            terms = dict.fromkeys(words for language in languages for words in map(_words, finding.terms(language)))
            for words in terms:
                if words:
                    self._by_key.setdefault(words[0][:_KEY], []).append((words, number))
        self._begun: dict[str, tuple[_Phrase, ...]] = {}

    def hits(self, text: str) -> tuple[bool, ...]:
        """For each finding of the taxonomy: whether the text names it in a place that does not deny it."""
        found = [False] * self._size
        if not self._size or not text:
            return tuple(found)
        pieces = _pieces(text)
        begun = self._begun
        for place, piece in enumerate(pieces):
            phrases = begun.get(piece)
            if phrases is None:
                phrases = self._phrases(piece)
            for words, number in phrases:
                if not found[number] and _stands(words, pieces, place):
                    found[number] = not _is_denied(pieces, place, place + len(words))
        return tuple(found)

    def _phrases(self, word: str) -> tuple[_Phrase, ...]:
        """The names that a word may begin; kept, because few words make up most reports."""
        phrases = tuple(one for one in self._by_key.get(word[:_KEY], ()) if _is_same(one[0][0], word))
        self._begun[word] = phrases
        return phrases


def _pieces(text: str) -> list[str]:
    """Words in small letters without accents, and the marks between them."""
    return _PIECE.findall(_plain(text))


def _words(term: str) -> tuple[str, ...]:
    return tuple(piece for piece in _pieces(term) if piece[0].isalnum())


def _plain(text: str) -> str:
    """`text` without case and accents; “non-displaced” as one word, because its “non” denies nothing."""
    small = text.lower().replace("non-", "non")
    if small.isascii():
        return small
    letters = unicodedata.normalize("NFD", small.translate(_ACCENTS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _stands(words: tuple[str, ...], pieces: Sequence[str], place: int) -> bool:
    rest = pieces[place + 1 : place + len(words)]
    return len(rest) == len(words) - 1 and all(map(_is_same, words[1:], rest))


def _is_same(name: str, word: str) -> bool:
    """Whether two words are forms of one: “fracture” and “fractures”, “consolidación” and a stem of it."""
    if name == word:
        return True
    short, long = sorted((name, word), key=len)
    if long.startswith(short):
        ending = long[len(short) :]
        return len(ending) <= _LONGEST_ENDING if len(short) > _KEY else len(short) == _KEY and ending in _SHORT_ENDINGS
    alike = max(5, len(long) - 2)
    return len(short) >= alike and short[:alike] == long[:alike]


def _is_denied(pieces: Sequence[str], start: int, end: int) -> bool:
    before, after = _before(pieces, start), _after(pieces, end)
    if _is_excluded(before) or _is_excluded(after):
        return not any(piece in _NOT_EXCLUDED for piece in (*before, *after))
    if any(piece in _DENYING and not _says_change(before, at) for at, piece in enumerate(before)):
        return True
    if any(piece in _NORMAL for piece in (*before[-_NEAR:], *after)):
        return True
    return any(piece in _DENIED and not _says_change(after, at) for at, piece in enumerate(after))


def _before(pieces: Sequence[str], start: int) -> Sequence[str]:
    """The sentence up to the name, from its last “but”."""
    first = start
    while first and pieces[first - 1] not in _NO_WORD and pieces[first - 1] not in _TURNS:
        first -= 1
    return pieces[first:start]


def _after(pieces: Sequence[str], end: int) -> Sequence[str]:
    """What the sentence says of the name itself: up to a comma, “with” or “and”."""
    last = end
    while last < min(len(pieces), end + _AFTER) and pieces[last] not in _NO_WORD and pieces[last] not in _STOPS:
        last += 1
    return pieces[end:last]


def _says_change(pieces: Sequence[str], at: int) -> bool:
    return any(piece.startswith(_CHANGED) for piece in pieces[at + 1 : at + 3])


def _is_excluded(pieces: Iterable[str]) -> bool:
    return any(piece.startswith(_EXCLUDED) for piece in pieces)
