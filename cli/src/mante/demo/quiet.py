"""Waiting until no service has anything to do any more: no event unsent, no effect due."""

import asyncio
import time

import httpx

from mante.demo.operators import Json, Operators

LONGEST = 90.0  # seconds
SOON = 120.0  # seconds: what is to be done later than that is only noted, like papers that go when their forms end
_LOOKS = 2  # in a row
_EVERY = 0.3


class StillBusy(Exception):  # noqa: N818 - says what is the matter
    """Something is under way and doesn't end."""


async def quiet(operators: Operators) -> None:
    """Return when every service has had nothing to do for two looks in a row. Raises StillBusy."""
    until, calm = time.monotonic() + LONGEST, 0
    while calm < _LOOKS:
        busy = await _busy(operators)
        calm = 0 if busy else calm + 1
        if time.monotonic() > until:
            raise StillBusy(", ".join(busy))
        await asyncio.sleep(_EVERY)


async def _busy(operators: Operators) -> list[str]:
    try:
        status = await operators.status()
    except httpx.HTTPError as error:
        return [f"a service is away: {error}"]
    return [service for service, one in status.items() if _is_busy(one)]


def _is_busy(status: Json) -> bool:
    soon = any(effect["overdue"] > -SOON for effect in status["effects"])
    return bool(status["outbox"]["events"] or soon)
