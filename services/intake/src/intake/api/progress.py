"""Where an application stands, for the channels that follow it."""

from uuid import UUID

from chassis.http.parties import Channel
from contracts.events.requests import NamedPaper
from contracts.events.updates import ProgressChanged
from contracts.vocabulary import Code
from fastapi import APIRouter
from pydantic import BaseModel

from intake.domain.application import Application, followed_by
from intake.domain.progress import progress
from intake.store import Applications


class PaperShown(BaseModel):
    """A paper that documents has looked at; `reason` is set where it can't be used."""

    document_id: UUID
    material: str
    accepted: bool
    reason: Code | None = None


class ApplicationShown(BaseModel):
    """An application as its applicant may see it. `joined` names the open one that it became part of.

    `may_be_named` are papers of the application `with_papers_of` that were accepted there: named when lodging, they
    needn't be uploaded again.
    """

    application_id: UUID
    pooling_area: str
    disease_code: str
    progress: ProgressChanged
    papers: tuple[PaperShown, ...]
    joined: UUID | None = None
    with_papers_of: UUID | None = None
    may_be_named: tuple[NamedPaper, ...] = ()


def router(applications: Applications) -> APIRouter:
    """Return the route by which a channel asks."""
    routes = APIRouter(tags=["applications"])

    @routes.get("/v1/applications/{application_id}", response_model_exclude_none=True)
    async def show(application_id: UUID, channel: Channel) -> ApplicationShown:
        """Show an application that this channel follows; any other is 404, whether it exists or not."""
        found = followed_by(await applications.named(application_id), channel.code)
        return _shown(application_id, found)

    return routes


def _shown(application_id: UUID, application: Application) -> ApplicationShown:
    papers = (
        PaperShown(
            document_id=document, material=finding.material, accepted=finding.reason is None, reason=finding.reason
        )
        for document, finding in application.findings.items()
    )
    return ApplicationShown(
        application_id=application_id,
        pooling_area=application.asked.pooling_area,
        disease_code=application.asked.disease_code,
        progress=progress(application),
        papers=tuple(papers),
        joined=application.joined,
        with_papers_of=application.asked.with_papers_of,
        may_be_named=application.linked.papers if application.linked else (),
    )
