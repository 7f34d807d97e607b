"""What is told of several repeats, and nothing else on standard output."""

import logging
import sys
from collections.abc import Sequence
from statistics import median, quantiles

import structlog


def percentile(values: Sequence[float], rank: int) -> float:
    """Return the value that `rank` percent do not exceed."""
    return quantiles(values, n=100, method="inclusive")[rank - 1]


def middle(values: Sequence[float], digits: int = 0) -> float:
    """Return the rounded median."""
    return round(median(values), digits) if digits else float(round(median(values)))


def quiet() -> None:
    """Let only errors be logged, and beside the figures."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
