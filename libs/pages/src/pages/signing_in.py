"""The cookie of a session, and who a page is shown to."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol, Self
from urllib.parse import urlsplit

from fastapi import Request, Response

from pages.errors import SignInNeeded
from pages.sessions import LONGEST


class Sessions(Protocol):
    """Where sessions are kept: in a database (`pages.sessions`), or in one process alone."""

    async def begin(self, who: str) -> str:
        """Return the token of a new session."""

    async def who(self, token: str, *, clicked: bool = True) -> str | None:
        """Return who has a session, if it lasts."""

    async def end(self, token: str) -> None:
        """End one session."""

    async def end_all_of(self, who: str) -> None:
        """End every session of somebody."""


@dataclass(frozen=True, slots=True, eq=False)
class SignedIn:
    """A dependency that gives who reads a page; the sign-in page comes first where nobody does.

    `prefix` is the site's; its cookie goes there alone. `public_url` tells whether browsers come by TLS.
    """

    sessions: Sessions
    prefix: str
    public_url: str
    clicked: bool = True

    async def __call__(self, request: Request) -> str:
        """Return who it is; raises `SignInNeeded`."""
        token = request.cookies.get(self.cookie)
        who = await self.sessions.who(token, clicked=self.clicked) if token else None
        if who is None:
            raise SignInNeeded
        return who

    def without_a_click(self) -> Self:
        """Return the same question, asked by a page that looks after itself: it keeps nobody signed in."""
        return replace(self, clicked=False)

    @property
    def cookie(self) -> str:
        """The name of the cookie."""
        return f"mante-{self.prefix.strip('/')}"

    async def begin(self, response: Response, who: str) -> None:
        """Sign somebody in with this response."""
        self.keep(response, self.cookie, await self.sessions.begin(who), LONGEST)

    def keep(self, response: Response, name: str, value: str, lasts: timedelta) -> None:
        """Let the browser keep a secret for this site alone: no script reads it, no other site sends it."""
        secure = urlsplit(self.public_url).scheme == "https"
        age = int(lasts.total_seconds())
        response.set_cookie(name, value, max_age=age, path=self.prefix, secure=secure, httponly=True, samesite="lax")

    async def end(self, request: Request, response: Response) -> None:
        """Sign out."""
        if token := request.cookies.get(self.cookie):
            await self.sessions.end(token)
        response.delete_cookie(self.cookie, path=self.prefix)


def come_back_later(told: Response, after: timedelta) -> Response:
    """Return what is shown to whoever tried too often, with the time after which to try again (RFC 9110, 10.2.3)."""
    told.headers["retry-after"] = str(int(after.total_seconds()))
    return told
