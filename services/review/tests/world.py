"""Review's decisions in the real engine over memory, with a clock that tests move, and the others played by hand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from chassis.engine import Engine
from chassis.message import Message
from chassis.parties.directory import Directory
from chassis.rows import Reply
from chassis.storage.memory import MemoryStorage
from chassis.testing.harness import Harness
from contracts.catalogue import EVENT_OF
from contracts.event import Event, Part
from policy.calendar import SHANGHAI
from policy.registry import Packs
from review.consumers import process
from review.domain.case import Case
from review.domain.rules import Rules

from .applying import PACKS
from .messages import Messages
from .town import town


def shanghai(text: str) -> datetime:
    """Return the instant (UTC) at which clocks in Asia/Shanghai show `2026-11-24 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


TUESDAY_TEN = shanghai("2026-11-24 10:00")


@dataclass(slots=True)
class World:
    """One review service, the institutions that act, and what intake and documents say."""

    packs: Packs = PACKS
    start: datetime = TUESDAY_TEN
    directory: Directory = field(default_factory=town)
    messages: Messages = field(default_factory=Messages)
    harness: Harness[Case] = field(init=False)

    def __post_init__(self) -> None:
        self.harness = Harness(process(Rules(self.packs, lambda: self.directory)), self.start)

    def correct(self, packs: Packs) -> None:
        """Go on with other packs or calendars, as after a release."""
        self.harness.engine = Engine(process(Rules(packs, lambda: self.directory)), self.storage)

    @property
    def now(self) -> datetime:
        return self.harness.now

    @property
    def storage(self) -> MemoryStorage:
        return self.harness.storage

    async def take(self, *messages: Message) -> None:
        """Let messages arrive, all in one batch."""
        await self.harness.engine.handle(messages)

    async def hear(self, event: Event, subject: UUID) -> None:
        """Let another service say something of an application."""
        await self.take(self.messages.event(event, subject))
        assert not self.harness.parked

    async def ask(self, institution: str, body: Event, subject: UUID, *, kafka: bool = False) -> Reply:
        """Let an institution act."""
        message = self.messages.request(institution, body, subject, kafka=kafka)
        (reply,) = await self.harness.engine.decide([message], within=1)
        return reply

    async def order(self, body: Part, subject: UUID) -> dict[str, Any]:
        """Let an operator order something of a case; return the answer."""
        answer: dict[str, Any] = orjson.loads((await self.harness.request("operator", body, subject)).body)
        return answer

    async def until(self, text: str) -> None:
        """Let time pass (Asia/Shanghai); what comes due on the way fires at its own instant."""
        await self.harness.advance(to=shanghai(text))

    def case(self, subject: UUID) -> Case:
        case = self.harness.state(subject)
        assert case is not None
        return case

    def person_behind(self, institution: str, practitioner: str) -> UUID:
        """Return who a member of staff is as a person."""
        found = self.directory.practitioner(institution, practitioner)
        assert found is not None
        assert found.person_ref is not None
        return found.person_ref

    def said(self, kind: type[Any] | tuple[type[Any], ...]) -> list[Any]:
        """Return every event of a kind, or of some, that review told the other services."""
        return [event for topic, event in self._published() if isinstance(event, kind) and ".tasks." not in topic]

    def told(self, institution: str, kind: type[Any], subject: UUID | None = None) -> list[Any]:
        """Return every event of a kind that an institution was told, of one application or of all."""
        mine = f"review.tasks.{institution}.v1"
        return [event for topic, event in self._published(subject) if topic == mine and isinstance(event, kind)]

    def _published(self, subject: UUID | None = None) -> Iterator[tuple[str, Event]]:
        for out in self.storage.outbox:
            if subject in (None, out.subject):
                yield out.topic, EVENT_OF[orjson.loads(out.headers)["ce_type"]].model_validate_json(out.value)
