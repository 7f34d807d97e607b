"""Can the file be opened at all as the picture it claims to be, and is it of a bearable size."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PIL import Image

from documents.inspection.paper import Paper, Unfit, blaming_the_file, check_pixels
from documents.inspection.reasons import Reason
from documents.inspection.report import MediaType

FORMATS: dict[MediaType | None, str] = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG"}


@contextmanager
def open_image(paper: Paper) -> Iterator[Image.Image]:
    """The image, header read, by the one decoder of its type: a PNG never reaches another parser."""
    with blaming_the_file(Reason.INVALID_IMAGE):
        try:
            image = Image.open(paper.path, formats=(FORMATS[paper.media_type],))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Unfit(Reason.IMAGE_TOO_LARGE, "pixels") from error
        with image:
            yield image


def parse(paper: Paper) -> Paper:
    """Read the header. Nothing is decoded yet."""
    with open_image(paper) as image:
        # A phone's JPEG may hold several pictures (depth, preview); the first is the photo. A PNG may not.
        if image.format == "PNG" and getattr(image, "is_animated", False):
            raise Unfit(Reason.INVALID_IMAGE, "animated")
    return replace(paper, page_count=1)


def measure(paper: Paper) -> Paper:
    """Within the limit by what the header claims: decoders stop at that claim."""
    with open_image(paper) as image:
        check_pixels(image.width, image.height, paper.limits.pixels)
    return paper
