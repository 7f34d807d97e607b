"""Inspection: asked for when a paper is uploaded or lodged, done once, told at once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated
from uuid import UUID

from chassis.decision import Answer, Cause, Decision, Effect, Exhausted, NotFound
from contracts.event import Part
from contracts.vocabulary import Code, Sha256
from policy.registry import Packs
from pydantic import Field

from documents.domain import refusals
from documents.domain.dossier import Dossier, Paper, PaperStatus
from documents.domain.telling import accepted, rejected, with_completion


class CompletionTold(Part):
    """A request: this paper is uploaded, inspect it."""

    document_id: UUID


class InspectionLimits(Part):
    """What a file of this application may be: bytes, pages, and pixels of a picture."""

    max_bytes: int
    max_pages: int
    max_pixels: int


class InspectPaper(Part):
    """An effect: seal the uploaded version and inspect it against what was declared.

    `looks`: how often the store was asked for it in vain, one after the other. Without `limits` (no ticket told which
    pack is the application's) the inspector's own hold.
    """

    document_id: UUID
    media_type: str
    size: int
    sha256: Sha256
    limits: InspectionLimits | None = None
    looks: Annotated[int, Field(ge=0)] = 0


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


def inspect_the_upload(packs: Packs, state: Dossier | None, told: CompletionTold, cause: Cause) -> Decision[Dossier]:
    """Inspect a paper as soon as it is uploaded, so that a bad one is known while the person is still there."""
    del cause
    paper = state.paper(told.document_id) if state else None
    if state is None or paper is None:
        raise NotFound
    if paper.is_going:
        raise refusals.DossierErased if state.let_go else refusals.UploadLapsed
    started = inspecting(packs, state, [paper])
    status = PaperStatus.INSPECTING if started.effects else paper.status
    return replace(started, answer=Answer(InspectionStarted(document_id=paper.document_id, status=status)))


def note_the_verdict(state: Dossier | None, result: PaperInspected, cause: Cause) -> Decision[Dossier]:
    """Tell a paper's verdict, once; and that a lodging is complete, when it was the last one missing."""
    paper = state.paper(result.document_id) if state else None
    if state is None or paper is None or paper.status is not PaperStatus.INSPECTING:
        return Decision()
    judged = _judged(paper, result)
    event = rejected(judged, cause.now) if result.reason else accepted(judged, cause.now)
    dossier = state.with_paper(judged)
    return with_completion(Decision(dossier), dossier, [event], cause.now)


def inspect_again(state: Dossier | None, given_up: Exhausted, cause: Cause) -> Decision[Dossier]:
    """Begin the ladder anew: an outage of the store or the inspector is never held against a paper."""
    order = InspectPaper.model_validate_json(given_up.body)
    paper = state.paper(order.document_id) if state else None
    if paper is None or paper.status is not PaperStatus.INSPECTING:
        return Decision()
    return Decision(effects=[Effect(order.model_copy(update={"looks": 0}), key=f"again:{cause.message_id}")])


def inspecting(packs: Packs, dossier: Dossier, papers: Sequence[Paper]) -> Decision[Dossier]:
    """Return the dossier with the inspection of those papers begun that have no verdict and aren't inspected yet."""
    fresh = [paper for paper in papers if paper.status is PaperStatus.TICKETED]
    for paper in fresh:
        dossier = dossier.with_paper(replace(paper, status=PaperStatus.INSPECTING))
    effects = [Effect(order_for(packs, dossier, paper), key=str(paper.document_id)) for paper in fresh]
    return Decision(dossier, effects=effects)


def order_for(packs: Packs, dossier: Dossier, paper: Paper, looks: int = 0) -> InspectPaper:
    """Return the order to inspect a paper, by the limits of the application's pack."""
    return InspectPaper(
        document_id=paper.document_id,
        media_type=paper.media_type,
        size=paper.size,
        sha256=paper.sha256,
        limits=_limits(packs, dossier),
        looks=looks,
    )


def _limits(packs: Packs, dossier: Dossier) -> InspectionLimits | None:
    if dossier.pack is None:
        return None
    files = packs.pinned(dossier.pack.id, dossier.pack.version).files
    return InspectionLimits(max_bytes=files.max_bytes, max_pages=files.max_pages, max_pixels=files.max_pixels)


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
