"""Codes to sign in with: sent at once and kept nowhere. Whoever doesn't get one asks for another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import httpx
from chassis.clock import Clock
from chassis.decision import NotFound
from chassis.http.bearer import ByToken
from chassis.http.bodies import read_model
from chassis.http.problems import Problem
from chassis.performer import TryLater
from chassis.vault import VaultClient
from contracts.event import Part
from contracts.ids import uuid7
from contracts.vocabulary import AreaCode
from fastapi import APIRouter, Depends, Request
from policy.calendar import SHANGHAI
from policy.registry import Packs, UnknownPack
from pydantic import Field

from notify.domain.sms import SmsOutcome
from notify.gateway import Gateway, Unknown, number_of

TEXT = "【{signature}】验证码{code}，5分钟内有效。您正在登录门诊慢特病待遇认定，如非本人操作请忽略。"


class CodeWanted(Part):
    """Which code, to whom; `area` tells in whose name."""

    person_ref: UUID
    area: AreaCode
    code: Annotated[str, Field(pattern=r"^[0-9]{4,8}$", repr=False)]


class CodeSent(Part):
    """What the gateway made of it."""

    outcome: SmsOutcome


@dataclass(frozen=True, slots=True)
class Desk:
    """What a code goes out with."""

    gateway: Gateway
    vault: VaultClient
    packs: Packs
    clock: Clock


def router(desk: Desk, callers: Mapping[str, str]) -> APIRouter:
    """Return the route for `callers`: services by name, each with the SHA-256 of its token in hex."""
    routes = APIRouter(include_in_schema=False)

    @routes.post("/internal/codes")
    async def send_a_code(request: Request, _: Annotated[str, Depends(ByToken(callers))]) -> CodeSent:
        """Send one code; 404 for an area without a pack or a person without a number, 503 if the gateway is away."""
        wanted = await read_model(request, CodeWanted)
        text = TEXT.format(signature=_signature(desk, wanted.area), code=wanted.code)
        phone = await number_of(desk.vault, wanted.person_ref)
        if phone is None:
            raise NotFound
        try:
            sent = await desk.gateway.send(uuid7(), phone, text)
        except (httpx.HTTPError, Unknown, TryLater):
            raise Problem(503, "AWAY", "短信网关繁忙，请稍后重试。") from None
        return CodeSent(outcome=sent.outcome)

    return routes


def _signature(desk: Desk, area: str) -> str:
    try:
        return desk.packs.in_force(area, desk.clock.now().astimezone(SHANGHAI).date()).notices.signature
    except UnknownPack:
        raise NotFound from None
