"""What documents finds of each paper, and how long a lodged application waits for it."""

from dataclasses import replace

from chassis.decision import Cause, Decision, Timer
from contracts.events.documents import DocumentAccepted, DocumentErased, DocumentRejected
from contracts.events.requests import NamedPaper
from contracts.events.updates import Item
from contracts.vocabulary import ApplicationState
from policy.registry import Packs

from intake.domain.application import UNSUBMITTED, WITH_REVIEW, Application, Finding
from intake.domain.completeness import settle, unfit_item
from intake.domain.offering import pinned
from intake.domain.progress import tell

ASKS_THE_PERSON = UNSUBMITTED | {ApplicationState.AWAITING_SUPPLEMENT}
"""The person may still put a paper right. With review it is the reviewer who asks."""


def note_accepted_paper(
    packs: Packs, state: Application | None, body: DocumentAccepted, cause: Cause
) -> Decision[Application]:
    """Count a paper as fit; go on if it was the last one waited for."""
    if state is None or state.status not in UNSUBMITTED | WITH_REVIEW:
        return Decision()
    found = replace(state, findings={**state.findings, body.document_id: Finding(body.material)})
    left = tuple(item for item in state.items if not _mended(item, state, body))
    return _settle_or_tell(packs, state, replace(found, items=left), cause)


def _mended(item: Item, application: Application, paper: DocumentAccepted) -> bool:
    if item.document_id == paper.document_id:
        return True
    is_draft = application.status is ApplicationState.DRAFT
    return is_draft and item.document_id is not None and item.material == paper.material


def note_rejected_paper(
    packs: Packs, state: Application | None, body: DocumentRejected, cause: Cause
) -> Decision[Application]:
    """Tell the person at once that a paper can't be used, and why, while they are still there."""
    if state is None or state.status not in UNSUBMITTED | WITH_REVIEW:
        return Decision()
    finding = Finding(body.material, body.reason)
    found = replace(state, findings={**state.findings, body.document_id: finding})
    if found.status not in ASKS_THE_PERSON:
        return Decision(state=found)
    paper = NamedPaper(document_id=body.document_id, material=body.material)
    unfit = unfit_item(pinned(packs, found), found, paper)
    others = [item for item in state.items if item.document_id != body.document_id]
    items = (*others, *filter(None, [unfit]))
    return _settle_or_tell(packs, state, replace(found, items=items), cause)


def forget_the_paper(state: Application | None, body: DocumentErased, cause: Cause) -> Decision[Application]:
    """Know that a paper is gone: no further application can use it."""
    del cause
    if state is None or body.document_id not in state.findings:
        return Decision()
    left = {document: finding for document, finding in state.findings.items() if document != body.document_id}
    return Decision(state=replace(state, findings=left))


def _settle_or_tell(packs: Packs, before: Application, found: Application, cause: Cause) -> Decision[Application]:
    changed = found if found.items == before.items else replace(found, changed_at=cause.now)
    decision = settle(packs, changed, cause)
    if decision.emit or changed is found:
        return decision
    return replace(decision, emit=tell(packs, changed, before))


def stop_waiting(packs: Packs, state: Application | None, timer: Timer, cause: Cause) -> Decision[Application]:
    """Go on without the verdicts that are still outstanding: ten minutes are long enough to wait for a scanner."""
    del timer
    return Decision() if state is None else settle(packs, state, cause)
