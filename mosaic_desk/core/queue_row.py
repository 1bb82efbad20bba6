"""What is stored of one report that a queue ranks it by. Knows no ranking."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueRow:
    """What is stored of one report that ranks it.

    `probabilities` are the current suggestion's, finding by finding and in it class by class, both in the order of
    the taxonomy; not a number where a finding got no answer, empty where the report has no suggestion. `model`
    numbers the model that made it. `is_bare`: its model tells no probabilities, so they only say which class it chose.
    """

    position: int
    text: str
    probabilities: Sequence[float] = ()
    model: int | None = None
    is_bare: bool = False
