"""What documents decides, message type by message type."""

from functools import partial

from chassis.process import Process
from contracts.catalogue import DOCUMENTS_DOSSIERS
from contracts.events.intake import DraftExpired, PapersLodged
from policy.registry import Packs

from documents.domain import awaiting, erasing, inspecting, ticketing
from documents.domain.dossier import Dossier, TimerKind, from_version_1


def process(packs: Packs) -> Process[Dossier]:
    """Return the table of documents' decisions, with the policy packs bound."""
    table = Process("documents", Dossier, DOCUMENTS_DOSSIERS, version=2, upcasters={1: from_version_1})
    table.on(ticketing.TicketsAsked, partial(ticketing.give_tickets, packs))
    table.on(inspecting.CompletionTold, partial(inspecting.inspect_the_upload, packs))
    table.on(PapersLodged, partial(inspecting.inspect_what_is_lodged, packs))
    table.on(inspecting.PaperInspected, inspecting.note_the_verdict)
    table.on(awaiting.PaperMissing, partial(awaiting.look_again, packs))
    table.on_exhausted(inspecting.InspectPaper, inspecting.inspect_again)
    table.on(DraftExpired, erasing.erase_the_papers)
    table.on(erasing.PapersErased, erasing.note_the_erasure)
    table.on_exhausted(erasing.ErasePapers, erasing.erase_again)
    table.on_timer(TimerKind.SWEEP, erasing.sweep)
    return table
