"""The relay of one instance: stands by, takes the lead when nobody has it, and stops when it loses its session.

Order holds because one leader at a time reads and deletes, always the lowest ids, on the very session whose lock makes
it the leader: a leader that lost the lock cannot go on. Lost acknowledgements are published again; consumers drop them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import structlog

from chassis.bus.address import BusAddress
from chassis.ending import GRACE, end
from chassis.relay import gauges
from chassis.relay.leader import Leader
from chassis.relay.outbox import PAGE
from chassis.relay.session import LOST, Session, listen, notify, open_session, try_to_lead

Hook = Callable[[], Awaitable[float | None]]
POLL = 1.0
"""Seconds after which the outbox is looked at, and the lock tried, though nobody called."""
GAP = 0.01
"""Seconds from one turn to the next while little is written: a turn has a price, whatever it carries."""
LONGEST_BACK_OFF = 2.0
_log = structlog.get_logger()


@dataclass(slots=True)
class Relay:
    """Publishes the outbox of one database from one of several instances.

    `dsn` must lead to Postgres itself, not to a pooler that shares sessions. `while_leading` are calls that the leader
    alone makes, over and over: each returns the seconds until it is worth calling again (at most, and for None, 1 s).
    """

    dsn: str
    address: BusAddress
    name: str
    while_leading: Sequence[Hook] = ()
    leading: bool = False
    _awake: asyncio.Event = field(default_factory=asyncio.Event)
    _stopping: bool = False
    _running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin, and return at once; whatever is away is tried again, for ever."""
        self._running = asyncio.create_task(self._run(), name="relay")

    async def stop(self) -> None:
        """Finish the page at hand and let another lead."""
        self._stopping = True
        self.wake()
        if self._running is not None:
            await asyncio.wait([self._running], timeout=GRACE)
            await end(self._running)

    def wake(self) -> None:
        """Say that events were committed. Costs nothing; call it after every commit."""
        self._awake.set()

    async def _run(self) -> None:
        pause = 0.1
        while not self._stopping:
            try:
                session = await open_session(self.dsn, self.name)
            except LOST as away:
                _log.warning("relay.waiting", reason=repr(away))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_BACK_OFF)
            else:
                pause = 0.1
                await self._serve(session)

    async def _serve(self, session: Session) -> None:
        try:
            await self._stand_by(session)
            if not self._stopping:
                await self._lead(session)
        except LOST as lost:
            _log.warning("relay.session_lost", reason=repr(lost))
        except Exception:  # noqa: BLE001 - a defect; without the relay nothing leaves this service, so begin afresh
            _log.exception("relay.failed")
            await asyncio.sleep(POLL)
        finally:
            session.terminate()

    async def _stand_by(self, session: Session) -> None:
        loop = asyncio.get_running_loop()
        while not self._stopping and not await try_to_lead(session):
            again = loop.time() + POLL
            while (left := again - loop.time()) > 0 and await self._woken(left):
                await notify(session)
                await asyncio.sleep(GAP)

    async def _woken(self, within: float) -> bool:
        try:
            async with asyncio.timeout(within):
                await self._awake.wait()
        except TimeoutError:
            return False
        self._awake.clear()
        return not self._stopping

    async def _lead(self, session: Session) -> None:
        await listen(session, self.wake)
        leader = Leader(self.name, self.address, session)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(leader.close)
            for hook in self.while_leading:
                stack.push_async_callback(end, asyncio.create_task(_repeat(hook), name="relay-hook"))
            self._show(leading=True)
            stack.callback(self._show, leading=False)
            await self._publish(leader)

    async def _publish(self, leader: Leader) -> None:
        loop = asyncio.get_running_loop()
        while not self._stopping:
            began = loop.time()
            self._awake.clear()
            if await leader.turn() < PAGE:
                await self._rest(leader)
                await asyncio.sleep(began + GAP - loop.time())

    async def _rest(self, leader: Leader) -> None:
        """Wait for a call, for a slow topic's answer, or for the poll."""
        woken = asyncio.create_task(self._awake.wait())
        await asyncio.wait([woken, *leader.pending()], timeout=POLL, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()

    def _show(self, *, leading: bool) -> None:
        self.leading = leading
        gauges.LEADING.labels(self.name).set(leading)
        _log.info("relay.leading" if leading else "relay.resigned")


async def _repeat(hook: Hook) -> None:
    """Call a hook until it is cancelled: also where that is lost on the way.

    On a connection that is cut at that moment, asyncpg raises that it is, and nothing of the cancellation is left.
    """
    while True:
        try:
            pause = await hook()
        except Exception:  # noqa: BLE001 - the leader goes on publishing whatever a hook meets
            _log.exception("hook.failed")
            pause = None
        me = asyncio.current_task()
        if me is not None and me.cancelling():
            return
        await asyncio.sleep(max(GAP, min(POLL if pause is None else pause, POLL)))
