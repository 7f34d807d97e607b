"""A channel over HTTP that asks until it has an answer, under one key; each try is a line of the journal."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import httpx
from ask_again import AskAgain
from channel_over_http import Refused

from mante.demo.journal import Journal, Refusal
from mante.demo.news import News
from mante.demo.place import Place
from mante.demo.players.web_channel import WebChannel

T = TypeVar("T")
PAUSES = (0.1, 0.2, 0.5, 1.0)  # seconds; the last again and again
TIMEOUT = 10.0
PATIENCE = 120.0
SERVER_ERROR = 500
LATER = ("REQUEST_IN_PROGRESS", "TOO_MANY_REQUESTS")


class Later(Exception):  # noqa: N818 - what was said
    """The answer says nothing about the request: it may have happened or not."""


class PostsOnce(AskAgain):
    """Asks for news again and again, as every client does, and sends anything else once."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return an answer, if only "later"."""
        if request.method == "GET":
            return super().handle_request(request)
        return httpx.HTTPTransport.handle_request(self, request)


class PatientChannel(WebChannel):
    """A time-out, a cut connection and a 5xx leave open what happened: the journal says `info`, and it is asked again.

    A call gives up after `PATIENCE` seconds, which leaves it unsettled.
    """

    def __init__(self, place: Place, code: str, journal: Journal, news: News, closing: asyncio.Event) -> None:
        super().__init__(place, code, journal, news, closing)
        login = (code, place.secret(code))
        self._client.http = httpx.Client(base_url=place.front, auth=login, transport=PostsOnce(), timeout=TIMEOUT)
        self._client.uploads = httpx.Client(base_url=place.front, transport=PostsOnce(), timeout=TIMEOUT)

    async def _ask(self, what: str, application: str, call: Callable[[], T], *, again: bool = False) -> T:
        until, tries = asyncio.get_running_loop().time() + PATIENCE, 0
        while True:
            try:
                return await self._journal.call(self.code, what, application, lambda: _once(call), again=again)
            except (Later, httpx.HTTPError):
                if asyncio.get_running_loop().time() > until:
                    raise
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries, again = tries + 1, True


async def _once(call: Callable[[], T]) -> T:
    try:
        return await asyncio.to_thread(call)
    except Refused as refused:
        if refused.status >= SERVER_ERROR or refused.code in LATER:
            raise Later(refused.code) from None
        raise Refusal(refused.code) from None
