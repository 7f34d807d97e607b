"""One application in the hands of the person who applies."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from front_end import File
from policy.text import Text

from mante.demo.people import Person
from mante.demo.players.channel import ChannelPlayer
from mante.demo.story.cities import City

Json = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """What somebody wants, and what the story shows by it. `hospital` is whom they ask to review, `agent` who asks.

    `with_papers_of` is an earlier application whose papers they want to use.
    """

    title: Text
    city: City
    person: Person
    hospital: str | None = None
    agent: Person | None = None
    with_papers_of: str | None = None


@dataclass
class Application:
    """What came of a wish; `ends` is the state in which it ended, once it has.

    `lodged` are the papers that were handed in, `absent` those that the person doesn't have, and why.
    """

    id: str
    wish: Wish
    channel: ChannelPlayer
    grant: str = field(repr=False)
    ends: str = ""
    lodged: list[Json] = field(default_factory=list)
    absent: list[Json] = field(default_factory=list)
    key: str = field(default_factory=lambda: str(uuid.uuid4()))

    async def hand_in(self, files: list[File]) -> bytes:
        """Upload files and lodge them, together with what was lodged before."""
        self.lodged = [*self.lodged, *await self.channel.upload(self.id, self.grant, files)]
        self.key = str(uuid.uuid4())
        return await self.channel.lodge(self.id, self._body, self.key)

    async def hand_in_the_papers_of(self, other: "Application") -> bytes:
        """Lodge what another application lodged, which lends it."""
        self.lodged = list(other.lodged)
        return await self.channel.lodge(self.id, self._body, self.key)

    async def hand_in_again(self) -> bytes:
        """Send the very same lodging once more."""
        return await self.channel.lodge(self.id, self._body, self.key, again=True)

    @property
    def _body(self) -> Json:
        return {"papers": self.lodged, "absent": self.absent, "declared_true": True}

    async def supplement(self, round_: int, files: list[File]) -> None:
        """Upload files as the answer to a supplement request."""
        await self.channel.supplement(self.id, round_, await self.channel.upload(self.id, self.grant, files))

    async def reaches(self, *states: str) -> Json:
        """Wait until it is in one of `states`, as its channel hears it."""
        return await self.channel.news.reaches(self.id, *states)

    async def end(self, *states: str) -> Json:
        """Wait for its end; who is approved where a hospital is to be chosen chooses one."""
        progress = await self.reaches(*states)
        self.ends = progress["state"]
        if self.ends == "approved" and self.wish.city.hospital:
            await self.choose(self.wish.city.hospital)
        return progress

    async def closes(self) -> Json:
        """Wait until nobody has it in hand any more, which is all that a hospital elsewhere hears of its end."""
        return await self.channel.news.first(
            self.id, lambda kind, data: kind == "ProgressChanged" and data.get("who_has_it") == "nobody"
        )

    async def choose(self, hospital: str) -> None:
        """Choose a hospital, and wait until it is the person's."""
        await self.channel.choose_hospital(self.id, hospital)
        await self.channel.news.first(
            self.id, lambda kind, data: kind == "ProgressChanged" and data.get("hospital") == hospital
        )
