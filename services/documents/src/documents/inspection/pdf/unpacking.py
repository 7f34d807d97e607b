"""The bound that qpdf keeps for the whole process: to what a small file may unpack."""

import pikepdf

from documents.inspection.paper import Paper

UNPACKED = 64 * 1024**2
"""Bytes to which one stream of a PDF may unpack if it is not a picture; a large Chinese font has 20 MB."""


def bound_unpacking(paper: Paper) -> Paper:
    """Process-wide, which is right here: an inspection has a process of its own."""
    pikepdf.settings.set_qpdf_limits(flate_max_memory=UNPACKED, run_length_max_memory=UNPACKED)
    return paper
