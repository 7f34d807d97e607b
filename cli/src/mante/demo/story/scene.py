"""The stage: the players, the operators, and the applications so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mante.demo.board import Board
from mante.demo.front_ends import FRONT_ENDS
from mante.demo.gateway import Gateway
from mante.demo.operators import Operators
from mante.demo.people import PEOPLE, Person, someone
from mante.demo.players.channel import ChannelPlayer
from mante.demo.players.plans import Plan, Plans
from mante.demo.register import Register
from mante.demo.story.application import Application, Wish

Json = dict[str, Any]


@dataclass
class Scene:
    """What every story plays with; `through` has the channels by their codes.

    `played` is how many times the story was played on this stack before.
    """

    through: Mapping[str, ChannelPlayer]
    plans: Plans
    operators: Operators
    gateway: Gateway
    register: Register
    board: Board
    played: int = 0
    applications: list[Application] = field(default_factory=list)

    def someone(self, number: int, area: str) -> Person:
        """Return the story's person `number`; each time it is played others come, whom nothing earlier concerns."""
        return someone(number + PEOPLE * self.played, area)

    async def opens(self, wish: Wish, plan: Plan | None = None, through: str = "") -> Application:
        """Let a person, or an agent for them, begin an application; in the channel that most of their city use."""
        channel = self.through[through or wish.city.channel]
        opened = await channel.open(await _draft(channel, wish))
        self.plans[opened.application] = plan or Plan()
        application = Application(opened.application, wish, channel, opened.grant)
        self.applications.append(application)
        self.board.begin(application)
        return application


async def _draft(channel: ChannelPlayer, wish: Wish) -> Json:
    applicant: Json = {"kind": "self"}
    if wish.agent:
        applicant = {"kind": "agent", "agent_ref": await channel.register(wish.agent), "relation": "child"}
    draft = {
        "person_ref": await channel.register(wish.person),
        "applicant": applicant,
        "pooling_area": wish.city.area,
        "scheme": "resident",
        "disease_code": wish.city.disease,
        "route": FRONT_ENDS[channel.code].route,
    }
    if wish.with_papers_of:
        draft["with_papers_of"] = wish.with_papers_of
    return draft | ({"hospital": wish.hospital} if wish.hospital else {})
