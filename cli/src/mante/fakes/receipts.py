"""Receipts: pushed to the caller until it answers 200, then never again; whatever is restarted meanwhile."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat

import httpx

from mante.fakes.ledger import Ledger, Taken

AFTER = 0.2
PAUSES = (0.5, 1.0, 2.0)
THEN_EVERY = 5.0


@dataclass(slots=True)
class Receipts:
    """Reports each message's fate to `url`."""

    url: str
    secret: str
    ledger: Ledger
    _http: httpx.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        """Open one client for all receipts: each has to read the machine's certificates first, which takes a while."""
        self._http = httpx.AsyncClient(headers={"Authorization": f"Bearer {self.secret}"}, timeout=10, trust_env=False)

    async def close(self) -> None:
        """Report nothing any more."""
        await self._http.aclose()

    async def push(self, taken: Taken, *, delivered: bool) -> None:
        """Report one message a moment after it was taken."""
        await asyncio.sleep(AFTER)
        self.ledger.delivered[taken.out_id] = delivered
        code = "DELIVERED" if delivered else "UNDELIV"
        report = {"reports": [{"out_id": taken.out_id, "success": delivered, "code": code}]}
        for pause in chain(PAUSES, repeat(THEN_EVERY)):
            if await self._reported(report):
                self.ledger.settle(taken.out_id, delivered=delivered)
                return
            await asyncio.sleep(pause)

    async def _reported(self, report: Mapping[str, object]) -> bool:
        try:
            return (await self._http.post(self.url, json=report)).is_success
        except httpx.HTTPError:
            return False
