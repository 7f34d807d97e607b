"""Where the newest applications stand, for operators: nothing of whom they concern, nor of which disease."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from chassis.http.operators import operators_only
from contracts.vocabulary import ApplicationState
from fastapi import APIRouter, Depends
from policy.registry import Packs
from policy.text import Text
from pydantic import BaseModel, SecretStr

from intake.domain.application import WITH_REVIEW, Application
from intake.domain.offering import pinned
from intake.store import Applications

MOST = 100


class Standing(BaseModel):
    """One application. `channels` are called as people call them, `since` and `decide_by` are UTC."""

    application_id: UUID
    number: str
    city: Text
    channels: tuple[str, ...]
    state: ApplicationState
    since: datetime
    decide_by: datetime | None
    overdue: bool


def router(applications: Applications, packs: Packs, name_of: Callable[[str], str], token: SecretStr) -> APIRouter:
    """Return the operators' route, behind their token; `name_of` says what a channel is called."""
    routes = APIRouter(dependencies=[Depends(operators_only(token))], include_in_schema=False)

    @routes.get("/operations/applications")
    async def list_the_newest() -> list[Standing]:
        return [_standing(subject, one, packs, name_of) for subject, one in await applications.newest(MOST)]

    return routes


def _standing(subject: UUID, application: Application, packs: Packs, name_of: Callable[[str], str]) -> Standing:
    under_review = application.status in WITH_REVIEW
    return Standing(
        application_id=subject,
        number=application.number,
        city=pinned(packs, application).pooling_area.name,
        channels=tuple(name_of(channel) for channel in application.channels),
        state=application.status,
        since=application.changed_at,
        decide_by=application.term.decide_by if under_review else None,
        overdue=under_review and application.term.overdue,
    )
