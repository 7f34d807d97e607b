"""Does a PDF do anything when opened: programs are refused, scripts and the like are noted."""

import pikepdf

from documents.inspection.paper import Paper, Unfit
from documents.inspection.pdf.attachments import is_attachment, refuse_programs
from documents.inspection.pdf.objects import dictionaries_in, name_in
from documents.inspection.pdf.structure import open_pdf
from documents.inspection.reasons import Reason
from documents.inspection.report import Flag

ACTIONS = {"/JavaScript", "/SubmitForm", "/ImportData", "/Rendition", "/RichMediaExecute", "/GoTo3DView"}
MEDIA = {"/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"}
TRIGGERS = ("/AA", "/JS", "/XFA")


def look_for_activity(paper: Paper) -> Paper:
    """Go through all objects.

    Reviewers see page images only, where a script does no harm: such a paper goes on, with a flag.
    """
    flags: set[Flag] = set()
    with open_pdf(paper) as pdf:
        for node in dictionaries_in(pdf):
            flags |= _flags_of(node)
    return paper.flagged(*flags)


def _flags_of(node: pikepdf.Object) -> set[Flag]:
    if name_in(node, "/S") == "/Launch":
        raise Unfit(Reason.DANGEROUS_CONTENT, "launch")
    flags = set()
    if is_attachment(node):
        refuse_programs(node)
        flags.add(Flag.ATTACHMENT)
    if _acts(node):
        flags.add(Flag.ACTIVE_CONTENT)
    return flags


def _acts(node: pikepdf.Object) -> bool:
    return (
        name_in(node, "/S") in ACTIONS
        or name_in(node, "/Subtype") in MEDIA
        or any(key in node for key in TRIGGERS)
        or _opens_something(node.get("/OpenAction"))
    )


def _opens_something(action: object) -> bool:
    """Most files name the page to begin with here, as an array or a GoTo: that is not an act."""
    return isinstance(action, pikepdf.Dictionary) and name_in(action, "/S") != "/GoTo"
