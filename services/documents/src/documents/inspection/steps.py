"""The steps of an inspection, in order; the first that finds the file unfit ends it."""

from collections.abc import Callable
from pathlib import Path

from documents.inspection.activity import look_for_activity
from documents.inspection.decoders import bound_decoders
from documents.inspection.extent import measure
from documents.inspection.integrity import compare_hash, compare_size
from documents.inspection.magic import recognise
from documents.inspection.paper import Paper, Unfit
from documents.inspection.rendition import render
from documents.inspection.report import Declared, Limits, Report, Verdict
from documents.inspection.structure import parse

Step = Callable[[Paper], Paper]

STEPS: tuple[Step, ...] = (
    compare_size,  # nothing is read before it is known to be small enough
    compare_hash,
    recognise,  # by the bytes at offset 0, never by name
    parse,
    measure,  # pixels and pages, before anything is decoded
    look_for_activity,
    # the malware scan belongs here: before the decoders, which are the likeliest target
    render,
    # legibility (blur, dark, cut off, blank) belongs here: it looks at the page images
)


def inspect(path: Path, declared: Declared, limits: Limits) -> Report:
    """Take the file at `path` through all steps, in this process, and leave its page images beside it.

    Raises OSError if the machine fails (disk full, file gone); a bad file is a report.
    """
    bound_decoders(limits)
    paper = Paper(path, declared, limits)
    try:
        for step in STEPS:
            paper = step(paper)
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
