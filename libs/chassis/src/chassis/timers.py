"""Timers: rows that the relay's leader reads when they are due and hands to the engine as messages.

Reading takes no lock. The engine deletes the row under the aggregate's lock, so a timer read twice fires once.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.ids import derived

from chassis.engine import Engine
from chassis.message import Kind, Message
from chassis.storage import Storage

PAGE = 500
LONGEST_SLEEP = 1.0


@dataclass(frozen=True, slots=True)
class Timers:
    """Fires what is due, page by page."""

    storage: Storage
    engine: Engine

    async def fire_due(self) -> float:
        """Fire every timer that is due; return the seconds until it is worth looking again. Raises `Away`."""
        while True:
            due, following = await self.storage.due_timers(PAGE)
            if not due:
                return min(LONGEST_SLEEP, max(following, 0.0)) if following is not None else LONGEST_SLEEP
            await self.engine.handle([timer_message(*timer) for timer in due])


def timer_message(subject: UUID, kind: str, due_at: datetime) -> Message:
    """Return the message of a timer that came due; a repetition has the same id."""
    identity = derived(subject, f"timer:{kind}:{due_at.isoformat()}")
    return Message(
        kind=Kind.TIMER,
        id=identity,
        source="timer",
        subject=subject,
        type=kind,
        body=b"",
        actor="timer",
        correlation_id=identity,
        due_at=due_at,
    )
