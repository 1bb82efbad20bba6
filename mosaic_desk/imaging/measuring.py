"""What the values of a picture range over, without what is no part of it. Knows arrays only."""

import numpy as np
from numpy.typing import NDArray

from mosaic_desk.core.picture import Codes, Extent

_PERCENTS = (0.0, 0.5, 1.0, 2.0, 5.0, *(float(ten) for ten in range(10, 100, 10)), 95.0, 98.0, 99.0, 99.5, 100.0)
_SAMPLE = 100_000
"""Pixels that percentiles are read from: enough for a window, a fiftieth of a chest film."""


def extent_of(codes: Codes, values: NDArray[np.float32], *, padding: tuple[int, int] | None) -> Extent:
    """The range and the percentiles of the values; of padding too where there is nothing else."""
    ends = (codes.min(), codes.max()) if padding is None else _ends_without(codes, padding)
    low, high = sorted(float(values[int(code)]) for code in ends)
    step = max(1, round((codes.size / _SAMPLE) ** 0.5))
    sample = codes[::step, ::step].ravel()
    if padding is not None:
        kept = sample[(sample < padding[0]) | (sample > padding[1])]
        sample = kept if kept.size else sample
    found = np.percentile(values[sample], _PERCENTS)
    pairs = tuple((percent, float(value)) for percent, value in zip(_PERCENTS, found, strict=True))
    return Extent(low=low, high=high, percentiles=pairs)


def _ends_without(codes: Codes, padding: tuple[int, int]) -> tuple[int, int]:
    used = np.flatnonzero(np.bincount(codes.ravel(), minlength=padding[1] + 1))
    real = used[(used < padding[0]) | (used > padding[1])]
    ends = real if real.size else used
    return int(ends[0]), int(ends[-1])
