"""What an operator does with records kept back: re-drive, discard, accept a gap; and erasure. All audited."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from contracts.event import Part
from contracts.ids import uuid7

from chassis.engine import Engine
from chassis.message import Kind, Message
from chassis.orders import AcceptGap, Discard, Erase
from chassis.process import type_name
from chassis.rows import Held
from chassis.storage import Storage

_PASSING = ("storage:", "party:")


class NoSuchRecord(LookupError):  # noqa: N818
    """No record with this id is kept back (any more)."""


@dataclass(frozen=True, slots=True)
class Parked:
    """The operator's hands on the engine. `by` names the operator in the audit, `new_id` an order."""

    storage: Storage
    engine: Engine
    new_id: Callable[[], UUID] = uuid7

    async def redrive(self, parked_id: int) -> None:
        """Decide a parked record again, whole, and what waited behind it. Raises `NoSuchRecord`."""
        held = await self._held(parked_id)
        await self.engine.handle([replace(held.message, parked_id=parked_id, fault=_still(held.message))])

    async def discard(self, parked_id: int, reason: str, by: str) -> None:
        """Give a parked record up and let what follows it pass. Raises `NoSuchRecord`."""
        held = await self._held(parked_id)
        await self._order(held.message.subject, Discard(parked_id=parked_id, reason=reason), by)

    async def accept_gap(self, subject: UUID, source: str, reason: str, by: str) -> None:
        """Give up what is missing on `source` before the first record that waits."""
        await self._order(subject, AcceptGap(source=source, reason=reason), by)

    async def erase(self, subject: UUID, reason: str, by: str) -> None:
        """Erase the aggregate, and its parked records, requests, effects, sent events and keys that name a person."""
        await self._order(subject, Erase(reason=reason), by)

    async def _held(self, parked_id: int) -> Held:
        held = await self.storage.held(parked_id)
        if held is None:
            raise NoSuchRecord(parked_id)
        return held

    async def _order(self, subject: UUID, order: Part, by: str) -> None:
        identity = self.new_id()
        message = Message(
            kind=Kind.OPERATOR,
            id=identity,
            source="operator",
            subject=subject,
            type=type_name(type(order)),
            body=order,
            actor=by,
            correlation_id=identity,
        )
        await self.engine.handle([message])


def _still(message: Message) -> str | None:
    # What the storage refused, or whose sender took no part, is tried again; unreadable bytes stay unreadable.
    return None if message.fault and message.fault.startswith(_PASSING) else message.fault
