"""What is asked of intake's rows, besides what the engine does with them."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from chassis.storage.driver import Pool

from intake.domain.application import UNSUBMITTED, WITH_REVIEW, Application

ONE = "select state, state_version from aggregates where subject = $1 and state is not null"
SIBLINGS = """
select count(*) from aggregates sibling
where state #>> '{asked,with_papers_of}' = $1 and subject <> $2 and state ->> 'status' = any($3)
    and not exists (
        select from aggregates draft where draft.subject = $2 and draft.state is not null
        and ((draft.state ->> 'opened_at')::timestamptz, draft.subject)
            < ((sibling.state ->> 'opened_at')::timestamptz, sibling.subject)
    )
"""
BY_NUMBER = """
select subject, state, state_version from aggregates
where state ->> 'number' = $1 and state ->> 'status' <> 'joined'
"""
NEWEST = """
select subject, state, state_version from aggregates where state is not null order by created_at desc limit $1
"""
OF_PERSON = "select subject from aggregates where state #>> '{asked,person_ref}' = $1 order by subject"
CONCERNING = """
select subject, state, state_version from aggregates
where state #>> '{asked,person_ref}' = $1 or state #>> '{asked,applicant,agent_ref}' = $1
order by created_at desc, subject desc limit 100
"""


@dataclass(frozen=True, slots=True)
class Applications:
    """Applications as stored; `open_state` decodes a state of any released version."""

    pool: Pool
    open_state: Callable[[str, int], Application]

    async def named(self, application_id: UUID) -> Application | None:
        """Return one application."""
        row = await self.pool.fetchrow(ONE, application_id)
        return None if row is None else self.open_state(row["state"], row["state_version"])

    async def siblings(self, linked_to: UUID, draft: UUID) -> int:
        """Return how many applications under way use papers of `linked_to` and were opened before `draft`."""
        under_way = [status.value for status in UNSUBMITTED | WITH_REVIEW]
        counted: int = await self.pool.fetchval(SIBLINGS, str(linked_to), draft, under_way)
        return counted

    async def numbered(self, number: str) -> tuple[UUID, Application] | None:
        """Return the application of a number; not one that joined it, which has the same."""
        row = await self.pool.fetchrow(BY_NUMBER, number)
        return None if row is None else (row["subject"], self.open_state(row["state"], row["state_version"]))

    async def newest(self, most: int) -> list[tuple[UUID, Application]]:
        """Return the applications that were begun last, the newest first."""
        rows = await self.pool.fetch(NEWEST, most)
        return [(row["subject"], self.open_state(row["state"], row["state_version"])) for row in rows]

    async def of_person(self, person_ref: UUID) -> list[UUID]:
        """Return the ids of every application for this insured person."""
        return [row["subject"] for row in await self.pool.fetch(OF_PERSON, str(person_ref))]

    async def concerning(self, person_ref: UUID) -> list[tuple[UUID, Application]]:
        """Return the applications for this person, and those that they opened as an agent, the newest first."""
        rows = await self.pool.fetch(CONCERNING, str(person_ref))
        return [(row["subject"], self.open_state(row["state"], row["state_version"])) for row in rows]
