"""The evidence pointer: which words of the report a branch's answer rests on.

A bilinear form between the last hidden state at the end of a branch and that of each report token,
trained beside the labels on the evidence quotes. It reads the states of the one pass that gives the
labels, so evidence costs two small matrix products.
"""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn

POINTER_FILE = "evidence_pointer.safetensors"
_WIDTH = 64


class EvidencePointer(nn.Module):
    """Two projections, (hidden → 64); kept in float32."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.query = nn.Linear(hidden, _WIDTH, bias=False)
        self.key = nn.Linear(hidden, _WIDTH, bias=False)

    def logits(self, ends: torch.Tensor, tokens: torch.Tensor) -> torch.Tensor:
        """Scores of every token for every branch, (N, T), from states (N, H) and (T, H)."""
        query: torch.Tensor = self.query(ends.float())  # (N, 64)
        key: torch.Tensor = self.key(tokens.float())  # (T, 64)
        scores: torch.Tensor = query @ key.T  # (N, T)
        return scores / math.sqrt(_WIDTH)

    def save(self, folder: Path) -> None:
        """Writes the two matrices beside an adapter, in bfloat16."""
        state = {name: value.detach().to(torch.bfloat16).contiguous() for name, value in self.state_dict().items()}
        save_file(state, folder / POINTER_FILE)

    @classmethod
    def load(cls, folder: Path, hidden: int) -> "EvidencePointer | None":
        """The pointer of an adapter; None where the adapter was trained without one."""
        if not (folder / POINTER_FILE).is_file():
            return None
        pointer = cls(hidden)
        pointer.load_state_dict({name: value.float() for name, value in load_file(folder / POINTER_FILE).items()})
        return pointer.eval()
