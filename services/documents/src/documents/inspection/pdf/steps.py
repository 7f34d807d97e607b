"""What is done to a PDF once it is recognised."""

from documents.inspection.paper import Paper
from documents.inspection.pdf.activity import look_for_activity
from documents.inspection.pdf.extent import measure
from documents.inspection.pdf.rasters import rasters_of
from documents.inspection.pdf.structure import parse
from documents.inspection.pdf.unpacking import bound_unpacking
from documents.inspection.rendition import leave_pages


def render(paper: Paper) -> Paper:
    """Leave its pages as they would be printed."""
    return leave_pages(paper, rasters_of(paper))


STEPS = (
    bound_unpacking,
    parse,
    measure,  # pixels and pages, before anything is decoded
    look_for_activity,
    # the malware scan belongs here: before the decoders, which are the likeliest target
    render,
)
