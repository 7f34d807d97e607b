"""The workers of one instance: lease effects, do them outside any transaction, die over them, be slow, say it twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from chassis.absence import Absences, met_nobody
from chassis.message import Message
from chassis.performer import Performer, given_up, pause, reason_of, result_message
from chassis.rows import Commit
from chassis.storage import Job

from mante.simulation.world.node import Node

AT_ONCE = 50
SOON = timedelta(seconds=0.05)


class Habits(Protocol):
    """How work on one application goes."""

    def dies_before(self, job: Job) -> bool:
        """Say whether the worker is killed before it did anything."""

    def dies_after(self, job: Job) -> bool:
        """Say whether the worker is killed when it had done its work, and told nobody."""

    def takes(self, job: Job, lease: float) -> float:
        """Return the seconds until it brings its result."""

    def says_it_twice(self, job: Job) -> bool:
        """Say whether it brings its result twice."""


@dataclass(slots=True)
class Working:
    """All workers of one instance. A lease that runs out is somebody else's to take."""

    node: Node
    performers: Mapping[str, Performer[Any]]
    habits: Habits
    _brought: list[Message] = field(default_factory=list)
    _absences: Absences = field(init=False)

    def begin(self) -> None:
        """Look at everything that isn't done, when it may be."""
        self._brought = []
        self._absences = Absences(self.performers, clock=self._now)
        for id_, effect in self.node.storage.effects.items():
            if not effect.done:
                self._look(id_, max(effect.not_before, effect.lease_until or effect.not_before))

    def committed(self, commit: Commit) -> None:
        """Begin what was ordered, when it may be."""
        for effect in commit.effects:
            self._look(effect.id, effect.not_before)

    def _now(self) -> float:
        return self.node.agenda.now.timestamp()

    def _look(self, effect: UUID, when: datetime) -> None:
        self.node.at(when + SOON, partial(self._work, effect))

    async def _work(self, effect_id: UUID) -> None:
        """Lease this effect, if it may be done now, and all others of its kind; begin them."""
        storage = self.node.storage
        effect, now = storage.effects.get(effect_id), storage.clock()
        if effect is None or effect.done or (effect.lease_until is not None and effect.lease_until > now):
            return
        performer = self.performers[effect.new.kind]
        for job in await storage.claim([effect.new.kind], AT_ONCE, performer.lease):
            # Should this worker be silent for as long as that, another one looks.
            self._look(job.id, now + timedelta(seconds=performer.lease))
            if not self.habits.dies_before(job):
                await self._perform(job, performer)

    async def _perform(self, job: Job, performer: Performer[Any]) -> None:
        takes = self.habits.takes(job, performer.lease)
        try:
            result = await performer.perform(performer.model.model_validate_json(job.body), job)
        except Exception as error:  # noqa: BLE001 - the outside world may fail in any way
            await self._not_done(job, performer, error)
            return
        if self.habits.dies_after(job):
            return
        await self._hasten(job.kind)
        message = result_message(job, result)
        self.node.after(takes, lambda: self._bring(message))
        if self.habits.says_it_twice(job):
            self.node.after(takes * 2, lambda: self._bring(message))

    async def _hasten(self, kind: str) -> None:
        if not self._absences.is_over(kind) or not await self.node.storage.hasten(kind):
            return
        for id_, effect in self.node.storage.effects.items():
            if effect.new.kind == kind and effect.not_before == self.node.agenda.now:
                self._look(id_, effect.not_before)

    async def _not_done(self, job: Job, performer: Performer[Any], error: Exception) -> None:
        reason = reason_of(error)
        if (end := given_up(job, performer, reason)) is not None:
            await self._bring(end)
            return
        after = pause(job, performer, error)
        if unmet := met_nobody(error):
            self._absences.missed(job.kind)
        await self.node.storage.put_back(job, after, reason, unmet=unmet)
        self._look(job.id, self.node.agenda.now + timedelta(seconds=after))

    async def _bring(self, message: Message) -> None:
        self._brought.append(message)
        if len(self._brought) == 1:
            self.node.after(0, self._hand_over)

    async def _hand_over(self) -> None:
        """Hand in what was brought at this instant, together: of several workers none is first."""
        brought, self._brought = self._brought, []
        await self.node.engine.handle(brought)
