"""Can the file be opened at all as the PDF it claims to be."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pikepdf

from documents.inspection.paper import Paper, Unfit, blaming_the_file
from documents.inspection.reasons import Reason
from documents.inspection.report import Flag


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


def parse(paper: Paper) -> Paper:
    """Read the page tree. Nothing is decoded yet."""
    with open_pdf(paper) as pdf:
        flags = (Flag.OWNER_LOCKED,) if pdf.is_encrypted else ()
        return replace(paper, page_count=len(pdf.pages)).flagged(*flags)
