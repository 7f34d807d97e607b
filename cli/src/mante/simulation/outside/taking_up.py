"""The person signs in at the web page and goes on there; somebody else tries that, too, and finds nothing."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from contracts.ids import derived
from intake.domain.taking_up import TakenUp

from mante.simulation.outside.calling import Answer, Call, Then, nothing
from mante.simulation.outside.channel import Channel, Hears
from mante.simulation.outside.person import Person
from mante.simulation.script.turns import Turn

MINUTES = (2, 30, 1600)
"""After the beginning of the application."""


@dataclass(frozen=True, slots=True)
class TakingUp:
    """What happens to one life at the `page`; `follower` hears there, too, once it was taken up."""

    person: Person
    page: Channel
    follower: Hears

    def plan(self) -> None:
        """Let each come at their time."""
        person, life = self.person, self.person.life
        own = person.scene.agent(life) if life.takes(Turn.HAS_AN_AGENT) else person.scene.person(life)
        if life.takes(Turn.GOES_ON_ELSEWHERE):
            self._at_a_time(own, self._taken_up)
        if life.takes(Turn.A_STRANGER_TRIES):
            self._at_a_time(derived(person.scene.root, f"person:{life.person + 1}"), nothing)

    def _at_a_time(self, who: UUID, then: Then) -> None:
        scene, after = self.person.scene, timedelta(minutes=self.person.dice.choice(MINUTES))
        scene.agenda.at(scene.script.begins + self.person.life.begins + after, partial(self._ask, who, then))

    async def _ask(self, who: UUID, then: Then) -> None:
        application, code = self.person.id, self.page.code
        key = f"take-up:{application}:{who}"
        lost = self.person.life.takes(Turn.LOSES_ANSWERS)
        call = Call(code, code, application, TakenUp(person_ref=who), key, loses_the_first_answer=lost)
        await self.page.caller.ask(self.page.desk, call, then)

    async def _taken_up(self, answer: Answer) -> None:
        if answer.is_ok:
            self.person.tell("goes on at the web page")
            self.page.people[self.person.id] = self.follower
            self.person.channel = self.page
