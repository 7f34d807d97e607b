"""What a person does with an application: hand it in, answer a supplement request, take it back, choose a hospital."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from contracts.event import Event
from contracts.events.requests import (
    AbsentPaper,
    ApplicationLodged,
    HospitalChoiceLodged,
    NamedPaper,
    SupplementLodged,
    WithdrawalLodged,
)
from contracts.vocabulary import AbsenceReason, InstitutionCode, WithdrawalReason
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pages.asking import ask
from pages.forms import Form, filled_in, read_form
from pydantic import Field

from intake.pages.desk import CHANNEL, SITE, Desk
from intake.pages.taking_up import taken_up

ONE = "/applications/{application_id}"
Paper = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,64}:[0-9a-f-]{36}$")]
Absence = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,64}:[a-z_]{1,30}$")]


class HandedIn(Form):
    """Papers as `material:document`, and absent ones as `material:reason`. `key` makes a double click count once."""

    key: UUID
    paper: tuple[Paper, ...] = ()
    absent: tuple[Absence, ...] = ()
    declared_true: bool = False
    round: int = 0

    def papers(self) -> tuple[NamedPaper, ...]:
        """Return the papers that are named."""
        pairs = (one.split(":") for one in self.paper)
        return tuple(NamedPaper(document_id=UUID(document), material=material) for material, document in pairs)

    def absences(self) -> tuple[AbsentPaper, ...]:
        """Return the papers that the person doesn't have."""
        pairs = (one.split(":") for one in self.absent)
        return tuple(AbsentPaper(material=material, reason=AbsenceReason(reason)) for material, reason in pairs)


class TakenBack(Form):
    """Why."""

    key: UUID
    reason: WithdrawalReason = WithdrawalReason.OTHER


class HospitalWanted(Form):
    """Which one."""

    key: UUID
    hospital: InstitutionCode


def add(routes: APIRouter, desk: Desk) -> None:
    """Add what is done by forms."""
    Who = Annotated[str, Depends(desk.signed_in)]  # noqa: N806 - a type

    async def done(request: Request, who: str, application_id: UUID, body: Event, key: UUID) -> Response:
        await taken_up(request, desk, who, application_id)
        await ask(request, CHANNEL, body, application_id, str(key))
        return RedirectResponse(f"{SITE.prefix}/applications/{application_id}", HTTPStatus.SEE_OTHER)

    @routes.post(f"{ONE}/lodging")
    async def lodge(request: Request, application_id: UUID, who: Who) -> Response:
        form = await read_form(request, HandedIn)
        with filled_in():
            body = ApplicationLodged(papers=form.papers(), absent=form.absences(), declared_true=form.declared_true)
        return await done(request, who, application_id, body, form.key)

    @routes.post(f"{ONE}/supplements")
    async def supplement(request: Request, application_id: UUID, who: Who) -> Response:
        form = await read_form(request, HandedIn)
        with filled_in():
            body = SupplementLodged(round=form.round, papers=form.papers(), absent=form.absences())
        return await done(request, who, application_id, body, form.key)

    @routes.post(f"{ONE}/withdrawal")
    async def withdraw(request: Request, application_id: UUID, who: Who) -> Response:
        form = await read_form(request, TakenBack)
        return await done(request, who, application_id, WithdrawalLodged(reason=form.reason), form.key)

    @routes.post(f"{ONE}/hospital")
    async def choose_hospital(request: Request, application_id: UUID, who: Who) -> Response:
        form = await read_form(request, HospitalWanted)
        return await done(request, who, application_id, HospitalChoiceLodged(hospital=form.hospital), form.key)
