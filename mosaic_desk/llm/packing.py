"""One row per report: instruction and report as a shared prefix, then one short branch per finding.

Branches see the prefix and themselves, never each other, and all begin at the position after the
prefix. Boundaries come from lengths, so no token of a report can move them. Report text is tokenised
with special tokens off: “<start_of_turn>” in a report is text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from mosaic_desk.core.suggestion import Span

PAD_SEGMENT = -1
PREFIX_SEGMENT = 0
MAX_REPORT_TOKENS = 4096
"""A longer report is cut in its middle, and said to be cut: the impression at its end is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PackedRow:
    """The token ids of one report with its branches.

    `blind` rows see nothing of the prefix. `ends` are the rows at which each branch's answer is read.
    `report_rows` are the first and last + 1 row of the report's tokens, `offsets` their places in the text
    that was read.
    """

    ids: tuple[int, ...]
    positions: tuple[int, ...]
    segments: tuple[int, ...]
    blind: tuple[bool, ...]
    ends: tuple[int, ...]
    report_rows: tuple[int, int]
    offsets: tuple[Span, ...]
    is_cut: bool

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def is_apart(self) -> bool:
        """Whether its questions were read apart from the report."""
        return any(self.blind)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportTokens:
    """The tokens of the text that is read of a report, and their places in it."""

    ids: tuple[int, ...]
    offsets: tuple[Span, ...]
    is_cut: bool


class Packer:
    """Packs reports for one tokenizer, one instruction and any branches; remembers what it tokenised."""

    def __init__(self, tokenizer: Any, instruction: str, max_report_tokens: int = MAX_REPORT_TOKENS) -> None:
        self._tokenizer = tokenizer
        self._max_report_tokens = max_report_tokens
        self.beginning = [tokenizer.bos_token_id] if tokenizer.bos_token_id is not None else []
        self.instruction = self.beginning + tokenizer.encode(instruction, add_special_tokens=False)
        self._branches: dict[str, list[int]] = {}

    def fit_into(self, context: int, branches: Sequence[str]) -> None:
        """Lets no report grow beyond the model's positions, counted with the longest branch."""
        longest = max((len(self.beginning) + len(self.branch(branch)) for branch in branches), default=0)
        self._max_report_tokens = max(2, min(self._max_report_tokens, context - len(self.instruction) - longest))

    def row(self, text: str, branches: Sequence[str], *, apart: bool = False) -> PackedRow:
        """The packed row for the text that the model reads of a report; `apart` as in `packed`."""
        report = self.report(text)
        return packed(
            instruction=self.instruction,
            report=list(report.ids),
            branches=[self.beginning * apart + self.branch(branch) for branch in branches],
            apart=apart,
            offsets=report.offsets,
            is_cut=report.is_cut,
        )

    def report(self, text: str) -> ReportTokens:
        """The tokens of the text that the model reads of a report; its middle is cut out where it is too long."""
        encoded = self._tokenizer(
            text, add_special_tokens=False, split_special_tokens=True, return_offsets_mapping=True
        )
        ids, offsets, is_cut = self._fitted(encoded["input_ids"], encoded["offset_mapping"])
        return ReportTokens(ids=tuple(ids), offsets=tuple(offsets), is_cut=is_cut)

    def branch(self, text: str) -> list[int]:
        """The tokens of a question."""
        if text not in self._branches:
            self._branches[text] = self._tokenizer.encode(
                text, add_special_tokens=False, split_special_tokens=True
            )
        return self._branches[text]

    def _fitted(self, ids: list[int], offsets: list[Span]) -> tuple[list[int], list[Span], bool]:
        if len(ids) <= self._max_report_tokens:
            return ids, offsets, False
        half = self._max_report_tokens // 2
        return ids[:half] + ids[-half:], offsets[:half] + offsets[-half:], True


def packed(
    *, instruction: list[int], report: list[int], branches: Sequence[list[int]], offsets: Sequence[Span], is_cut: bool,
    apart: bool = False,
) -> PackedRow:
    """Token ids laid out as one row; every branch starts at the position after the prefix.

    Where questions are read `apart` from the report, only the last token of a branch sees the prefix.
    """
    prefix = len(instruction) + len(report)
    ids = instruction + report
    positions = list(range(prefix))
    segments = [PREFIX_SEGMENT] * prefix
    blind = [False] * prefix
    ends = []
    for number, branch in enumerate(branches, 1):
        ids = ids + branch
        positions += range(prefix, prefix + len(branch))
        segments += [number] * len(branch)
        blind += [apart] * (len(branch) - 1) + [False]
        ends.append(len(ids) - 1)
    return PackedRow(
        ids=tuple(ids),
        positions=tuple(positions),
        segments=tuple(segments),
        blind=tuple(blind),
        ends=tuple(ends),
        report_rows=(len(instruction), prefix),
        offsets=tuple(offsets),
        is_cut=is_cut,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Rows padded to one length. `full` and `sliding` are True where a key may be seen, (B, 1, L, L)."""

    ids: torch.Tensor  # (B, L)
    positions: torch.Tensor  # (B, L)
    full: torch.Tensor
    sliding: torch.Tensor | None


def batch_of(rows: Sequence[PackedRow], *, window: int | None, device: torch.device) -> Batch:
    """The tensors of a batch; `window` is the reach of sliding layers, None for a model without them."""
    length = max(len(row) for row in rows)

    def padded(values: Sequence[Sequence[int]], fill: int) -> torch.Tensor:
        return torch.tensor([list(v) + [fill] * (length - len(v)) for v in values], device=device)

    positions = padded([row.positions for row in rows], 0)
    segments = padded([row.segments for row in rows], PAD_SEGMENT)
    full = branch_mask(segments, padded([row.blind for row in rows], False).bool())
    return Batch(
        ids=padded([row.ids for row in rows], 0),
        positions=positions,
        full=full,
        sliding=None if window is None else full & within_window(positions, window),
    )


def branch_mask(segments: torch.Tensor, blind: torch.Tensor) -> torch.Tensor:
    """Which key each row may see, (B, 1, L, L) bool, from segments (B, L): 0 prefix, 1… branches, −1 padding.

    Rows that are `blind`, (B, L) bool, see their own branch alone. Padding sees padding, so that no row of the
    softmax is empty.
    """
    length = segments.shape[1]
    causal = torch.ones(length, length, dtype=torch.bool, device=segments.device).tril()  # (L, L)
    query, key = segments[:, :, None], segments[:, None, :]
    sees_prefix = (query != PAD_SEGMENT) & ~blind[:, :, None]  # (B, L, 1)
    is_seen = ((key == PREFIX_SEGMENT) & sees_prefix) | (key == query)  # (B, L, L)
    return (causal & is_seen)[:, None]


def within_window(positions: torch.Tensor, window: int) -> torch.Tensor:
    """Whether a key lies within the sliding window, by position and not by row, (B, 1, L, L) bool."""
    return (positions[:, :, None] - positions[:, None, :] < window)[:, None]
