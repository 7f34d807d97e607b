"""What is done to a picture once it is recognised."""

from documents.inspection.paper import Paper
from documents.inspection.photo.picture import photo_of
from documents.inspection.photo.structure import measure, parse
from documents.inspection.rendition import leave_pages


def render(paper: Paper) -> Paper:
    """Leave the one page."""
    return leave_pages(paper, photo_of(paper))


STEPS = (
    parse,
    measure,
    # the malware scan belongs here: before the decoders, which are the likeliest target
    render,
)
