"""Figures of several repeats: the median, and how far they lie apart."""

from collections.abc import Sequence
from statistics import median, quantiles


def percentile(values: Sequence[float], rank: int) -> float:
    """Return the value that `rank` percent do not exceed."""
    return quantiles(values, n=100, method="inclusive")[rank - 1]


def middle(values: Sequence[float], digits: int = 0) -> float:
    """Return the rounded median."""
    return round(median(values), digits) if digits else float(round(median(values)))
