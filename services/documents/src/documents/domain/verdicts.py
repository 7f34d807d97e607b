"""The verdict on a paper: final, once, told at once. An outage is never a rejection."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from chassis.decision import Cause, Decision, Exhausted
from contracts.event import Event
from contracts.events.documents import DocumentAccepted, DocumentRejected
from policy.registry import Packs

from documents.domain.completing import complete
from documents.domain.dossier import Dossier, Paper, PaperStatus
from documents.domain.erasing import erasure
from documents.domain.inspecting import InspectPaper, PaperInspected, PaperMissing, inspection

NOT_UPLOADED = "not_uploaded"
LOOK_AGAIN_AFTER = (1, 2, 4, 8, 15, 30, 60, 60, 60, 60)
"""Seconds from one look for a file to the next, five minutes in all; looks that found no store don't count."""

REST = timedelta(minutes=10)


def look_again_for_paper(packs: Packs, state: Dossier | None, body: PaperMissing, cause: Cause) -> Decision[Dossier]:
    """Wait for a file that isn't there yet; after five minutes the paper counts as not uploaded."""
    paper = _awaited(state, body.document_id)
    if state is None or paper is None:
        return Decision()
    if paper.looks == len(LOOK_AGAIN_AFTER):
        return _reject(state, paper, NOT_UPLOADED, cause)
    at = cause.now + timedelta(seconds=LOOK_AGAIN_AFTER[paper.looks])
    looked = replace(paper, looks=paper.looks + 1)
    return Decision(state.put(looked), effects=[inspection(packs, state, looked, at)])


def give_verdict(state: Dossier | None, body: PaperInspected, cause: Cause) -> Decision[Dossier]:
    """Accept or reject a paper by what was found of it; who waits for it hears at once."""
    paper = _awaited(state, body.document_id)
    if state is None or paper is None:
        return _clear_away(state, body.document_id, cause)
    if body.reason is not None:
        return _reject(state, replace(paper, version_id=body.version_id), body.reason, cause)
    accepted = replace(paper, status=PaperStatus.ACCEPTED, version_id=body.version_id, pages=body.pages)
    return _settle(state, accepted, _accepted(accepted, body, cause), cause)


def keep_trying(packs: Packs, state: Dossier | None, given_up: Exhausted, cause: Cause) -> Decision[Dossier]:
    """Go on after hours without a store or an inspector: a paper is never rejected for that."""
    paper = _awaited(state, InspectPaper.model_validate_json(given_up.body).document_id)
    if state is None or paper is None:
        return Decision()
    return Decision(effects=[inspection(packs, state, paper, cause.now + REST)])


def _awaited(state: Dossier | None, document_id: UUID) -> Paper | None:
    paper = state.paper(document_id) if state else None
    return paper if paper and paper.status is PaperStatus.SEALING else None


def _clear_away(state: Dossier | None, document_id: UUID, cause: Cause) -> Decision[Dossier]:
    """A paper may be destroyed while it is looked at: its page images then came after, and go too."""
    if state is not None and state.paper(document_id) is not None:
        return Decision()
    return Decision(effects=[erasure([document_id], cause.now)])


def _reject(dossier: Dossier, paper: Paper, reason: str, cause: Cause) -> Decision[Dossier]:
    rejected = replace(paper, status=PaperStatus.REJECTED, reason=reason)
    event = DocumentRejected(document_id=paper.id, material=paper.material, reason=reason, inspected_at=cause.now)
    return _settle(dossier, rejected, event, cause)


def _accepted(paper: Paper, found: PaperInspected, cause: Cause) -> DocumentAccepted:
    # What was declared is what was found: a file of another size, hash or type is rejected.
    return DocumentAccepted(
        document_id=paper.id,
        material=paper.material,
        sha256=paper.declared.sha256,
        size=paper.declared.size,
        media_type=paper.declared.media_type,
        version_id=paper.version_id,
        pages=paper.pages,
        flags=found.flags,
        inspected_at=cause.now,
    )


def _settle(dossier: Dossier, paper: Paper, event: Event, cause: Cause) -> Decision[Dossier]:
    return complete(Decision(emit=[event]), dossier.put(paper), cause)
