"""What is handed in, together with what is still good from the attempt before."""

from datetime import timedelta

from chassis.decision import Cause
from contracts.events.requests import MAX_PAPERS, AbsentPaper, ApplicationLodged, NamedPaper, SupplementLodged
from policy.pack import Pack

from intake.domain import refusals
from intake.domain.application import Application, Handover
from intake.domain.offering import materials_of

INSPECTION_WAIT = timedelta(minutes=10)


def hand_over(
    pack: Pack, application: Application, body: ApplicationLodged | SupplementLodged, cause: Cause
) -> Handover:
    """Return what is handed in now; raises what is wrong with the list of papers itself.

    Papers of the last attempt of the same round stay, but for those that documents rejected.
    """
    _check(pack, application, body)
    supplement_round = body.round if isinstance(body, SupplementLodged) else 0
    before = application.handover
    papers, absent = body.papers, body.absent
    if before is not None and before.round == supplement_round:
        papers = (*_kept(application, before, papers), *papers)
        absent = (*_still_absent(before, papers, absent), *absent)
    if len(papers) > MAX_PAPERS:
        raise refusals.TooManyPapers(most=MAX_PAPERS)
    return Handover(supplement_round, cause.now, cause.now + INSPECTION_WAIT, papers, absent)


def _check(pack: Pack, application: Application, body: ApplicationLodged | SupplementLodged) -> None:
    named = [paper.document_id for paper in body.papers]
    materials = {paper.material for paper in body.papers}
    absent = [paper.material for paper in body.absent]
    if len(set(named)) < len(named) or len(set(absent)) < len(absent) or materials & set(absent):
        raise refusals.PaperNamedTwice
    not_asked = sorted((materials | set(absent)) - materials_of(pack, application))
    if not_asked:
        raise refusals.MaterialNotAsked(material=not_asked[0])


def _kept(application: Application, before: Handover, papers: tuple[NamedPaper, ...]) -> list[NamedPaper]:
    named = {paper.document_id for paper in papers}
    rejected = {document for document, finding in application.findings.items() if finding.reason is not None}
    return [paper for paper in before.papers if paper.document_id not in named | rejected]


def _still_absent(
    before: Handover, papers: tuple[NamedPaper, ...], absent: tuple[AbsentPaper, ...]
) -> list[AbsentPaper]:
    mentioned = {paper.material for paper in papers} | {paper.material for paper in absent}
    return [paper for paper in before.absent if paper.material not in mentioned]
