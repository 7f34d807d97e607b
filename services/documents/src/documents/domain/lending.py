"""An application's papers serve another one of the same person: their dossier lends them, and takes them back.

Intake says which application may ask which; whether a paper may be used is decided here, under the lender's lock.
"""

from dataclasses import replace
from uuid import UUID

from chassis.decision import Answer, Cause, Decision
from contracts.event import Part
from contracts.vocabulary import Code, DocumentId, Sha256

from documents.domain.dossier import Dossier, Paper, PaperStatus
from documents.domain.erasing import let_go


class LoanAsked(Part):
    """A request of one dossier to another, to use these papers."""

    borrower: UUID
    documents: tuple[DocumentId, ...]


class LentPaper(Part):
    """A paper that may be used. `home` is the application it was uploaded for: its bytes and pages lie there."""

    document_id: DocumentId
    material: Code
    media_type: str
    size: int
    sha256: Sha256
    version_id: str
    pages: int
    flags: tuple[Code, ...] = ()
    home: UUID


class Loan(Part):
    """The answer: the papers that are lent. One that isn't there, was refused or is going isn't among them."""

    papers: tuple[LentPaper, ...]


class ReturnTold(Part):
    """The word that a borrower needs these papers no more."""

    borrower: UUID
    documents: tuple[DocumentId, ...]


class TakenBack(Part):
    """The answer to it."""


def lend_papers(state: Dossier | None, asked: LoanAsked, cause: Cause) -> Decision[Dossier]:
    """Lend what was accepted here and isn't on its way out; from now on it stays for the borrower, too."""
    if state is None:
        return Decision(answer=Answer(Loan(papers=())))
    papers = tuple(_lent(paper, asked) for paper in state.papers)
    lent = [paper for paper in papers if paper.document_id in asked.documents and paper.status is PaperStatus.ACCEPTED]
    loan = Loan(papers=tuple(_loan(paper, cause.subject) for paper in lent))
    return Decision(replace(state, papers=papers), answer=Answer(loan))


def _lent(paper: Paper, asked: LoanAsked) -> Paper:
    if paper.document_id not in asked.documents or paper.status is not PaperStatus.ACCEPTED:
        return paper
    return paper if asked.borrower in paper.lent_to else replace(paper, lent_to=(*paper.lent_to, asked.borrower))


def _loan(paper: Paper, application: UUID) -> LentPaper:
    return LentPaper(
        document_id=paper.document_id,
        material=paper.material,
        media_type=paper.media_type,
        size=paper.size,
        sha256=paper.sha256,
        version_id=paper.version_id,
        pages=paper.pages,
        flags=paper.flags,
        home=paper.lies_with(application),
    )


def take_back(state: Dossier | None, told: ReturnTold, cause: Cause) -> Decision[Dossier]:
    """Take papers back; where the application itself has let go of them and nobody else uses them, they go."""
    if state is None:
        return Decision(answer=Answer(TakenBack()))
    papers = tuple(
        replace(paper, lent_to=tuple(one for one in paper.lent_to if one != told.borrower))
        if paper.document_id in told.documents
        else paper
        for paper in state.papers
    )
    returned = replace(state, papers=papers)
    decision = let_go(returned, cause.now) if returned.let_go else Decision(returned)
    return replace(decision, answer=Answer(TakenBack()))
