"""Looking who has left; when they have been away for a day, each beneficiary who chose one is asked about, by day.

A hospital that is suspended by mistake, or for some hours, is back before anybody hears of it. A look that is cut off,
or done by two instances at once, asks again under the same key, and so nobody is told twice.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from chassis.asking import request_of
from chassis.message import Message
from chassis.rows import Reply
from chassis.storage import Away, Retry
from chassis.storage.errors import in_our_words
from contracts.ids import derived
from policy.calendar import local
from policy.quiet_hours import by_day

from benefits.departures.store import Departure, Person, Stored
from benefits.domain.departing import HospitalGone

EVERY = 60.0
GRACE = timedelta(days=1)
_OK = 200
_SOURCE = "benefits/departures"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Departures:
    """`now` is in UTC; `away` gives the codes of those who take no part; `decide` has requests decided, all at once."""

    stored: Stored
    now: Callable[[], datetime]
    away: Callable[[], Collection[str]]
    decide: Callable[[Sequence[Message]], Awaitable[Sequence[Reply]]]

    async def run(self) -> None:
        """Look for ever."""
        while True:
            try:
                with in_our_words():
                    await self.look()
            except (Away, Retry) as reason:
                _log.warning("departures.untold", reason=str(reason))
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Note who has left or is back; by day, have everybody told whose hospital has been away for one."""
        now = self.now()
        await self.stored.are_away(self.away(), now)
        if by_day(now) != now:
            return
        for departure in await self.stored.untold():
            if departure.left_at + GRACE <= now:
                concerned = await self._have_told(departure)
                await self.stored.was_told(departure, now)
                _log.info("departures.told", hospital=departure.hospital, persons=concerned)

    async def _have_told(self, departure: Departure) -> int:
        concerned, last = 0, None
        while persons := await self.stored.persons(departure.hospital, last):
            questions = [_question(departure, person, person.area) for person in persons if person.area]
            replies = await self.decide(questions)
            if refused := sum(reply.status != _OK for reply in replies):
                _log.warning("departures.refused", hospital=departure.hospital, persons=refused)
            concerned, last = concerned + len(questions), persons[-1]
        return concerned


def _question(departure: Departure, person: Person, area: str) -> Message:
    gone = HospitalGone(
        area=area,
        hospital=departure.hospital,
        left_on=local(departure.left_at).date().isoformat(),
    )
    key = derived(person.subject, f"left:{departure.hospital}:{departure.left_at.isoformat()}")
    return request_of(_SOURCE, gone, person.subject, actor="benefits", key=str(key))
