"""From uploaded to sealed: when somebody says that a paper is complete, its file is fetched and inspected."""

from dataclasses import replace
from uuid import UUID

from chassis.decision import Answer, Cause, Decision, NotFound
from contracts.events.documents import DocumentRejected
from contracts.events.intake import PapersLodged
from contracts.events.requests import NamedPaper
from policy.registry import Packs

from documents.domain.completing import complete, completed
from documents.domain.dossier import Dossier, Paper, PaperStatus
from documents.domain.inspecting import inspection
from documents.domain.tickets import CompletionAsked, PaperStanding

UNKNOWN_DOCUMENT = "unknown_document"


def seal_paper(packs: Packs, state: Dossier | None, body: CompletionAsked, cause: Cause) -> Decision[Dossier]:
    """Inspect a paper as soon as its uploader says that it is there, without waiting for the lodging."""
    paper = state.paper(body.document_id) if state else None
    if state is None or paper is None:
        raise NotFound
    if paper.status is not PaperStatus.TICKETED:
        return Decision(answer=_standing(paper))
    sealing = replace(paper, status=PaperStatus.SEALING)
    effect = inspection(packs, state, sealing, cause.now)
    return Decision(state.put(sealing), effects=[effect], answer=_standing(sealing))


def _standing(paper: Paper) -> Answer:
    standing = PaperStanding(document_id=paper.id, material=paper.material, status=paper.status, reason=paper.reason)
    return Answer(standing, status=202)


def seal_lodged_papers(packs: Packs, state: Dossier | None, event: PapersLodged, cause: Cause) -> Decision[Dossier]:
    """Inspect what the application names; a paper that was never ticketed under it is rejected at once.

    Papers with a verdict keep it. When all that were named have one, the dossier is complete, once per lodging.
    """
    known = [paper for named in event.papers if state and (paper := state.paper(named.document_id))]
    strangers = _strangers(event, {paper.id for paper in known}, cause)
    documents = tuple(named.document_id for named in event.papers)
    if state is None or not known:
        return Decision(emit=[*strangers, completed(state, documents, cause)])
    dossier = replace(state.put(*map(_lodged, known)), waiting=(*state.waiting, documents))
    new = [paper for paper in known if paper.status is PaperStatus.TICKETED]
    effects = [inspection(packs, dossier, paper, cause.now) for paper in new]
    return complete(Decision(dossier, emit=strangers, effects=effects), dossier, cause)


def _lodged(paper: Paper) -> Paper:
    status = PaperStatus.SEALING if paper.status is PaperStatus.TICKETED else paper.status
    return replace(paper, status=status, lodged=True)


def _strangers(event: PapersLodged, known: set[UUID], cause: Cause) -> list[DocumentRejected]:
    return [_unknown(named, cause) for named in event.papers if named.document_id not in known]


def _unknown(named: NamedPaper, cause: Cause) -> DocumentRejected:
    return DocumentRejected(
        document_id=named.document_id, material=named.material, reason=UNKNOWN_DOCUMENT, inspected_at=cause.now
    )
