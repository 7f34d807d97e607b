"""Inspection: asked for when a paper is uploaded or lodged, done once, told at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Annotated
from uuid import UUID

from chassis.decision import Answer, Cause, Decision, Effect, Exhausted, NotFound
from contracts.event import Part
from contracts.events.documents import DocumentAccepted, DocumentRejected
from contracts.events.intake import PapersLodged
from contracts.vocabulary import Code, Sha256
from policy.registry import Packs
from pydantic import Field

from documents.domain.completing import tell
from documents.domain.dossier import Dossier, Paper, PaperStatus

UNKNOWN_DOCUMENT = "unknown_document"
Amount = Annotated[int, Field(ge=0)]


class CompletionTold(Part):
    """A request: this paper is uploaded, inspect it."""

    document_id: UUID


class FileBounds(Part):
    """What the city's rules allow a file: bytes, pages, and pixels of an image."""

    max_bytes: Amount
    max_pages: Amount
    max_pixels: Amount


class InspectPaper(Part):
    """An effect: seal the uploaded version and inspect it against what was declared and what is allowed."""

    document_id: UUID
    media_type: str
    size: int
    sha256: Sha256
    bounds: FileBounds | None = None


class PaperInspected(Part):
    """The effect's result. A rejected paper has a `reason`, an accepted one its version, pages and flags."""

    document_id: UUID
    reason: Code | None = None
    sha256: Sha256 | None = None
    size: Amount = 0
    media_type: str = ""
    version_id: str = ""
    pages: Amount = 0
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
    started = _started(packs, state, [paper])
    status = PaperStatus.INSPECTING if started.effects else paper.status
    return replace(started, answer=Answer(InspectionStarted(document_id=paper.document_id, status=status)))


def inspect_what_is_lodged(packs: Packs, state: Dossier | None, event: PapersLodged, cause: Cause) -> Decision[Dossier]:
    """Inspect every paper that was handed in and has no verdict yet; refuse those that aren't, or no longer, here."""
    dossier = state or Dossier()
    named = {one.document_id: one.material for one in event.papers}
    strangers = [
        Paper(one, material, status=PaperStatus.REJECTED, reason=UNKNOWN_DOCUMENT)
        for one, material in named.items()
        if dossier.paper(one) is None
    ]
    gone = [paper for one in named if (paper := dossier.paper(one)) and paper.status is PaperStatus.ERASED]
    lodged = _lodged(dossier.plus(strangers), named)
    started = _started(packs, lodged, [paper for one in named if (paper := lodged.paper(one))])
    refused = [_rejected(one, UNKNOWN_DOCUMENT, cause.now) for one in (*strangers, *gone)]
    return tell(started, lodged, refused, cause.now)


def note_the_verdict(state: Dossier | None, result: PaperInspected, cause: Cause) -> Decision[Dossier]:
    """Tell a paper's verdict, once; and that a lodging is complete, when it was the last one missing."""
    paper = state.paper(result.document_id) if state else None
    if state is None or paper is None or paper.status is not PaperStatus.INSPECTING or state.closed:
        return Decision()
    if result.reason:
        return reject(state, paper, result.reason, cause.now)
    good = replace(paper, status=PaperStatus.ACCEPTED, version_id=result.version_id, pages=result.pages)
    dossier = state.with_paper(good)
    return tell(Decision(dossier), dossier, [_accepted(good, result, cause.now)], cause.now)


def inspect_again(state: Dossier | None, given_up: Exhausted, cause: Cause) -> Decision[Dossier]:
    """Begin the ladder anew: an outage of the store or the inspector is never held against a paper."""
    again = InspectPaper.model_validate_json(given_up.body)
    paper = state.paper(again.document_id) if state else None
    if state is None or paper is None or paper.status is not PaperStatus.INSPECTING or state.closed:
        return Decision()
    return Decision(effects=[Effect(again, key=f"again:{cause.message_id}")])


def reject(dossier: Dossier, paper: Paper, reason: str, now: datetime) -> Decision[Dossier]:
    """Say that a paper can't be used, and why."""
    refused = replace(paper, status=PaperStatus.REJECTED, reason=reason)
    dossier = dossier.with_paper(refused)
    return tell(Decision(dossier), dossier, [_rejected(refused, reason, now)], now)


def order_of(packs: Packs, dossier: Dossier, paper: Paper) -> InspectPaper:
    """Return the order to inspect a paper, by the rules that its application is decided by."""
    return InspectPaper(
        document_id=paper.document_id,
        media_type=paper.media_type,
        size=paper.size,
        sha256=paper.sha256,
        bounds=_bounds(packs, dossier),
    )


def _bounds(packs: Packs, dossier: Dossier) -> FileBounds | None:
    if dossier.pack is None:
        return None
    files = packs.pinned(dossier.pack.id, dossier.pack.version).files
    return FileBounds(max_bytes=files.max_bytes, max_pages=files.max_pages, max_pixels=files.max_pixels)


def _lodged(dossier: Dossier, named: Iterable[UUID]) -> Dossier:
    lodging = tuple(named)
    papers = tuple(replace(paper, lodged=paper.lodged or paper.document_id in lodging) for paper in dossier.papers)
    return replace(dossier, papers=papers, awaited=(*dossier.awaited, lodging))


def _started(packs: Packs, dossier: Dossier, papers: Iterable[Paper]) -> Decision[Dossier]:
    fresh = [paper for paper in papers if paper.status is PaperStatus.TICKETED and not dossier.closed]
    for paper in fresh:
        dossier = dossier.with_paper(replace(paper, status=PaperStatus.INSPECTING))
    effects = [Effect(order_of(packs, dossier, paper), key=str(paper.document_id)) for paper in fresh]
    return Decision(dossier, effects=effects)


def _accepted(paper: Paper, result: PaperInspected, now: datetime) -> DocumentAccepted:
    return DocumentAccepted(
        document_id=paper.document_id,
        material=paper.material,
        sha256=result.sha256 or paper.sha256,
        size=result.size,
        media_type=result.media_type,
        version_id=result.version_id,
        pages=result.pages,
        flags=result.flags,
        inspected_at=now,
    )


def _rejected(paper: Paper, reason: str, now: datetime) -> DocumentRejected:
    return DocumentRejected(document_id=paper.document_id, material=paper.material, reason=reason, inspected_at=now)
