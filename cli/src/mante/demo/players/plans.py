"""What reviewers will say of each application: the story decides, they say it when its task comes."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Approve:
    """Approve it."""


@dataclass(frozen=True)
class Reject:
    """Reject it, for these reasons of the pack."""

    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Ask:
    """Ask for (material, rule code)s."""

    items: tuple[tuple[str, str], ...]


Act = Approve | Reject | Ask


@dataclass(frozen=True)
class Task:
    """One task on an institution's list."""

    application: str
    task_id: str
    step: str
    round: int
    practitioner: str | None


def _now() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


@dataclass
class Plan:
    """`acts` by step and round; whatever isn't there is approved.

    `came` is set when a task has come, which is then `task`; its reviewer begins at `begin` and says the verdict at
    `decide`.
    """

    acts: Mapping[tuple[str, int], Act] = field(default_factory=dict)
    begin: asyncio.Event = field(default_factory=_now)
    decide: asyncio.Event = field(default_factory=_now)
    came: asyncio.Event = field(default_factory=asyncio.Event)
    task: Task | None = None
    claimed: asyncio.Event = field(default_factory=asyncio.Event)

    def act_on(self, task: Task) -> Act:
        """Return what to say of a task."""
        return self.acts.get((task.step, task.round), Approve())


class Plans:
    """The plan of each application; without one it is approved."""

    def __init__(self) -> None:
        self._plans: dict[str, Plan] = {}

    def __setitem__(self, application: str, plan: Plan) -> None:
        self._plans[application] = plan

    def __getitem__(self, application: str) -> Plan:
        return self._plans.setdefault(application, Plan())
