"""A photo or scan as an upright picture of reading size."""

import struct
from collections.abc import Iterator

from PIL import ExifTags, Image
from PIL.Image import Transpose

from documents.inspection.paper import Paper
from documents.inspection.photo.structure import open_image

TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""What undoes each value of the EXIF tag Orientation (CIPA DC-008, 4.6.4)."""


def photo_of(paper: Paper) -> Iterator[Image.Image]:
    """The one picture of an image file: upright, L or RGB, longer side at most `limits.side` pixels."""
    with open_image(paper) as image:
        turn = TURNS.get(_orientation(image))
        small = _toned(image)
        small.thumbnail((paper.limits.side, paper.limits.side), reducing_gap=2.0)
        small = _flattened(small)
        small.load()  # a small one is still undecoded here
    yield small if turn is None else small.transpose(turn)


def _orientation(image: Image.Image) -> int:
    """Upright if the EXIF data cannot be read: cameras write a lot of broken EXIF, and the picture is good."""
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except (SyntaxError, ValueError, TypeError, LookupError, struct.error, OSError):
        return 1


def _toned(image: Image.Image) -> Image.Image:
    """With tones that can be blended: shrinking palettes or line art would drop lines instead.

    A JPEG is left undecoded, so that a large one is read at 1/2, 1/4 or 1/8: 50 megapixels cost 40 MB then, not 200.
    """
    if image.mode == "P":
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I;16"):
        return image.point(lambda tone: tone / 256).convert("L")
    return image


def _flattened(image: Image.Image) -> Image.Image:
    """As L or RGB, transparent parts on white."""
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    return image if image.mode in ("L", "RGB") else image.convert("RGB")
