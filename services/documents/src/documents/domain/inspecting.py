"""Inspection: asked for when a paper is uploaded or lodged, done once, told at once."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated
from uuid import UUID

from chassis.decision import Answer, Cause, Decision, Effect, Exhausted, NotFound
from contracts.event import Part
from contracts.events.intake import PapersLodged
from contracts.events.requests import NamedPaper
from contracts.vocabulary import Code, Moment, Sha256
from pydantic import Field

from documents.domain.borrowing import BorrowPapers
from documents.domain.dossier import UNKNOWN_DOCUMENT, Dossier, Paper, PaperStatus
from documents.domain.telling import accepted, rejected, with_completion


class CompletionTold(Part):
    """A request: this paper is uploaded, inspect it."""

    document_id: UUID


class InspectPaper(Part):
    """An effect: seal the uploaded version and inspect it against what was declared."""

    document_id: UUID
    media_type: str
    size: int
    sha256: Sha256
    asked_at: Moment


class PaperInspected(Part):
    """The effect's result. A rejected paper has a `reason`, an accepted one its version, pages and flags."""

    document_id: UUID
    reason: Code | None = None
    sha256: Sha256 | None = None
    size: Annotated[int, Field(ge=0)] = 0
    media_type: str = ""
    version_id: str = ""
    pages: Annotated[int, Field(ge=0)] = 0
    flags: tuple[Code, ...] = ()


class InspectionStarted(Part):
    """The answer to `CompletionTold`."""

    document_id: UUID
    status: PaperStatus


def inspect_the_upload(state: Dossier | None, told: CompletionTold, cause: Cause) -> Decision[Dossier]:
    """Inspect a paper as soon as it is uploaded, so that a bad one is known while the person is still there."""
    paper = state.paper(told.document_id) if state else None
    if state is None or paper is None:
        raise NotFound
    started = _started(state, [paper], cause.now)
    status = PaperStatus.INSPECTING if started.effects else paper.status
    return replace(started, answer=Answer(InspectionStarted(document_id=paper.document_id, status=status)))


def inspect_what_is_lodged(state: Dossier | None, event: PapersLodged, cause: Cause) -> Decision[Dossier]:
    """Inspect every paper that was handed in and has no verdict yet.

    What never had a ticket here is asked for where the application may use papers of; elsewhere it is refused.
    """
    dossier = state or Dossier()
    strangers = tuple(named for named in event.papers if dossier.paper(named.document_id) is None)
    unknown = [] if event.with_papers_of else [_unknown(named) for named in strangers]
    lodged = replace(
        dossier.plus(unknown), lodged=tuple(named.document_id for named in event.papers), told_complete=False
    )
    waiting = [paper for one in lodged.lodged if (paper := lodged.paper(one)) is not None]
    started = _started(lodged, waiting, cause.now)
    if event.with_papers_of and strangers:
        borrow = Effect(BorrowPapers(lender=event.with_papers_of, papers=strangers), key="borrow")
        started = replace(started, effects=[*started.effects, borrow])
    return with_completion(started, lodged, [rejected(paper, cause.now) for paper in unknown], cause.now)


def note_the_verdict(state: Dossier | None, result: PaperInspected, cause: Cause) -> Decision[Dossier]:
    """Tell a paper's verdict, once; and that the dossier is complete, when it was the last one missing."""
    paper = state.paper(result.document_id) if state else None
    if state is None or paper is None or paper.status is not PaperStatus.INSPECTING:
        return Decision()
    judged = _judged(paper, result)
    event = rejected(judged, cause.now) if result.reason else accepted(judged, cause.now)
    dossier = state.with_paper(judged)
    return with_completion(Decision(dossier), dossier, [event], cause.now)


def inspect_again(state: Dossier | None, given_up: Exhausted, cause: Cause) -> Decision[Dossier]:
    """Begin the ladder anew: an outage of the store or the inspector is never held against a paper."""
    again = InspectPaper.model_validate_json(given_up.body)
    paper = state.paper(again.document_id) if state else None
    if paper is None or paper.status is not PaperStatus.INSPECTING:
        return Decision()
    return Decision(effects=[Effect(again, key=f"again:{cause.message_id}")])


def _unknown(named: NamedPaper) -> Paper:
    return Paper(named.document_id, named.material, status=PaperStatus.REJECTED, reason=UNKNOWN_DOCUMENT)


def _started(dossier: Dossier, papers: list[Paper], now: datetime) -> Decision[Dossier]:
    fresh = [paper for paper in papers if paper.status is PaperStatus.TICKETED]
    for paper in fresh:
        dossier = dossier.with_paper(replace(paper, status=PaperStatus.INSPECTING))
    return Decision(dossier, effects=[Effect(_order(paper, now), key=str(paper.document_id)) for paper in fresh])


def _order(paper: Paper, now: datetime) -> InspectPaper:
    return InspectPaper(
        document_id=paper.document_id,
        media_type=paper.media_type,
        size=paper.size,
        sha256=paper.sha256,
        asked_at=now,
    )


def _judged(paper: Paper, result: PaperInspected) -> Paper:
    if result.reason:
        return replace(paper, status=PaperStatus.REJECTED, reason=result.reason)
    return replace(
        paper,
        status=PaperStatus.ACCEPTED,
        sha256=result.sha256 or paper.sha256,
        size=result.size,
        media_type=result.media_type,
        version_id=result.version_id,
        pages=result.pages,
        flags=result.flags,
    )
