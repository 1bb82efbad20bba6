"""Which adapter suggests, and how it came to: promoted, rolled back, imported. Knows no file and no model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mosaic_desk.core.ids import ReaderName


class AdapterEventKind(StrEnum):
    """What happened."""

    PROMOTED = "promoted"
    ROLLED_BACK = "rolled_back"
    IMPORTED = "imported"


@dataclass(frozen=True, kw_only=True, slots=True)
class AdapterRef:
    """An adapter by its name and its "sha256:…"."""

    name: str
    hash: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AdapterEvent:
    """One line of the history. `adapter` is what it is about, for a roll-back what suggests from then on.

    None is the adapter that ships with the backbone. `figures` are those that were shown to the reader.
    """

    number: int
    at: str
    reader: ReaderName
    kind: AdapterEventKind
    adapter: AdapterRef | None
    reason: str
    figures: Mapping[str, Any] = field(default_factory=dict)


def promoted_in_turn(events: Iterable[AdapterEvent]) -> list[AdapterRef]:
    """The adapters that a roll-back can still lead to, the active one last; empty: the shipped one is active.

    Raises:
        ValueError: if a roll-back leads to an adapter that was not active before.
    """
    turn: list[AdapterRef] = []
    for event in events:
        if event.kind is AdapterEventKind.PROMOTED and event.adapter is not None:
            turn.append(event.adapter)
        elif event.kind is AdapterEventKind.ROLLED_BACK:
            turn = _rolled_back(turn, event)
    return turn


def _rolled_back(turn: list[AdapterRef], event: AdapterEvent) -> list[AdapterRef]:
    earlier = turn[:-1]
    if not turn or (event.adapter is not None and event.adapter not in earlier):
        raise ValueError(f"event {event.number} rolls back to what was not active before")
    while earlier and earlier[-1] != event.adapter:
        earlier.pop()
    return earlier
