"""A new application: for oneself or for another person, one disease of the city where that person is insured."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from chassis.decision import Refused
from chassis.http.problems import Problem
from contracts.events.requests import Applicant, DraftOpened
from contracts.ids import uuid7
from contracts.vocabulary import ApplicantKind, Scheme
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pages.asking import ask
from pages.errors import detail_of
from pages.forms import Form, filled_in, read_form
from policy.pack import Pack
from pydantic import Field

from intake.domain.identity import IdType
from intake.domain.refusals import AreaNotOffered
from intake.pages.desk import CHANNEL, SITE, Desk
from intake.vault.person import Person

Written = Annotated[str, Field(min_length=1, max_length=200)]
MINE, OTHER = "self", "another"


class Wish(Form):
    """What is applied for; the insured person where it is another one than who is signed in."""

    id: UUID
    area: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    scheme: Scheme
    disease: Annotated[str, Field(max_length=64)]
    whose: Annotated[str, Field(pattern=f"^({MINE}|{OTHER})$")] = MINE
    id_type: IdType = IdType.RESIDENT
    id_number: Written | None = None
    name: Written | None = None
    phone: Written | None = None
    relation: Annotated[str, Field(max_length=64)] | None = None


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the pages of a new application."""
    Who = Annotated[str, Depends(desk.signed_in)]  # noqa: N806 - a type

    @routes.get("/new")
    async def choose(request: Request, who: Who, area: str = "") -> Response:
        return await _form(request, desk, who, _pack(desk, area))

    @routes.post("/new")
    async def open_a_draft(request: Request, who: Who) -> Response:
        wish = await read_form(request, Wish)
        pack = _pack(desk, wish.area)
        if pack is None:
            raise AreaNotOffered
        try:
            await ask(request, CHANNEL, await _draft(desk, wish, UUID(who)), wish.id, str(wish.id))
        except (Refused, Problem) as refused:
            return await _form(request, desk, who, pack, refused)
        return RedirectResponse(f"{SITE.prefix}/applications/{wish.id}", HTTPStatus.SEE_OTHER)


def _pack(desk: Desk, area: str) -> Pack | None:
    return next((pack for pack in desk.offering() if pack.pooling_area.code == area), None)


async def _form(
    request: Request, desk: Desk, who: str, pack: Pack | None, no: Refused | Problem | None = None
) -> Response:
    return SITE.show(
        request,
        "new.html",
        status=no.status if no else 200,
        reader=await desk.name_of(who),
        packs=desk.offering(),
        pack=pack,
        new_id=uuid7(),
        refused=detail_of(no) if no else "",
    )


async def _draft(desk: Desk, wish: Wish, who: UUID) -> DraftOpened:
    person, applicant = who, Applicant(kind=ApplicantKind.SELF)
    if wish.whose == OTHER:
        other = Person.checked(wish.id_type, wish.id_number or "", wish.name or "", wish.phone or "", desk.today())
        # Another person's telephone is theirs to change: what is known of them stays as it is.
        person = await desk.vault.met(other)
        with filled_in():
            applicant = Applicant(kind=ApplicantKind.AGENT, agent_ref=who, relation=wish.relation)
    with filled_in():
        return DraftOpened(
            person_ref=person,
            applicant=applicant,
            pooling_area=wish.area,
            scheme=wish.scheme,
            disease_code=wish.disease,
        )
