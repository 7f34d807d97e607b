"""File and event come in either order: a paper that isn't there yet is looked for again, for a while."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from chassis.decision import Cause, Decision, Effect
from contracts.event import Part
from policy.registry import Packs

from documents.domain.dossier import Dossier, PaperStatus
from documents.domain.inspecting import order_of, reject

NOT_UPLOADED = "not_uploaded"
UPLOAD_WITHIN = timedelta(minutes=5)
"""How long a paper may still arrive, counted from the first look in vain at a store that answers."""
SOON, SELDOM = timedelta(seconds=1), timedelta(seconds=30)


class PaperMissing(Part):
    """The effect's result: the store answers, and there is no such file. `after_outage` if earlier looks failed."""

    document_id: UUID
    after_outage: bool = False


def look_again(packs: Packs, state: Dossier | None, result: PaperMissing, cause: Cause) -> Decision[Dossier]:
    """Look for the paper again, less and less often; refuse it when it isn't there within five minutes.

    After an outage of the store the minutes count anew: nobody could upload meanwhile either.
    """
    paper = state.paper(result.document_id) if state else None
    if state is None or paper is None or paper.status is not PaperStatus.INSPECTING or state.closed:
        return Decision()
    since = cause.now if paper.missing_since is None or result.after_outage else paper.missing_since
    if cause.now - since >= UPLOAD_WITHIN:
        return reject(state, paper, NOT_UPLOADED, cause.now)
    waited = replace(paper, missing_since=since)
    pause = min(max(SOON, (cause.now - since) / 4), SELDOM)
    again = Effect(order_of(packs, state, waited), key=f"again:{cause.message_id}", not_before=cause.now + pause)
    return Decision(state.with_paper(waited), effects=[again])
