"""What is asked of review's rows, besides what the engine does with them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from asyncpg import Record
from chassis.decision import NotFound
from chassis.storage.driver import Pool

from review.domain.case import Case

BY_TASK = """
select subject, state, state_version from aggregates
where state is not null and state #> '{review,tasks}' @> $1::jsonb
"""
OPEN_AT = """
select subject, state, state_version from aggregates
where state is not null and state #>> '{review,outcome}' is null and state #> '{review,tasks}' @> $1::jsonb
order by state #>> '{review,term,decide_by}' nulls last, state #>> '{review,application,submitted_at}', subject
limit $2
"""

MOST_URGENT = """
select subject, state, state_version from aggregates
where state is not null and state #>> '{review,outcome}' is null and state #>> '{review,term,decide_by}' is not null
order by state #>> '{review,term,decide_by}', subject limit $1
"""

WITH_A_DEADLINE = """
select subject from aggregates
where state is not null and state #>> '{review,outcome}' is null and state #>> '{review,term,decide_by}' is not null
order by subject
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A case as stored, and the application it is about."""

    application_id: UUID
    case: Case


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases as stored; `open_state` decodes a state of any released version."""

    pool: Pool
    open_state: Callable[[str, int], Case]

    async def of_task(self, task_id: UUID) -> Found:
        """Return the case that a task belongs to, whoever has it; raises `NotFound`."""
        row = await self.pool.fetchrow(BY_TASK, json.dumps([{"task_id": str(task_id)}]))
        if row is None:
            raise NotFound
        return self._found(row)

    async def open_at(self, institution: str, most: int) -> list[Found]:
        """Return the cases with an open task at an institution, the most urgent first."""
        waiting = json.dumps([{"institution": institution, "vote": None, "recalled": None}])
        return [self._found(row) for row in await self.pool.fetch(OPEN_AT, waiting, most)]

    async def most_urgent(self, most: int) -> list[Found]:
        """Return the open cases that have a deadline, wherever they are, the most urgent first."""
        return [self._found(row) for row in await self.pool.fetch(MOST_URGENT, most)]

    async def with_a_deadline(self) -> list[UUID]:
        """Return the applications whose open cases have a deadline."""
        return [row["subject"] for row in await self.pool.fetch(WITH_A_DEADLINE)]

    def _found(self, row: Record) -> Found:
        return Found(row["subject"], self.open_state(row["state"], row["state_version"]))
