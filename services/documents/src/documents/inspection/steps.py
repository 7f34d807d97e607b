"""The steps of an inspection, in order; the first that finds the file unfit ends it."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from documents.inspection.decoders import bound_decoders
from documents.inspection.integrity import compare_hash, compare_size
from documents.inspection.magic import recognise
from documents.inspection.paper import Paper, Unfit
from documents.inspection.report import Declared, Limits, MediaType, Report, Verdict

Step = Callable[[Paper], Paper]

FIRST: tuple[Step, ...] = (
    compare_size,  # nothing is read before it is known to be small enough
    compare_hash,
    recognise,  # by the bytes at offset 0, never by name
)
REST_OF: Mapping[MediaType | None, str] = MappingProxyType(
    {
        MediaType.JPEG: "documents.inspection.photo.steps",
        MediaType.PNG: "documents.inspection.photo.steps",
        MediaType.PDF: "documents.inspection.pdf.steps",
    }
)
"""Where the steps of a type are. They are loaded for their own type only: loading the parsers of PDFs takes longer than
looking at a photograph, and what isn't loaded can't be attacked."""


def inspect(path: Path, declared: Declared, limits: Limits) -> Report:
    """Take the file at `path` through all steps, in this process, and leave its page images beside it.

    Raises OSError if the machine fails (disk full, file gone); a bad file is a report.
    """
    bound_decoders(limits)
    paper = Paper(path, declared, limits)
    try:
        for step in FIRST:
            paper = step(paper)
        for step in import_module(REST_OF[paper.media_type]).STEPS:
            paper = step(paper)
        # legibility (blur, dark, cut off, blank) belongs here: it looks at the page images
    except Unfit as unfit:
        return _report(paper, Verdict.REJECTED, unfit)
    return _report(paper, Verdict.ACCEPTED)


def _report(paper: Paper, verdict: Verdict, unfit: Unfit | None = None) -> Report:
    return Report(
        verdict=verdict,
        size=paper.size,
        sha256=paper.sha256,
        media_type=paper.media_type,
        reason=unfit.reason if unfit else None,
        detail=unfit.detail if unfit else "",
        pages=() if unfit else paper.pages,
        flags=tuple(sorted(paper.flags)),
    )
