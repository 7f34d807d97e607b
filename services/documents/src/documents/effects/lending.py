"""One dossier asks another for papers, or gives them back: a request like any other, decided under that one's lock."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from chassis.effects import Performer
from chassis.message import Kind, Message
from chassis.rows import Reply
from chassis.storage import Job
from contracts.event import Part
from contracts.ids import derived

from documents.domain.borrowing import BorrowPapers, PapersBorrowed
from documents.domain.erasing import PapersReturned, ReturnPapers
from documents.domain.lending import Loan, LoanAsked, ReturnTold

Ask: TypeAlias = Callable[[Message], Awaitable[Reply]]
LADDER = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)
_OURSELVES = "documents"
_OK = 200


class Unanswered(Exception):  # noqa: N818
    """The other dossier gave no answer: it is asked again."""


@dataclass(frozen=True, slots=True)
class Lending:
    """Goes from one dossier to another. The effect's id is the request's key: asked twice, answered alike."""

    ask: Ask

    async def borrow(self, order: BorrowPapers, job: Job) -> PapersBorrowed:
        """Ask for papers; what isn't lent isn't in the answer."""
        documents = tuple(paper.document_id for paper in order.papers)
        asked = LoanAsked(borrower=job.subject, documents=documents)
        loan = Loan.model_validate_json(await self._answer(order.lender, asked, job))
        return PapersBorrowed(lender=order.lender, papers=order.papers, lent=loan.papers)

    async def give_back(self, order: ReturnPapers, job: Job) -> PapersReturned:
        """Say that papers are needed no more."""
        await self._answer(order.lender, ReturnTold(borrower=job.subject, documents=order.documents), job)
        return PapersReturned(documents=order.documents)

    async def _answer(self, lender: UUID, body: Part, job: Job) -> bytes:
        name = type(body).__name__
        message = Message(
            kind=Kind.REQUEST,
            id=derived(job.id, name),
            source=f"{_OURSELVES}/{job.subject}",
            subject=lender,
            type=name,
            body=body,
            actor=_OURSELVES,
            correlation_id=job.correlation_id,
            key=str(job.id),
        )
        reply = await self.ask(message)
        if reply.status != _OK:
            raise Unanswered(str(reply.status))
        return reply.body


def performers(ask: Ask) -> Sequence[Performer[Any]]:
    """Return the effects between dossiers."""
    lending = Lending(ask)
    return [
        Performer(BorrowPapers, lending.borrow, ladder=LADDER),
        Performer(ReturnPapers, lending.give_back, ladder=LADDER),
    ]
