"""What intake looks up in its own rows: the application whose papers are to be used, and who else uses them."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from intake.domain.application import UNSUBMITTED, WITH_REVIEW, Application

from mante.simulation.world.node import Node


@dataclass(slots=True)
class Applications:
    """Intake's rows, and who came through which channel."""

    node: Node
    visits: set[tuple[UUID, str]]

    async def named(self, application_id: UUID) -> Application | None:
        """Return one application."""
        row = self.node.storage.rows.get(application_id)
        if row is None or row.state is None:
            return None
        return cast("Application", self.node.process.open(row.state, row.state_version))

    async def siblings(self, linked_to: UUID, draft: UUID) -> int:
        """Return how many applications under way use papers of `linked_to` and were opened before `draft`."""
        mine = await self.named(draft)
        return len([subject for subject in self.node.storage.rows if await self._is_before(subject, linked_to, mine)])

    async def _is_before(self, subject: UUID, linked_to: UUID, draft: Application | None) -> bool:
        other = await self.named(subject)
        if other is None or other.asked.with_papers_of != linked_to or other.status not in UNSUBMITTED | WITH_REVIEW:
            return False
        return draft is not None and (other.opened_at, other.opened_by) < (draft.opened_at, draft.opened_by)

    async def has_come(self, person_ref: UUID, channel: str) -> bool:
        """Say whether a person ever came through a channel."""
        return (person_ref, channel) in self.visits
