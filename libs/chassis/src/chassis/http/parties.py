"""Who asks: a party with its code and secret by HTTP Basic (RFC 7617). Scope follows from this, never from data."""

from typing import Annotated

import structlog
from contracts.catalogue import PartyKind
from fastapi import Depends, Request
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from chassis.http.inside import Inside, inside_of
from chassis.http.limits import TooManyRequests
from chassis.http.problems import Problem
from chassis.parties.party import Party
from chassis.storage import Away

CHALLENGE = {"WWW-Authenticate": 'Basic realm="mante", charset="UTF-8"'}
_basic = HTTPBasic(scheme_name="party", realm="mante", auto_error=False, description="Party code and its secret")


async def party_of(request: Request, given: Annotated[HTTPBasicCredentials | None, Depends(_basic)]) -> Party:
    """Return the party that asks; 401 for nobody and for the suspended, 429 for those in a hurry."""
    inside = inside_of(request)
    if not inside.parties.known:
        raise Away("the parties aren't known yet")
    party = _recognised(inside, given)
    request.state.shown = given
    structlog.contextvars.bind_contextvars(party=party.code)
    if wait := inside.buckets.take(party.code):
        raise TooManyRequests(wait)
    return party


def ask_again(request: Request) -> None:
    """Raise the 401 that its party would get now: for an answer that was long in coming."""
    _recognised(inside_of(request), request.state.shown)


def _recognised(inside: Inside, given: HTTPBasicCredentials | None) -> Party:
    party = given and inside.parties.current().recognise(given.username, given.password)
    if not party:
        raise Problem(401, "UNAUTHORIZED", "机构代码或密钥不正确。", headers=CHALLENGE)
    if party.suspended:
        raise Problem(401, "SUSPENDED", "该机构已被停用，请联系经办机构。", headers=CHALLENGE)
    return party


async def channel_of(party: Annotated[Party, Depends(party_of)]) -> Party:
    """Return the channel that asks; 403 for an institution."""
    return _of_kind(party, PartyKind.CHANNEL)


async def institution_of(party: Annotated[Party, Depends(party_of)]) -> Party:
    """Return the institution that asks; 403 for a channel."""
    return _of_kind(party, PartyKind.INSTITUTION)


def _of_kind(party: Party, kind: PartyKind) -> Party:
    if party.kind is not kind:
        raise Problem(403, "FORBIDDEN", "该机构没有权限进行这项操作。")
    return party


Channel = Annotated[Party, Depends(channel_of)]
Institution = Annotated[Party, Depends(institution_of)]
