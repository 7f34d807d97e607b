"""Which channels a person has come through: each has seen who they are, and may show them all that is theirs."""

from dataclasses import dataclass
from uuid import UUID

from chassis.storage.driver import Pool

from intake.vault import sql


@dataclass(frozen=True, slots=True)
class Visits:
    """Persons by channel; forgotten with the person."""

    pool: Pool

    async def note(self, person_ref: UUID, channel: str) -> None:
        """Note that a person came through a channel."""
        await self.pool.execute(sql.NOTE_VISIT, person_ref, channel)

    async def has_come(self, person_ref: UUID, channel: str) -> bool:
        """Say whether a person ever came through a channel."""
        come: bool = await self.pool.fetchval(sql.HAS_VISITED, person_ref, channel)
        return come
