"""Many reports in one line of tokens, none padded to another's length: the layout that scoring reads.

A report is a trunk (its text, then whatever all questions begin with) and one tail per finding. Tails see
the instruction, their report's trunk and themselves, so every tail begins at the position after its
trunk. The instruction's keys and values are computed once and are not part of the line; where questions
are read apart (see `llm.cards`) neither are they, and a tail is one slot behind its card.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

LINE_STEP = 64
"""Lines are filled up to a multiple of this. A processor's library keeps a kernel and memory for every length that it
has met: with few lengths both stay small in a run of many hours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Questions:
    """The branches of a prompt as token ids: `lead` is what all of them begin with, `tails` the rest.

    `cards` are what is read of each before any report; empty where questions are read with the report.
    """

    lead: tuple[int, ...]
    tails: tuple[tuple[int, ...], ...]
    cards: tuple[tuple[int, ...], ...] = ()

    @property
    def tokens(self) -> int:
        """Tokens of all tails."""
        return sum(len(tail) for tail in self.tails)

    @property
    def longest(self) -> int:
        """Tokens of the longest tail."""
        return max((len(tail) for tail in self.tails), default=0)

    @property
    def ahead(self) -> tuple[int, ...]:
        """Positions between the trunk and each tail: those of its card."""
        return tuple(map(len, self.cards)) or (0,) * len(self.tails)


def questions_of(branches: Sequence[Sequence[int]]) -> Questions:
    """Branches with their common beginning taken out; at least one token stays in every tail."""
    shortest = min((len(branch) for branch in branches), default=1)
    common = 0
    while common < shortest - 1 and len({branch[common] for branch in branches}) == 1:
        common += 1
    return Questions(
        lead=tuple(branches[0][:common]) if branches else (), tails=tuple(tuple(b[common:]) for b in branches)
    )


def questions_apart(branches: Sequence[Sequence[int]], *, beginning: Sequence[int]) -> Questions:
    """Branches split into cards and slots of one token; `beginning` is what a text begins with, often one token."""
    return Questions(
        lead=(),
        tails=tuple((branch[-1],) for branch in branches),
        cards=tuple((*beginning, *branch[:-1]) for branch in branches),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportPlace:
    """Where a report lies in the line: its first row, its text's tokens, and those of its trunk."""

    start: int
    text: int
    trunk: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FlatBatch:
    """The line of tokens of some reports that are asked the same questions.

    `own_rows` are the rows of every tail in the line, padded to the longest by repeating its last row,
    (reports, tails, longest); `branch` and `place` say for each tail token of a report which tail it is
    of, and where in it, (tail tokens). `ends` are the rows at which answers are read, `reach` the most
    positions that a tail ends beyond its trunk.
    """

    ids: torch.Tensor  # (1, T)
    positions: torch.Tensor  # (1, T)
    places: tuple[ReportPlace, ...]
    own_rows: torch.Tensor
    branch: torch.Tensor
    place: torch.Tensor
    ends: torch.Tensor  # (reports, tails)
    instruction: int  # tokens before every trunk
    reach: int

    @property
    def tail_tokens(self) -> int:
        """Tokens of the tails of one report."""
        return len(self.branch)

    @property
    def used(self) -> int:
        """Tokens of the line before what only fills it up."""
        return self.places[-1].start + self.places[-1].trunk + self.tail_tokens


def flat_batch(
    reports: Sequence[Sequence[int]], questions: Questions, *, instruction: int, device: torch.device
) -> FlatBatch:
    """The line of the reports' token ids, each followed by the questions."""
    ids: list[int] = []
    positions: list[int] = []
    places: list[ReportPlace] = []
    tails = [token for tail in questions.tails for token in tail]
    within = [place for tail in questions.tails for place in range(len(tail))]
    beyond = [ahead + place for ahead, tail in zip(questions.ahead, questions.tails, strict=True)
              for place in range(len(tail))]  # fmt: skip
    for report in reports:
        trunk = len(report) + len(questions.lead)
        places.append(ReportPlace(start=len(ids), text=len(report), trunk=trunk))
        ids += [*report, *questions.lead, *tails]
        positions += [instruction + row for row in range(trunk)]
        positions += [instruction + trunk + place for place in beyond]
    filling = -len(ids) % LINE_STEP
    ids += [0] * filling  # sees nothing and is seen by nothing
    positions += [0] * filling
    lengths = torch.tensor([len(tail) for tail in questions.tails])
    first = lengths.cumsum(0) - lengths  # of each tail among the tail tokens
    slots = torch.arange(questions.longest)[None].minimum(lengths[:, None] - 1)  # (tails, longest)
    bases = torch.tensor([place.start + place.trunk for place in places])  # (reports,)
    own_rows = bases[:, None, None] + first[None, :, None] + slots[None]
    return FlatBatch(
        ids=torch.tensor([ids], device=device),
        positions=torch.tensor([positions], device=device),
        places=tuple(places),
        own_rows=own_rows.to(device),
        branch=torch.arange(len(lengths)).repeat_interleave(lengths).to(device),
        place=torch.tensor(within, dtype=torch.long, device=device),
        ends=own_rows[:, :, -1].to(device),
        instruction=instruction,
        reach=max(beyond, default=0) + 1,
    )
