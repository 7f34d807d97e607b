"""Receipts: pushed to the caller until it answers 200, then never again; whatever is restarted meanwhile."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, repeat

import httpx

from mante.fakes.ledger import Ledger, Taken

AFTER = 0.2
PAUSES = (0.5, 1.0, 2.0)
THEN_EVERY = 5.0


@dataclass(frozen=True, slots=True)
class Receipts:
    """Reports each message's fate to `url`."""

    url: str
    secret: str
    ledger: Ledger

    async def push(self, taken: Taken, *, delivered: bool) -> None:
        """Report one message a moment after it was taken."""
        await asyncio.sleep(AFTER)
        self.ledger.delivered[taken.out_id] = delivered
        code = "DELIVERED" if delivered else "UNDELIV"
        report = {"reports": [{"out_id": taken.out_id, "success": delivered, "code": code}]}
        async with httpx.AsyncClient(headers={"Authorization": f"Bearer {self.secret}"}, timeout=10) as http:
            for pause in chain(PAUSES, repeat(THEN_EVERY)):
                if await self._reported(http, report):
                    self.ledger.settle(taken.out_id, delivered=delivered)
                    return
                await asyncio.sleep(pause)

    async def _reported(self, http: httpx.AsyncClient, report: Mapping[str, object]) -> bool:
        try:
            return (await http.post(self.url, json=report)).is_success
        except httpx.HTTPError:
            return False
