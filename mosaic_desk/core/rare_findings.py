"""The session that puts rare findings first: places for each finding by what it lacks, filled in four ways in turn.

Ranking by doubt alone picks odd reports, by difference alone does no better than chance on reports; anchors from
confirmed positives, margins and a random share win (Wataya 2025, De Angeli 2021, AnchorAL 2024). A finding's places
are filled by reports that name it, by those like its confirmed positives, by those of which the model is unsure, and
by those where words and model disagree. Knows no report and no project, only rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.core.acquisition import (
    Floats,
    Rows,
    centre_of,
    chased,
    deficits,
    least_first,
    likeness,
    nearest,
    quotas,
)

_LIKE = 0.5
"""The least cosine to a confirmed positive that makes a report worth a place."""
_PERHAPS = 0.05
"""The least probability of being there that makes a doubt one about this finding."""
_EVEN = 0.5


class Why(StrEnum):
    """Why a report was picked."""

    LEXICON = "lexicon"
    LIKE = "like"
    UNSURE = "unsure"
    DISAGREES = "disagrees"  # words and model
    ADAPTERS_DIFFER = "adapters_differ"  # the suggestion and the one before it
    DOUBTED = "doubted"  # the model is sure of another answer than the label
    FOUND = "found"  # by a search
    RANDOM = "random"
    AS_IMPORTED = "as_imported"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """A report, by its row; the finding it is there for, by its column; `other` is the row that it is like."""

    report: int
    finding: int | None
    why: Why
    other: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Candidates:
    """What R reports × F findings are picked by; not a number where the model said nothing.

    `present`: the probability that the finding is there, surely or perhaps. `margins`: see `acquisition.margin`.
    `hits`: the report's words name the finding. `positives`: F lists of rows of its confirmed positives. `embeddings`
    (R, D), or None. `groups`: near-duplicates share a number. `confirmed` and `targets` (F,): positives that stand,
    and that are wanted.
    """

    unread: NDArray[np.bool_]  # (R,)
    present: Floats  # (R, F)
    margins: Floats  # (R, F)
    hits: NDArray[np.bool_]  # (R, F)
    confirmed: NDArray[np.int64]
    targets: NDArray[np.int64]
    embeddings: NDArray[np.float16] | None
    positives: list[Rows]
    groups: NDArray[np.int64]  # (R,)


def rare_first(candidates: Candidates, *, size: int, rng: np.random.Generator, random_share: float = 0.1) -> list[Pick]:
    """At most `size` unread reports, each once, no two near-duplicates among those that were looked for.

    `random_share` of them are drawn from all unread reports before anything else is looked at. Fewer come where no
    finding lacks anything, or nothing speaks for the reports that are left.
    """
    unread = np.flatnonzero(candidates.unread)
    drawn = rng.permutation(unread)[: round(size * random_share)]
    looked_for = _Search(candidates, taken=drawn, size=min(size, len(unread)) - len(drawn)).picks()
    return [*looked_for, *(Pick(report=int(row), finding=None, why=Why.RANDOM) for row in drawn)]


def shares_of(candidates: Candidates) -> Floats:
    """(F,): how often each finding seems to be there; by the reports' words where the model said nothing."""
    unknown = np.isnan(candidates.present)
    by_model = np.nansum(candidates.present, axis=0, dtype=np.float64)
    by_words = (candidates.hits & unknown).sum(axis=0)
    reports = len(candidates.hits)
    shares: Floats = (by_model + by_words) / max(reports, 1)
    return shares


class _Search:
    """One filling of the places: what is taken, what each finding still needs, who is next in each finding's line."""

    def __init__(self, candidates: Candidates, *, taken: Rows, size: int) -> None:
        self._of, self._size = candidates, size
        unread = candidates.unread.copy()
        unread[taken] = False
        self._rows = np.flatnonzero(unread)
        self._groups = set(candidates.groups[taken].tolist())
        self._missing = deficits(candidates.confirmed, candidates.targets).astype(np.float64)
        self._needs = chased(self._missing, shares_of(candidates))
        self._left = quotas(self._needs, size).astype(np.float64)
        self._centre, self._likeness = None, None
        if candidates.embeddings is not None:
            lacking = zip(candidates.positives, self._missing > 0, strict=True)
            anchors = [rows if is_lacking else rows[:0] for rows, is_lacking in lacking]
            self._centre = centre_of(candidates.embeddings)
            self._likeness = likeness(candidates.embeddings, anchors, centre=self._centre)
        self._lines: dict[int, Iterator[Pick]] = {}

    def picks(self) -> list[Pick]:
        found: list[Pick] = []
        while len(found) < self._size:
            if not (self._left > 0).any() and not self._shared_again(self._size - len(found)):
                break
            column = self._next(found[-1].finding if found else None)
            pick = next(self._line(column), None)
            if pick is None:
                # Its places go to the others, when those have filled their own.
                self._left[column] = self._needs[column] = self._missing[column] = 0
                continue
            found.append(pick)
            self._groups.add(int(self._of.groups[pick.report]))
            self._serve(pick)
        return found

    def _shared_again(self, places: int) -> bool:
        """Shares the places that are left; among findings that come by themselves only when no other is left."""
        needs = self._needs if self._needs.any() else self._missing
        self._left = quotas(needs, places).astype(np.float64)
        return bool(needs.any())

    def _next(self, last: int | None) -> int:
        """The finding that needs most; not twice the same in a row where another has a place."""
        left = self._left.copy()
        if last is not None and (np.delete(left, last) > 0).any():
            left[last] = 0
        return int(left.argmax())

    def _serve(self, pick: Pick) -> None:
        """A report counts for its finding, and for every other as far as that seems to be there."""
        served = np.nan_to_num(self._of.present[pick.report])
        if pick.finding is not None:
            served[pick.finding] = 1.0
        self._left = self._left - served

    def _line(self, column: int) -> Iterator[Pick]:
        if column not in self._lines:
            self._lines[column] = self._in_turn(column)
        return self._lines[column]

    def _in_turn(self, column: int) -> Iterator[Pick]:
        """Candidates for one finding: two by their words, then one of each other way, and again."""
        words = iter(self._named(column))
        others = [iter(way(column)) for way in (self._suggested_only, self._like, self._unsure)]
        ways: list[tuple[Why, Iterator[int]]] = [
            (Why.LEXICON, words), (Why.DISAGREES, others[0]), (Why.LEXICON, words), (Why.LIKE, others[1]),
            (Why.LEXICON, words), (Why.UNSURE, others[2]),
        ]  # fmt: skip
        while ways:
            for way in list(ways):
                row = next((row for row in way[1] if int(self._of.groups[row]) not in self._groups), None)
                if row is None:
                    ways.remove(way)
                else:
                    yield self._pick(row, column, way[0])

    def _pick(self, row: int, column: int, why: Why) -> Pick:
        embeddings, other = self._of.embeddings, None
        if why is Why.LIKE and embeddings is not None and self._centre is not None:
            other = nearest(embeddings, row, self._of.positives[column], centre=self._centre)
        return Pick(report=row, finding=column, why=why, other=other)

    def _named(self, column: int) -> list[int]:
        """Reports that name the finding, the likeliest first; where nobody knows better, as even."""
        present = np.nan_to_num(self._of.present[:, column], nan=_EVEN)
        return self._best(-present, self._of.hits[:, column])

    def _suggested_only(self, column: int) -> list[int]:
        """Reports that the model says have the finding, without a word that names it; the surest first."""
        present = self._of.present[:, column]
        return self._best(-present, ~self._of.hits[:, column] & (present >= _EVEN))

    def _like(self, column: int) -> list[int]:
        if self._likeness is None:
            return []
        cosines = self._likeness[:, column]
        return self._best(-cosines, cosines >= _LIKE)

    def _unsure(self, column: int) -> list[int]:
        return self._best(self._of.margins[:, column], self._of.present[:, column] >= _PERHAPS)

    def _best(self, values: Floats, where: NDArray[np.bool_]) -> list[int]:
        rows = self._rows[where[self._rows]]
        # Twice the places: what other findings or near-duplicates take away on the way.
        found: list[int] = least_first(values, rows, 2 * self._size + len(self._groups)).tolist()
        return found
