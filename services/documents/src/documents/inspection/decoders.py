"""Bounds that Pillow keeps for the whole process."""

import warnings

from PIL import Image

from documents.inspection.report import Limits


def bound_decoders(limits: Limits) -> None:
    """Process-wide, which is right here: an inspection has a process of its own.

    Of Pillow's warnings only the one about size ends an inspection; the others are about metadata nobody will see.
    """
    Image.MAX_IMAGE_PIXELS = limits.pixels
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
