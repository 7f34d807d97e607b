"""Can the file be opened at all as what it claims to be."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pikepdf
from PIL import Image

from documents.inspection.paper import Paper, Unfit, blaming_the_file
from documents.inspection.reasons import Reason
from documents.inspection.report import Flag, MediaType

FORMATS: dict[MediaType | None, str] = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG"}


def parse(paper: Paper) -> Paper:
    """Read the outermost structure: the header of an image, the page tree of a PDF. Nothing is decoded yet."""
    return _parse_pdf(paper) if paper.media_type == MediaType.PDF else _parse_image(paper)


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


@contextmanager
def open_pdf(paper: Paper) -> Iterator[pikepdf.Pdf]:
    """The PDF, without repair: of a damaged file, pages might be missing that nobody would miss.

    A file locked by its owner only (no printing, no copying) opens without a password, as hospital systems make them.
    """
    with blaming_the_file(Reason.INVALID_PDF):
        try:
            pdf = pikepdf.open(paper.path, attempt_recovery=False)
        except pikepdf.PasswordError as error:
            raise Unfit(Reason.ENCRYPTED) from error
        with pdf:
            yield pdf


def _parse_image(paper: Paper) -> Paper:
    with open_image(paper) as image:
        # A phone's JPEG may hold several pictures (depth, preview); the first is the photo. A PNG may not.
        if image.format == "PNG" and getattr(image, "is_animated", False):
            raise Unfit(Reason.INVALID_IMAGE, "animated")
    return replace(paper, page_count=1)


def _parse_pdf(paper: Paper) -> Paper:
    with open_pdf(paper) as pdf:
        flags = (Flag.OWNER_LOCKED,) if pdf.is_encrypted else ()
        return replace(paper, page_count=len(pdf.pages)).flagged(*flags)
