"""The party's own topic over HTTP, by long poll: the same events that it would hear on Kafka, and in that order."""

import asyncio
from typing import Annotated, Any

from contracts.catalogue import PartyKind, Topic
from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from chassis.bus.party_topics import BusAway, PartyTopics
from chassis.bus.topic_reader import Page
from chassis.http.inside import Inside, inside_of
from chassis.http.parties import ask_again, channel_of, institution_of
from chassis.http.problems import RETRY_LATER, Problem
from chassis.parties.party import Party

LONGEST_WAIT = 25.0
MOST = 500
After = Annotated[int | None, Query(ge=-1, le=2**62, description="`next` of the page before; absent: from the start")]
Wait = Annotated[float, Query(ge=0, le=LONGEST_WAIT, description="Seconds to wait for news")]
Limit = Annotated[int, Query(ge=1, le=MOST)]


class Updates(BaseModel):
    """Events as structured CloudEvents 1.0, oldest first. `next` is what to give as `after`."""

    events: list[dict[str, Any]]
    next: int


def updates_route(path: str, family: Topic) -> APIRouter:
    """Return `GET path` for the parties that `family` has a topic for."""
    router = APIRouter()
    caller = channel_of if family.party is PartyKind.CHANNEL else institution_of

    @router.get(path)
    async def hear_the_news(
        request: Request,
        party: Annotated[Party, Depends(caller)],
        after: After = None,
        wait: Wait = 0.0,
        limit: Limit = 100,
    ) -> Updates:
        """Hear what happened since `after`: at once if there is news, else as soon as there is, `wait` seconds on."""
        inside = inside_of(request)
        page = await _read(inside, _topics(inside).read(family.of(party.code), after, limit, wait))
        ask_again(request)
        return Updates(events=page.events, next=page.next)

    return router


def _topics(inside: Inside) -> PartyTopics:
    if inside.topics is None:
        raise _away()
    return inside.topics


async def _read(inside: Inside, reading: Any) -> Page:  # noqa: ANN401
    """Wait for the page, but not for longer than the service stays."""
    page, stopping = asyncio.ensure_future(reading), asyncio.ensure_future(inside.stopping.wait())
    try:
        await asyncio.wait({page, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not page.done():
            raise _away()
        found: Page = await page
    except BusAway:
        raise _away() from None
    finally:
        page.cancel()
        stopping.cancel()
    return found


def _away() -> Problem:
    return Problem(503, "AWAY", "系统繁忙，请稍后重试。", headers=RETRY_LATER)
