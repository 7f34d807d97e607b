"""What documents decides, message type by message type."""

from functools import partial

from chassis.process import Process
from contracts.catalogue import DOCUMENTS_DOSSIERS
from contracts.events.intake import DraftExpired, PapersLodged
from policy.registry import Packs

from documents.domain import arriving, borrowing, erasing, inspecting, lending, lodging, sweeping, ticketing
from documents.domain.dossier import Dossier
from documents.domain.keeping import SWEEP
from documents.domain.upcasting import UPCASTERS, VERSION


def process(packs: Packs) -> Process[Dossier]:
    """Return the table of documents' decisions, with the policy packs bound."""
    table = Process("documents", Dossier, DOCUMENTS_DOSSIERS, VERSION, UPCASTERS)
    table.on(ticketing.TicketsAsked, partial(ticketing.give_tickets, packs))
    table.on(inspecting.CompletionTold, partial(inspecting.inspect_the_upload, packs))
    table.on(PapersLodged, partial(lodging.inspect_what_is_lodged, packs))
    table.on(inspecting.PaperInspected, inspecting.note_the_verdict)
    table.on(arriving.PaperMissing, partial(arriving.look_again, packs))
    table.on_exhausted(inspecting.InspectPaper, inspecting.inspect_again)
    table.on_timer(SWEEP, partial(sweeping.sweep, packs))
    table.on(DraftExpired, erasing.erase_the_papers)
    table.on(erasing.PapersErased, erasing.note_the_erasure)
    table.on_exhausted(erasing.ErasePapers, erasing.erase_again)
    _loans(table)
    return table


def _loans(table: Process[Dossier]) -> None:
    table.on(lending.LoanAsked, lending.lend_papers)
    table.on(lending.ReturnTold, lending.take_back)
    table.on(borrowing.PapersBorrowed, borrowing.note_the_loan)
    table.on_exhausted(borrowing.BorrowPapers, borrowing.ask_again)
    table.on(erasing.PapersReturned, erasing.note_the_return)
    table.on_exhausted(erasing.ReturnPapers, erasing.give_back_again)
