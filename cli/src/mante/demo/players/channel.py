"""What a story asks of a channel, whichever transport it uses."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from front_end import File

from mante.demo.news import News
from mante.demo.people import Person

Json = dict[str, Any]


@dataclass(frozen=True)
class Opened:
    """A draft: its id, and the grant to upload papers."""

    application: str
    grant: str


class ChannelPlayer(Protocol):
    """A channel's back end. Each call returns when Mante has answered; raises Refused where a rule says no.

    `key` names a request; the same key again is the same request.
    """

    code: str
    news: News

    async def register(self, person: Person) -> str:
        """Hand a person over; returns the reference."""

    async def standing(self, person: Person, application: str) -> str:
        """Return the state of somebody's application as they see it here, whichever channel it came through."""

    async def open(self, draft: Json) -> Opened:
        """Begin an application."""

    async def upload(self, application: str, grant: str, files: list[File]) -> list[Json]:
        """Upload files; returns the papers to name."""

    async def lodge(self, application: str, body: Json, key: str, *, again: bool = False) -> bytes:
        """Hand an application in; returns the answer as JSON, as it came."""

    async def supplement(self, application: str, round_: int, papers: list[Json]) -> None:
        """Answer a supplement request."""

    async def withdraw(self, application: str) -> None:
        """Ask to take an application back."""

    async def choose_hospital(self, application: str, hospital: str) -> None:
        """Ask for a hospital where the benefit is to be used."""


async def state_of(listing: Callable[[str], Iterable[Json]], person_ref: str, application: str) -> str:
    """Return the state of an application in a person's list, which is asked for; empty if it isn't there."""
    listed = await asyncio.to_thread(listing, person_ref)
    return next((one["progress"]["state"] for one in listed if one["application_id"] == application), "")
