"""The smallest papers that pass every inspection: what is tried here isn't how they look."""

import io
from collections.abc import Sequence
from functools import lru_cache

from front_end import File
from PIL import Image

PAGE = (620, 877)


def small(materials: Sequence[str], seed: int = 1) -> list[File]:
    """Return a paper for each material; another `seed` gives others."""
    return [(material, _page(number + 16 * seed), "image/jpeg", "a.jpg") for number, material in enumerate(materials)]


@lru_cache
def _page(shade: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", PAGE, (250, 250, 255 - shade)).save(file, "JPEG")
    return file.getvalue()
