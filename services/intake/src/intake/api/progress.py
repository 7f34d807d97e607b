"""Where applications stand: one by its id or its number, and all of a person's, for the channels they come through."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from chassis.decision import NotFound
from chassis.http.parties import Channel
from contracts.events.requests import NamedPaper
from contracts.events.updates import ProgressChanged
from contracts.vocabulary import ApplicationNumber, Code
from fastapi import APIRouter, Query
from policy.registry import Packs
from pydantic import BaseModel

from intake.domain.application import Application, followed_by
from intake.domain.numbers import is_number
from intake.domain.progress import progress_for
from intake.domain.refusals import NumberInvalid
from intake.store import Applications
from intake.vault.visits import Visits

Number = Annotated[ApplicationNumber, Query(description="The application's number; letters are capitals")]


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


class Part(StrEnum):
    """What somebody has to do with an application."""

    APPLICANT = "applicant"
    AGENT = "agent"


class ApplicationListed(BaseModel):
    """An application in a person's list. `yours`: this channel may act on it; others only show where it stands."""

    application_id: UUID
    part: Part
    pooling_area: str
    disease_code: str
    opened_at: datetime
    yours: bool
    progress: ProgressChanged
    joined: UUID | None = None


class ApplicationsListed(BaseModel):
    """What was filed for a person, whoever filed it, and what they filed for others; the newest first, 100 at most."""

    applications: tuple[ApplicationListed, ...]


def router(applications: Applications, visits: Visits, packs: Packs) -> APIRouter:
    """Return the routes by which a channel asks where applications stand."""
    routes = APIRouter(tags=["applications"])

    @routes.get("/v1/applications", response_model_exclude_none=True)
    async def find(number: Number, channel: Channel) -> ApplicationShown:
        """Show the application of this number, if this channel follows it; any other is 404.

        422 `NUMBER_INVALID` for a number with a slip: its check digit doesn't fit.
        """
        if not is_number(number):
            raise NumberInvalid
        found = await applications.numbered(number)
        if found is None:
            raise NotFound
        return _shown(packs, channel.code, found[0], followed_by(found[1], channel.code))

    @routes.get("/v1/applications/{application_id}", response_model_exclude_none=True)
    async def show(application_id: UUID, channel: Channel) -> ApplicationShown:
        """Show an application that this channel follows; any other is 404, whether it exists or not."""
        found = followed_by(await applications.named(application_id), channel.code)
        return _shown(packs, channel.code, application_id, found)

    @routes.get("/v1/persons/{person_ref}/applications", response_model_exclude_none=True)
    async def list_all(person_ref: UUID, channel: Channel) -> ApplicationsListed:
        """List all applications of the person who is logged in at this channel, and those they filed as an agent.

        Whichever channel they came through. 404 unless this channel registered the person (`POST /v1/persons`).
        """
        if not await visits.has_come(person_ref, channel.code):
            raise NotFound
        found = await applications.concerning(person_ref)
        listed = (_listed(packs, person_ref, channel.code, one, application) for one, application in found)
        return ApplicationsListed(applications=tuple(listed))

    return routes


def _shown(packs: Packs, channel: str, application_id: UUID, application: Application) -> ApplicationShown:
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
        progress=progress_for(packs, application, channel),
        papers=tuple(papers),
        joined=application.joined,
        with_papers_of=application.asked.with_papers_of,
        may_be_named=application.linked.papers if application.linked else (),
    )


def _listed(
    packs: Packs, person_ref: UUID, channel: str, application_id: UUID, application: Application
) -> ApplicationListed:
    asked = application.asked
    return ApplicationListed(
        application_id=application_id,
        part=Part.APPLICANT if asked.person_ref == person_ref else Part.AGENT,
        pooling_area=asked.pooling_area,
        disease_code=asked.disease_code,
        opened_at=application.opened_at,
        yours=channel in application.channels,
        progress=progress_for(packs, application, channel),
        joined=application.joined,
    )
