"""A service whose machine has the wrong time, and is set right again."""

import asyncio
import time
from email.utils import parsedate_to_datetime

import httpx

from mante.faults.finding import Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.table import Inject
from mante.stack import clocks

PATIENCE = 10.0
LOOK_EVERY = 0.1
NEAR = 5.0
"""Seconds between two clocks that say the same: a header has no fractions."""


def cannot() -> str:
    """Say why no clock can be set on this machine; nothing where one can."""
    return "" if clocks.library() else "this machine has no libfaketime"


def skewed(service: str, seconds: int, during: float) -> Inject:
    """Set the clock of a service by so many seconds for a while, and back."""

    async def inject(ground: Ground) -> Injected:
        home = ground.place.home
        async with httpx.AsyncClient(base_url=ground.place.services[service], timeout=PATIENCE) as http:
            try:
                clocks.put(home, service, seconds)
                await _is_off_by(http, seconds)
                await asyncio.sleep(during)
            finally:
                clocks.put(home, service, clocks.RIGHT)
            await _is_off_by(http, clocks.RIGHT)
        return Injected(f"the clock of {service} was {seconds:+d} s off for {during:g} s", time.monotonic())

    return inject


async def _is_off_by(http: httpx.AsyncClient, seconds: int) -> None:
    """Return when a service says a time that is so far from the right one. Raises Unconfirmed."""
    until, off = time.monotonic() + PATIENCE, 0.0
    while time.monotonic() < until:
        said = (await http.get("/livez")).headers["date"]
        off = parsedate_to_datetime(said).timestamp() - time.time()
        if abs(off - seconds) < NEAR:
            return
        await asyncio.sleep(LOOK_EVERY)
    raise Unconfirmed(f"the clock is {off:+.0f} s off, not {seconds:+d}")
