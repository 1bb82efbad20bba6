"""Packed rows of reports as one line of tokens in which every question is read once, for training.

Where questions are read apart from the report (see `llm.cards`), what a question says is the same for all reports of
a pass: its card stands once in the line, however many reports are asked it, and so does the instruction. A report then
costs its own tokens and a slot a question. The states, and what is learned from them, are those of the packed rows:
positions count on from the report to the card to the slot, and rotary positions only count differences.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch

from mosaic_desk.llm.flat import LINE_STEP
from mosaic_desk.llm.packing import PackedRow

_TEXT_STEP, _CARD_STEP = 32, 8
"""Texts and cards are padded up to multiples of these in the attention, as a line is to `LINE_STEP`."""

Card = tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LessonLine:
    """The line: instruction, cards, texts of the reports, their slots, filling; and who sees whom.

    Rows are places in the line. What is padded repeats row 0, and is hidden.
    """

    ids: torch.Tensor  # (1, T)
    positions: torch.Tensor  # (1, T); those of a card count from 0
    instruction: int  # tokens
    card_rows: torch.Tensor  # (cards, M)
    card_lengths: torch.Tensor  # (cards,)
    text_rows: torch.Tensor  # (reports, P)
    text_lengths: torch.Tensor  # (reports,)
    slot_rows: torch.Tensor  # (reports, N)
    slot_cards: torch.Tensor  # (reports, N)
    shown: "tuple[torch.Tensor, torch.Tensor, torch.Tensor]"  # places of what is no padding, among cards, texts, slots

    @property
    def ends(self) -> torch.Tensor:
        """The rows at which answers are read, (slots of all reports), report after report."""
        return self.slot_rows.flatten()[self.shown[2]]

    @property
    def before(self) -> list[int]:
        """Positions before the card of each report's questions."""
        return [self.instruction + length for length in self.text_lengths.tolist()]

    def text(self, number: int) -> slice:
        """The rows of a report's text."""
        first = int(self.text_rows[number, 0])
        return slice(first, first + int(self.text_lengths[number]))


def line_tokens(rows: Iterable[PackedRow]) -> int:
    """Tokens of the line of some rows, before it is filled up."""
    rows = list(rows)
    cards = {card for row in rows for card in _cards(row)}
    instruction = rows[0].report_rows[0] if rows else 0
    texts = sum(row.report_rows[1] - row.report_rows[0] + len(row.ends) for row in rows)
    return instruction + sum(map(len, cards)) + texts


def lesson_line(rows: Sequence[PackedRow], *, device: torch.device) -> LessonLine:
    """The line of rows whose questions are read apart; all rows have the same instruction."""
    instruction = rows[0].ids[: rows[0].report_rows[0]]
    number_of: dict[Card, int] = {}
    for row in rows:
        for card in _cards(row):
            number_of.setdefault(card, len(number_of))
    ids, positions = list(instruction), list(range(len(instruction)))
    card_rows = [_append(ids, positions, card, first=0) for card in number_of]
    texts = [row.ids[slice(*row.report_rows)] for row in rows]
    text_rows = [_append(ids, positions, text, first=len(instruction)) for text in texts]
    slot_rows = []
    for row in rows:
        slot_rows.append(range(len(ids), len(ids) + len(row.ends)))
        ids += [row.ids[end] for end in row.ends]
        positions += [row.positions[end] for end in row.ends]
    filling = -len(ids) % LINE_STEP
    slot_cards = [[number_of[card] for card in _cards(row)] for row in rows]
    padded_cards, padded_texts = _padded(card_rows, _CARD_STEP), _padded(text_rows, _TEXT_STEP)
    padded_slots = _padded(slot_rows, 1)
    return LessonLine(
        ids=torch.tensor([ids + [0] * filling], device=device),  # the filling sees nothing and is seen by nothing
        positions=torch.tensor([positions + [0] * filling], device=device),
        instruction=len(instruction),
        card_rows=padded_cards.to(device),
        card_lengths=torch.tensor([len(rows) for rows in card_rows], device=device),
        text_rows=padded_texts.to(device),
        text_lengths=torch.tensor([len(rows) for rows in text_rows], device=device),
        slot_rows=padded_slots.to(device),
        slot_cards=_padded(slot_cards, 1).to(device),
        shown=(
            _shown(card_rows, padded_cards).to(device),
            _shown(text_rows, padded_texts).to(device),
            _shown(slot_rows, padded_slots).to(device),
        ),
    )


def _cards(row: PackedRow) -> list[Card]:
    """The questions of a row without their last tokens."""
    starts = (row.report_rows[1], *(end + 1 for end in row.ends[:-1]))
    return [row.ids[start:end] for start, end in zip(starts, row.ends, strict=True)]


def _append(ids: list[int], positions: list[int], tokens: Sequence[int], *, first: int) -> range:
    rows = range(len(ids), len(ids) + len(tokens))
    ids += tokens
    positions += range(first, first + len(tokens))
    return rows


def _padded(rows: Sequence[Sequence[int]], step: int) -> torch.Tensor:
    """(many, longest), padded with 0 to a multiple of `step`, at least one."""
    longest = max(1, -(-max(map(len, rows)) // step) * step)
    return torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])


def _shown(rows: Sequence[Sequence[int]], padded: torch.Tensor) -> torch.Tensor:
    """Places of what is no padding in the flattened padded rows."""
    width = padded.shape[1]
    return torch.tensor([number * width + place for number, row in enumerate(rows) for place in range(len(row))])
