"""One dossier asks another for papers, or gives them back: a request like any other, decided under that one's lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chassis.between import LADDER, Ask, Between, Gone
from chassis.performer import Performer
from chassis.storage import Job

from documents.domain.borrowing import BorrowPapers, PapersBorrowed
from documents.domain.erasing import PapersReturned, ReturnPapers
from documents.domain.lending import Loan, LoanAsked, ReturnTold


@dataclass(frozen=True, slots=True)
class Lending:
    """What one dossier says to another."""

    between: Between

    async def borrow(self, order: BorrowPapers, job: Job) -> PapersBorrowed:
        """Ask for papers; what isn't lent isn't in the answer. Of an application that was erased none is."""
        documents = tuple(paper.document_id for paper in order.papers)
        asked = LoanAsked(borrower=job.subject, documents=documents)
        try:
            loan = Loan.model_validate_json(await self.between.answer(order.lender, asked, job))
        except Gone:
            loan = Loan(papers=())
        return PapersBorrowed(lender=order.lender, papers=order.papers, lent=loan.papers)

    async def give_back(self, order: ReturnPapers, job: Job) -> PapersReturned:
        """Say that papers are needed no more."""
        await self.between.tell(order.lender, ReturnTold(borrower=job.subject, documents=order.documents), job)
        return PapersReturned(documents=order.documents)


def performers(ask: Ask) -> Sequence[Performer[Any]]:
    """Return the effects between dossiers."""
    lending = Lending(Between("documents", ask))
    return [
        Performer(BorrowPapers, lending.borrow, ladder=LADDER),
        Performer(ReturnPapers, lending.give_back, ladder=LADDER),
    ]
