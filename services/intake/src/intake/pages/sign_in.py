"""Signing in: who one is, then the code that came by SMS. Which of the two was wrong is never said."""

from http import HTTPStatus
from typing import Annotated

from chassis.decision import Refused
from chassis.http.addresses import sign_in_tried
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pages.forms import Form, read_form
from pages.signing_in import come_back_later
from pydantic import Field

from intake.domain.identity import IdType
from intake.pages.desk import CHANNEL, SITE, Desk
from intake.sign_ins.rules import LASTS, LOCKED_FOR, Outcome
from intake.sign_ins.sender import CodeWanted
from intake.sign_ins.store import Known
from intake.vault.person import Person

PENDING = "mante-apply-pending"
Written = Annotated[str, Field(min_length=1, max_length=200, repr=False)]


class Who(Form):
    """Who somebody says they are, and where they are insured."""

    area: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    id_type: IdType = IdType.RESIDENT
    id_number: Written
    name: Written
    phone: Written
    next: str = ""


class Code(Form):
    """The code that came."""

    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    next: str = ""


class SignOut(Form):
    """Nothing is filled in."""


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the pages of signing in and out."""
    _who(routes, desk)
    _code(routes, desk)

    @routes.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        await read_form(request, SignOut)
        answer = RedirectResponse(SITE.prefix, HTTPStatus.SEE_OTHER)
        await desk.signed_in.end(request, answer)
        return answer


def _who(routes: APIRouter, desk: Desk) -> None:
    @routes.get("/sign-in")
    async def ask_who(request: Request, next: str = "") -> Response:  # noqa: A002 - as it stands in the address
        return _form(request, desk, next=SITE.inside(next))

    @routes.post("/sign-in", dependencies=[Depends(sign_in_tried)])
    async def take_who(request: Request) -> Response:
        who = await read_form(request, Who)
        try:
            person = Person.checked(who.id_type, who.id_number, who.name, who.phone, desk.today())
        except Refused as refused:
            return _form(request, desk, next=who.next, refused=refused.text, status=refused.status)
        found = await desk.vault.recognise(person)
        begun = await desk.sign_ins.begin(Known(*found) if found else None)
        if found and begun.code:
            await desk.sender.send(CodeWanted(person_ref=found[0], area=who.area, code=begun.code))
        answer = RedirectResponse(f"{SITE.prefix}/code?next={SITE.inside(who.next)}", HTTPStatus.SEE_OTHER)
        desk.signed_in.keep(answer, PENDING, begun.token, LASTS)
        return answer


def _form(request: Request, desk: Desk, *, next: str, refused: str = "", status: int = 200) -> Response:  # noqa: A002
    return SITE.show(request, "sign_in.html", status=status, packs=desk.offering(), next=next, refused=refused)


def _code(routes: APIRouter, desk: Desk) -> None:
    @routes.get("/code")
    async def ask_for_the_code(request: Request, next: str = "") -> Response:  # noqa: A002
        return SITE.show(request, "code.html", next=SITE.inside(next), outcome=None)

    @routes.post("/code", dependencies=[Depends(sign_in_tried)])
    async def take_the_code(request: Request) -> Response:
        entered = await read_form(request, Code)
        outcome, person_ref = await desk.sign_ins.enter(request.cookies.get(PENDING, ""), entered.code)
        if person_ref is None:
            status = HTTPStatus.TOO_MANY_REQUESTS if outcome is Outcome.LOCKED else HTTPStatus.UNPROCESSABLE_ENTITY
            told = SITE.show(request, "code.html", status=status, next=entered.next, outcome=outcome)
            return come_back_later(told, LOCKED_FOR) if outcome is Outcome.LOCKED else told
        await desk.visits.note(person_ref, CHANNEL)
        answer = RedirectResponse(SITE.inside(entered.next), HTTPStatus.SEE_OTHER)
        await desk.signed_in.begin(answer, str(person_ref))
        answer.delete_cookie(PENDING, path=SITE.prefix)
        return answer
