"""The probability of every class, read off the token probabilities that a server gives beside its answer.

The tokens are put together to the answer again. From the colon of a key to the token with which its value
begins, what the model weighed at each token is sorted by the value that it begins: some tokenizers write
“ -1” as “ -” and “1”, but “ 1” as “ ” and “1”. Knows JSON text and tokens, no server.
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
        places = _places(answer, key)
        if places is None:
            return None
        colon, value = begins + places[0], begins + places[1]
        met = [
            (token, whole[start : max(start, colon)])
            for token, start in zip(tokens, starts, strict=False)
            if colon <= start + len(token.text) and start <= value
        ]
        shares = _shares(met, prompt.classes)
        if shares is None or labels[finding_id] is not max(shares, key=lambda label: shares[label]):
            return None
        found.append(list(shares.values()))
    return found


def _places(answer: str, key: str) -> tuple[int, int] | None:
    """The bytes behind the colon of a key and at the begin of its value; None where they are not clear."""
    found = list(re.finditer(rf"([\"']){re.escape(key)}\1\s*:(\s*[\"']?)", answer))
    if len(found) != 1:
        return None
    return len(answer[: found[0].start(2)].encode()), len(answer[: found[0].end()].encode())


def _shares(
    met: Iterable[tuple[Token, bytes]], classes: Sequence[MentionClass]
) -> dict[MentionClass, float] | None:
    """Probabilities of the classes over the tokens from the colon on, each with what it holds up to the colon."""
    mass = dict.fromkeys(classes, 0.0)
    reached = 1.0  # the probability of the way to this token
    for token, lead in met:
        for text, logarithm in token.weighed:
            label = _begun(text, lead, classes)
            if label is not None:
                mass[label] += reached * _share(logarithm)
        reached *= _share(dict(token.weighed)[token.text])
    total = sum(mass.values())
    return {label: share / total for label, share in mass.items()} if total > 0 else None


def _share(logarithm: float) -> float:
    return 0.0 if math.isnan(logarithm) else math.exp(min(logarithm, 0.0))


def _begun(text: bytes, lead: bytes, classes: Sequence[MentionClass]) -> MentionClass | None:
    """The class whose value a token begins: " 1", "1," and, of "-1", the "-"; None where it begins none of them."""
    if not text.startswith(lead):
        return None
    begun = text[len(lead) :].strip(b" \t\n\"'")
    for label in classes:
        value = str(value_of(label)).encode()
        rest = begun.removeprefix(value)
        if begun and (value.startswith(begun) or (rest != begun and not rest[:1].isdigit())):
            return label
    return None
