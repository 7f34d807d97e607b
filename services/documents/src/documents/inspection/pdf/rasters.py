"""The pages of a PDF as pictures."""

from collections.abc import Iterator
from contextlib import closing

import pypdfium2
from PIL import Image

from documents.inspection.paper import Paper, Unfit, blaming_the_file
from documents.inspection.reasons import Reason


def rasters_of(paper: Paper) -> Iterator[Image.Image]:
    """Each page as an RGB picture with a longer side of `limits.side` pixels.

    Drawn as printed, electronic seals and filled-in fields included; this build of the renderer runs no scripts.
    """
    with blaming_the_file(Reason.INVALID_PDF), closing(pypdfium2.PdfDocument(paper.path)) as pdf:
        pdf.init_forms()  # seals are form fields, too
        if len(pdf) != paper.page_count:
            raise Unfit(Reason.INVALID_PDF, "read differently by two parsers")
        for index in range(len(pdf)):
            with closing(pdf[index]) as page:
                picture = _raster(page, paper.limits.side)
            yield picture


def _raster(page: pypdfium2.PdfPage, side: int) -> Image.Image:
    scale = side / max(page.get_size())
    with closing(page.render(scale=scale)) as bitmap:
        picture: Image.Image = bitmap.to_pil()
        return picture.convert("RGB")
