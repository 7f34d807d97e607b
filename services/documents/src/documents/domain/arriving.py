"""A paper that is not in the store (yet): file and event come in either order."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from chassis.decision import Cause, Decision, Effect
from contracts.event import Part
from policy.registry import Packs
from pydantic import Field

from documents.domain.dossier import Dossier, PaperStatus
from documents.domain.inspecting import PaperInspected, note_the_verdict, order_for

NOT_UPLOADED = "not_uploaded"

PAUSES = (0.5, 1.0, 2.0, 4.0, 7.5, 15.0, *(30.0 for _ in range(9)))
"""Seconds from one look to the next; in all the five minutes in which a paper may still arrive."""


class PaperMissing(Part):
    """A result of `InspectPaper`: the store has no such file. `looks`: how often in a row it said so.

    A look that fails is none. Whatever kept one from succeeding may have kept the person from uploading, too: the
    five minutes then begin anew.
    """

    document_id: UUID
    looks: Annotated[int, Field(ge=1)]


def look_again(packs: Packs, state: Dossier | None, missing: PaperMissing, cause: Cause) -> Decision[Dossier]:
    """Look again after a pause, or say after the last that the paper didn't arrive."""
    paper = state.paper(missing.document_id) if state else None
    if state is None or paper is None or paper.status is not PaperStatus.INSPECTING:
        return Decision()
    if missing.looks > len(PAUSES):
        return note_the_verdict(state, PaperInspected(document_id=paper.document_id, reason=NOT_UPLOADED), cause)
    look = order_for(packs, state, paper, missing.looks)
    after = timedelta(seconds=PAUSES[missing.looks - 1])
    return Decision(effects=[Effect(look, key=f"look:{missing.looks}", not_before=cause.now + after)])
