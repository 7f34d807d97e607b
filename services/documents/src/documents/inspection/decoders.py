"""Bounds that Pillow and qpdf keep for the whole process."""

import warnings

import pikepdf
from PIL import Image

from documents.inspection.report import Limits

UNPACKED = 64 * 1024**2
"""Bytes to which one stream of a PDF may unpack if it is not a picture; a large Chinese font has 20 MB."""


def bound_decoders(limits: Limits) -> None:
    """Process-wide, which is right here: an inspection has a process of its own.

    Of Pillow's warnings only the one about size ends an inspection; the others are about metadata nobody will see.
    """
    Image.MAX_IMAGE_PIXELS = limits.pixels
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    pikepdf.settings.set_qpdf_limits(flate_max_memory=UNPACKED, run_length_max_memory=UNPACKED)
