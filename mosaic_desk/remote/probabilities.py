"""The probability of every class, read off the token probabilities that a server gives beside its answer.

The tokens are put together to the answer again; at the token with which a value begins, the tokens that
the model weighed there are sorted by the value that they begin. Knows JSON text and tokens, no server.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from mosaic_desk.core.ids import FindingId
from mosaic_desk.core.json_prompt import JsonPrompt, value_of
from mosaic_desk.core.labels import MentionClass


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """A token of the answer, and what was weighed in its place: bytes and natural logarithms of probabilities."""

    text: bytes
    weighed: tuple[tuple[bytes, float], ...]


def tokens_of(entries: object) -> tuple[Token, ...]:
    """The tokens of a choice's `logprobs.content`; empty where the server gave none, or another form."""
    try:
        return tuple(_token(entry) for entry in entries)  # type: ignore[attr-defined]
    except (AttributeError, KeyError, TypeError, ValueError):
        return ()


def _token(entry: Mapping[str, Any]) -> Token:
    weighed = {_bytes_of(other): float(other["logprob"]) for other in entry.get("top_logprobs") or ()}
    weighed.setdefault(_bytes_of(entry), float(entry["logprob"]))
    return Token(text=_bytes_of(entry), weighed=tuple(weighed.items()))


def _bytes_of(entry: Mapping[str, Any]) -> bytes:
    """A character that is split over two tokens is whole in their bytes only."""
    return bytes(entry["bytes"]) if entry.get("bytes") else str(entry["token"]).encode()


def class_probabilities(
    answer: str, tokens: Sequence[Token], prompt: JsonPrompt, labels: Mapping[FindingId, MentionClass]
) -> list[list[float]] | None:
    """A list per finding in the order of the prompt's classes, each with the sum 1.

    None where they cannot be read for every finding, or would contradict a label that was written: a
    part of the probabilities is worse than none. Classes that the server does not list have 0.
    """
    whole = b"".join(token.text for token in tokens)
    begins = whole.find(answer.encode())
    if begins < 0:
        return None
    starts = [0, *accumulate(len(token.text) for token in tokens)]
    found = []
    for finding_id, key in prompt.keys:
        place = _value_place(answer, key)
        if place is None:
            return None
        at = begins + place
        number = next(number for number in range(len(tokens)) if starts[number] <= at < starts[number + 1])
        shares = _shares(tokens[number].weighed, whole[starts[number] : at], prompt.classes)
        if shares is None or labels[finding_id] is not max(shares, key=lambda label: shares[label]):
            return None
        found.append(list(shares.values()))
    return found


def _value_place(answer: str, key: str) -> int | None:
    """The byte at which the value of a key begins; None where that is not clear."""
    places = [match.end() for match in re.finditer(rf"([\"']){re.escape(key)}\1\s*:\s*[\"']?", answer)]
    return len(answer[: places[0]].encode()) if len(places) == 1 else None


def _shares(
    weighed: Iterable[tuple[bytes, float]], lead: bytes, classes: Sequence[MentionClass]
) -> dict[MentionClass, float] | None:
    """Probabilities of the classes; `lead` is what the token holds before its value."""
    mass = dict.fromkeys(classes, 0.0)
    for text, logarithm in weighed:
        label = _begun(text, lead, classes)
        if label is not None and not math.isnan(logarithm):
            mass[label] += math.exp(min(logarithm, 0.0))
    total = sum(mass.values())
    return {label: share / total for label, share in mass.items()} if total > 0 else None


def _begun(text: bytes, lead: bytes, classes: Sequence[MentionClass]) -> MentionClass | None:
    """The class whose value a token begins: " 1", "1," and, of "-1", the "-"; None where it begins none of them."""
    if lead.strip():
        if not text.startswith(lead):
            return None
        text = text[len(lead) :]
    begun = text.strip()
    for label in classes:
        value = str(value_of(label)).encode()
        rest = begun.removeprefix(value)
        if begun and (value.startswith(begun) or (rest != begun and not rest[:1].isdigit())):
            return label
    return None
