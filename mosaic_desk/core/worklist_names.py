"""Which finding, which reader a word means: by id, by any name, by initials; never by a guess."""

from mosaic_desk.core.errors import InputError
from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.worklist_query import Vocabulary

_SHOWN_CHOICES = 3


def finding_named(typed: str, vocabulary: Vocabulary) -> FindingId:
    """The finding with that id or name, or the only one that has these words among its own.

    Raises:
        InputError: if there is none, or more than one.
    """
    word = folded(typed)
    if not word:
        raise InputError("A finding is missing before the “=”, as in edema=positive.")
    if typed in vocabulary.findings:
        return FindingId(typed)
    names = {key: [folded(key), *map(folded, some)] for key, some in vocabulary.findings.items()}
    exact = [key for key, some in names.items() if word in some]
    inside = [key for key, some in names.items() if any(f" {word} " in f" {name} " for name in some)]
    found = exact or inside
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(f"“{short(typed)}” is no finding of this taxonomy; to search for the words, use quotes.")
    shown = ", ".join(found[:_SHOWN_CHOICES]) + (" …" if len(found) > _SHOWN_CHOICES else "")
    raise InputError(f"“{short(typed)}” may be one of several findings: {shown}.")


def reader_named(typed: str, vocabulary: Vocabulary) -> str:
    """The reader of that name, of these initials, or the only one whose name has this word.

    Raises:
        InputError: if there is none, or more than one.
    """
    word = folded(typed)
    by_name = [reader for reader in vocabulary.readers if reader == typed.strip()]
    by_name = by_name or [reader for reader in vocabulary.readers if folded(reader) == word]
    by_initials = [reader for reader in vocabulary.readers if _initials(reader) == word]
    by_word = [reader for reader in vocabulary.readers if word in folded(reader).split()]
    found = by_name or by_initials or by_word
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(f"No reader “{short(typed)}” has worked in this project.")
    shown = ", ".join(found[:_SHOWN_CHOICES]) + (" …" if len(found) > _SHOWN_CHOICES else "")
    raise InputError(f"“{short(typed)}” may be one of several readers: {shown}.")


def folded(name: str) -> str:
    """A name as it is compared: no capitals, blanks for everything that joins words."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in name.casefold()).split())


def _initials(reader: str) -> str:
    return "".join(word[0] for word in folded(reader).split())


def short(typed: str) -> str:
    """What was typed, short enough for a sentence and without signs that would break it."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in typed.strip())
    return shown if len(shown) <= 24 else shown[:23] + "…"
