"""Signing in with a practitioner's code and password; the first password is changed at once."""

from http import HTTPStatus
from typing import Annotated

from chassis.accounts.rules import LOCKED_FOR, Outcome
from chassis.http.addresses import sign_in_tried
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pages.forms import Form, read_form
from pages.signing_in import come_back_later
from pydantic import Field

from review.pages.desk import SITE, Bench

Password = Annotated[str, Field(min_length=1, max_length=200, repr=False)]
Code = Annotated[str, Field(min_length=1, max_length=40)]


class Who(Form):
    """Code and password."""

    code: Code
    password: Password
    next: str = ""


class Change(Form):
    """The old password and the new one, twice."""

    code: Code
    former: Password
    password: Password
    again: Password


class SignOut(Form):
    """Nothing is filled in."""


def add(routes: APIRouter, bench: Bench) -> None:
    """Add the pages of signing in and out, and of changing a password."""
    _in_and_out(routes, bench)
    _changing(routes, bench)


def _in_and_out(routes: APIRouter, bench: Bench) -> None:
    @routes.get("/sign-in")
    async def ask_who(request: Request, next: str = "") -> Response:  # noqa: A002 - as it stands in the address
        return SITE.show(request, "sign_in.html", next=SITE.inside(next), outcome=None)

    @routes.post("/sign-in", dependencies=[Depends(sign_in_tried)])
    async def sign_in(request: Request) -> Response:
        who = await read_form(request, Who)
        outcome = await bench.accounts.sign_in(who.code, who.password)
        if outcome is Outcome.MUST_CHANGE:
            return SITE.show(request, "password.html", code=who.code, first=True, refused=False)
        if outcome is not Outcome.RIGHT:
            status = HTTPStatus.TOO_MANY_REQUESTS if outcome is Outcome.LOCKED else HTTPStatus.UNPROCESSABLE_ENTITY
            told = SITE.show(request, "sign_in.html", status=status, next=who.next, outcome=outcome)
            return come_back_later(told, LOCKED_FOR) if outcome is Outcome.LOCKED else told
        answer = RedirectResponse(SITE.inside(who.next), HTTPStatus.SEE_OTHER)
        await bench.signed_in.begin(answer, who.code)
        return answer

    @routes.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        await read_form(request, SignOut)
        answer = RedirectResponse(f"{SITE.prefix}/sign-in", HTTPStatus.SEE_OTHER)
        await bench.signed_in.end(request, answer)
        return answer


def _changing(routes: APIRouter, bench: Bench) -> None:
    @routes.get("/password")
    async def ask_for_another(request: Request) -> Response:
        reviewer = await bench.reviewer(request)
        return SITE.show(request, "password.html", reader=reviewer.name, code=reviewer.code, first=False, refused=False)

    @routes.post("/password", dependencies=[Depends(sign_in_tried)])
    async def change(request: Request) -> Response:
        form = await read_form(request, Change)
        if form.password != form.again or not await bench.accounts.change(form.code, form.former, form.password):
            return SITE.show(request, "password.html", status=422, code=form.code, first=True, refused=True)
        await bench.signed_in.sessions.end_all_of(form.code)
        answer = RedirectResponse(SITE.prefix, HTTPStatus.SEE_OTHER)
        await bench.signed_in.begin(answer, form.code)
        return answer
