"""Papers are handed in: each that has no verdict yet is inspected, and the lodging is told of when all have one."""

from dataclasses import replace
from uuid import UUID

from chassis.decision import Cause, Decision, Effect
from contracts.events.intake import PapersLodged
from policy.registry import Packs

from documents.domain.borrowing import BorrowPapers
from documents.domain.dossier import UPLOAD_LAPSED, Dossier, Paper, PaperStatus, unknown
from documents.domain.inspecting import inspecting
from documents.domain.keeping import sweep_later
from documents.domain.telling import rejected, with_completion


def inspect_what_is_lodged(packs: Packs, state: Dossier | None, event: PapersLodged, cause: Cause) -> Decision[Dossier]:
    """Inspect every paper that was handed in and has no verdict yet.

    What never had a ticket here is asked for where the application may use papers of; elsewhere it is refused, and so
    is what was destroyed before it was handed in.
    """
    dossier = state or Dossier()
    named = tuple(paper.document_id for paper in event.papers)
    strangers = tuple(paper for paper in event.papers if dossier.paper(paper.document_id) is None)
    refused = [] if event.with_papers_of else [unknown(paper) for paper in strangers]
    lapsed = [_lapsed(paper) for paper in dossier.papers if paper.document_id in named and _is_lapsing(paper)]
    lodged = _lodged(dossier.plus(refused), named, lapsed).awaiting(named)
    started = inspecting(packs, lodged, [paper for paper in lodged.papers if paper.document_id in named])
    loans = (
        [Effect(BorrowPapers(lender=event.with_papers_of, papers=strangers), key="borrow")]
        if event.with_papers_of and strangers
        else []
    )
    decision = replace(
        started,
        effects=[*started.effects, *loans],
        timers=[] if lodged.let_go else [sweep_later(packs, lodged, cause.now)],
    )
    return with_completion(decision, lodged, [rejected(one, cause.now) for one in (*refused, *lapsed)], cause.now)


def _is_lapsing(paper: Paper) -> bool:
    return paper.is_going and paper.status is not PaperStatus.REJECTED


def _lapsed(paper: Paper) -> Paper:
    return replace(paper, status=PaperStatus.REJECTED, reason=UPLOAD_LAPSED)


def _lodged(dossier: Dossier, named: tuple[UUID, ...], lapsed: list[Paper]) -> Dossier:
    for paper in lapsed:
        dossier = dossier.with_paper(paper)
    papers = (replace(one, lodged=True) if one.document_id in named else one for one in dossier.papers)
    return replace(dossier, papers=tuple(papers))
