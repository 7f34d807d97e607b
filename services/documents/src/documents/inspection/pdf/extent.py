"""How much there is to look at: pages, pixels, and what a small file would unpack to."""

import pikepdf

from documents.inspection.paper import Paper, Unfit, check_pixels
from documents.inspection.pdf.objects import dictionaries_in, is_picture
from documents.inspection.pdf.structure import open_pdf
from documents.inspection.pdf.unpacking import UNPACKED
from documents.inspection.reasons import Reason

PAGE_SIDE = 14_400
"""Longest side of a page in points, 5.08 m (ISO 32000-1, annex C.2)."""


def measure(paper: Paper) -> Paper:
    """Within the limits by what the headers claim: decoders stop at those claims."""
    if paper.page_count > paper.limits.pages:
        raise Unfit(Reason.TOO_MANY_PAGES, f"{paper.page_count} pages")
    if paper.page_count == 0:
        raise Unfit(Reason.INVALID_PDF, "no pages")
    with open_pdf(paper) as pdf:
        for page in pdf.pages:
            _measure_page(pikepdf.Rectangle(page.mediabox))
        for node in dictionaries_in(pdf):
            _measure_stream(node, paper.limits.pixels)
    return paper


def _measure_page(box: pikepdf.Rectangle) -> None:
    if max(box.width, box.height) > PAGE_SIDE:
        raise Unfit(Reason.INVALID_PDF, f"page longer than {PAGE_SIDE} pt")


def _measure_stream(node: pikepdf.Object, pixels: int) -> None:
    if is_picture(node):
        check_pixels(int(node.get("/Width", 0)), int(node.get("/Height", 0)), pixels)
    elif isinstance(node, pikepdf.Stream):
        _unpack(node)


def _unpack(stream: pikepdf.Stream) -> None:
    """A stream that cannot be unpacked is left to the renderer, which does without a broken font, say."""
    try:
        stream.read_bytes()
    except pikepdf.DataDecodingError as error:
        if "limit exceeded" in str(error):
            raise Unfit(Reason.TOO_COSTLY, f"a stream unpacks to more than {UNPACKED} bytes") from error
    except pikepdf.PdfError:
        pass
