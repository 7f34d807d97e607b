"""What a channel has heard about its applications, and waiting for more of it."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
PATIENCE = 400.0
"""Seconds. In a trial an application may meet several outages, each with a lease to run out or a back-off."""
Noticed = Callable[[str, str, str], None]
"""Told of an application's id, its state and its number, whenever a channel hears of it."""
_ENDS = frozenset({"approved", "rejected", "withdrawn", "lapsed", "expired"})


class WentAstray(Exception):  # noqa: N818 - says what happened
    """The story did not go as it should."""


@dataclass
class News:
    """Everything one channel has heard, by application, in order."""

    noticed: Noticed
    messages: list[tuple[str, Json]] = field(default_factory=list)
    _heard: defaultdict[str, list[tuple[str, Json]]] = field(default_factory=lambda: defaultdict(list))
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def hear(self, kind: str, application: str, data: Json) -> None:
        """Take one event in."""
        if kind == "MessageDue":
            self.messages.append((application, data))
        elif kind == "ProgressChanged":
            self.noticed(application, data["state"], data.get("number", ""))
        async with self._changed:
            self._heard[application].append((kind, data))
            self._changed.notify_all()

    async def first(self, application: str, wanted: Callable[[str, Json], bool]) -> Json:
        """Return the first event about an application that is wanted, as soon as there is one."""
        async with asyncio.timeout(PATIENCE), self._changed:
            while True:
                for kind, data in self._heard[application]:
                    if wanted(kind, data):
                        return data
                await self._changed.wait()

    async def reaches(self, application: str, *states: str) -> Json:
        """Return the progress that says the application is in one of `states`. Raises WentAstray at another end."""

        def settled(kind: str, data: Json) -> bool:
            return kind == "ProgressChanged" and data["state"] in _ENDS.union(states)

        try:
            progress = await self.first(application, settled)
        except TimeoutError:
            raise WentAstray(f"{application} is not {' or '.join(states)} but {self.state(application)}") from None
        if progress["state"] not in states:
            raise WentAstray(f"{application} is {progress['state']}, not {' or '.join(states)}")
        return progress

    def state(self, application: str) -> str:
        """Return where an application stands, as far as the channel has heard."""
        states = [data["state"] for kind, data in self._heard[application] if kind == "ProgressChanged"]
        return str(states[-1]) if states else "unheard of"
