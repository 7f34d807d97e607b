"""What the operators' pages work with."""

from dataclasses import dataclass
from pathlib import Path

from fastapi import Request
from pages.errors import SignInNeeded
from pages.signing_in import SignedIn
from pages.site import Site
from policy.text import Text

from mante.console.asking import ACCOUNTS_AT, Services

SITE = Site(
    "/console",
    Path(__file__).parent,
    Text(zh="运行监控", en="Operations"),
    (
        ("", Text(zh="概览", en="Overview")),
        ("/applications", Text(zh="办件进展", en="Applications")),
        ("/parked", Text(zh="搁置的消息", en="Kept back")),
    ),
)


@dataclass(frozen=True)
class Desk:
    """Everything that a page may ask."""

    services: Services
    signed_in: SignedIn

    async def operator(self, request: Request) -> str:
        """Return the code of the operator who is signed in and still is one; raises `SignInNeeded`."""
        return await self._still(await self.signed_in(request))

    async def operator_without_a_click(self, request: Request) -> str:
        """Return the same, for a page that looks after itself."""
        return await self._still(await self.signed_in.without_a_click()(request))

    async def _still(self, code: str) -> str:
        found = await self.services.get(ACCOUNTS_AT, f"/operators/{code}")
        if not found["active"]:
            raise SignInNeeded
        return code
