"""Work in the outside world, by leased workers: done at least once, counted once.

A worker claims an effect, works outside any transaction, and hands the result to the engine as a message; its fencing
token makes a late result moot. The effect's id is the id that providers are given, so that they can tell a repetition.
When whom an effect needs answers again, what waits for nothing else is tried at once, not by the ladder.
"""

import asyncio
import contextlib
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from contracts.event import Part

from chassis.absence import Absences, met_nobody
from chassis.engine import Engine
from chassis.failpoints import Point, reach
from chassis.observing.figures import EFFECTS_FAILED
from chassis.performer import B, Performer, given_up, pause, reason_of, result_message
from chassis.storage import Away, Job, Storage

WHILE_AWAY = 0.5
"""Seconds between tries to put an effect back while the storage is away."""

_log = structlog.get_logger()


@dataclass(slots=True)
class EffectWorkers:
    """All workers of one instance: at most `at_once` effects at a time."""

    storage: Storage
    engine: Engine
    performers: Mapping[str, Performer[Any]]
    at_once: int = 8
    poll: float = 1.0
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _working: set[asyncio.Task[None]] = field(default_factory=set)
    _absences: Absences = field(init=False)

    def __post_init__(self) -> None:
        self._absences = Absences(self.performers)

    def wake(self) -> None:
        """Look for work now."""
        self._wake.set()

    async def run(self) -> None:
        """Work until cancelled; then finish what is in hand."""
        try:
            while True:
                self._wake.clear()
                await self._claim_and_start()
                await self._something_to_do()
        finally:
            await asyncio.gather(*self._working, return_exceptions=True)

    async def run_once(self) -> int:
        """Do everything that can be done now; return how many effects were tried."""
        tried = 0
        while jobs := await self._claim():
            await asyncio.gather(*(self._work(job) for job in jobs))
            tried += len(jobs)
        return tried

    async def _claim_and_start(self) -> None:
        try:
            jobs = await self._claim()
        except Away as away:
            _log.warning("storage.away", reason=str(away))
            return
        for job in jobs:
            task = asyncio.create_task(self._work(job))
            self._working.add(task)
            task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._working.discard(task)
        self._wake.set()

    async def _something_to_do(self) -> None:
        try:
            async with asyncio.timeout(self.poll):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _claim(self) -> list[Job]:
        free = self.at_once - len(self._working)
        claimed: list[Job] = []
        for kind, performer in self.performers.items():
            if len(claimed) < free:
                claimed += await self.storage.claim([kind], free - len(claimed), performer.lease)
        return claimed

    async def _work(self, job: Job) -> None:
        performer = self.performers[job.kind]
        reach(Point.CLAIMED, job.kind)
        try:
            body = performer.model.model_validate_json(job.body)
            result = await self._perform(performer, body, job)
        except Exception as error:  # noqa: BLE001 - the outside world may fail in any way; the ladder is the answer
            await self._not_done(job, performer, error)
        else:
            reach(Point.PERFORMED, job.kind)
            await self.engine.handle([result_message(job, result)])
            if self._absences.is_over(job.kind):
                await self._hasten(job.kind)

    async def _hasten(self, kind: str) -> None:
        try:
            hastened = await self.storage.hasten(kind)
        except Away:
            self._absences.missed(kind)
            return
        if hastened:
            _log.info("effects.hastened", effect=kind, effects=hastened)
            self.wake()

    async def _perform(self, performer: Performer[B], body: B, job: Job) -> Part:
        living = asyncio.create_task(self._show_life(job, performer.lease))
        try:
            async with asyncio.timeout(performer.within):
                return await performer.perform(body, job)
        finally:
            living.cancel()

    async def _show_life(self, job: Job, lease: float) -> None:
        while True:
            await asyncio.sleep(lease / 3)
            with contextlib.suppress(Away):
                await self.storage.renew(job, lease)

    async def _not_done(self, job: Job, performer: Performer[Any], error: Exception) -> None:
        reason = reason_of(error)
        EFFECTS_FAILED.labels(job.kind, type(error).__name__).inc()
        _log.warning("effect.failed", effect=job.kind, effect_id=str(job.id), attempt=job.attempt, reason=reason)
        if (end := given_up(job, performer, reason)) is not None:
            await self.engine.handle([end])
            return
        after = pause(job, performer, error)
        if unmet := met_nobody(error):
            self._absences.missed(job.kind)
        jitter = random.uniform(0.9, 1.1)  # noqa: S311 - so that a thousand failures don't come back at once
        with contextlib.suppress(TimeoutError):  # then the lease has run out, and it is anybody's
            async with asyncio.timeout(performer.lease):
                await self._put_back(job, after * jitter, reason, unmet=unmet)

    async def _put_back(self, job: Job, after: float, reason: str, *, unmet: bool) -> None:
        # What failed with our database, as much does at once, would else wait for its lease.
        while True:
            try:
                return await self.storage.put_back(job, after, reason, unmet=unmet)
            except Away:
                await asyncio.sleep(WHILE_AWAY)
