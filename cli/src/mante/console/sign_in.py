"""Signing in with an operator's code and password, which review keeps."""

from http import HTTPStatus
from typing import Annotated

from chassis.accounts.rules import LOCKED_FOR
from chassis.http.addresses import sign_in_tried
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pages.forms import Form, read_form
from pages.signing_in import come_back_later
from pydantic import Field

from mante.console.asking import ACCOUNTS_AT
from mante.console.desk import SITE, Desk

Password = Annotated[str, Field(min_length=1, max_length=200, repr=False)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]


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


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the pages of signing in and out."""

    @routes.get("/sign-in")
    async def ask_who(request: Request, next: str = "") -> Response:  # noqa: A002 - as it stands in the address
        return SITE.show(request, "sign_in.html", next=SITE.inside(next), outcome="")

    @routes.post("/sign-in", dependencies=[Depends(sign_in_tried)])
    async def sign_in(request: Request) -> Response:
        who = await read_form(request, Who)
        told = await desk.services.post(
            ACCOUNTS_AT, f"/operators/{who.code}/sign-in", who.code, {"password": who.password}
        )
        match told["outcome"]:
            case "right":
                return await _in(desk, who.code, SITE.inside(who.next))
            case "must_change":
                return SITE.show(request, "password.html", code=who.code, refused=False)
            case "locked":
                told = SITE.show(request, "sign_in.html", status=429, next=who.next, outcome="locked")
                return come_back_later(told, LOCKED_FOR)
            case outcome:
                return SITE.show(request, "sign_in.html", status=422, next=who.next, outcome=outcome)

    @routes.post("/password", dependencies=[Depends(sign_in_tried)])
    async def change(request: Request) -> Response:
        form = await read_form(request, Change)
        asked = {"former": form.former, "password": form.password}
        path = f"/operators/{form.code}/password-change"
        same = form.password == form.again
        if not same or not (await desk.services.post(ACCOUNTS_AT, path, form.code, asked))["changed"]:
            return SITE.show(request, "password.html", status=422, code=form.code, refused=True)
        return await _in(desk, form.code, SITE.prefix)

    @routes.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        await read_form(request, SignOut)
        answer = RedirectResponse(f"{SITE.prefix}/sign-in", HTTPStatus.SEE_OTHER)
        await desk.signed_in.end(request, answer)
        return answer


async def _in(desk: Desk, code: str, path: str) -> Response:
    answer = RedirectResponse(path, HTTPStatus.SEE_OTHER)
    await desk.signed_in.begin(answer, code)
    return answer
