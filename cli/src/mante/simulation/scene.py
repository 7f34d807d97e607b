"""Everything that a history is played on: the clock, the bus, the people, and who is who."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from contracts.ids import derived
from policy.registry import Packs

from mante.simulation.outside.journal import Journal
from mante.simulation.outside.persons import Persons
from mante.simulation.outside.register import Register
from mante.simulation.outside.store import Store
from mante.simulation.outside.town import Town
from mante.simulation.script.lives import Life
from mante.simulation.script.script import Script
from mante.simulation.script.turns import Turn
from mante.simulation.world.agenda import Agenda
from mante.simulation.world.bus import Bus

AWAY = {
    "vault": (Turn.VAULT_AWAY, timedelta(minutes=30)),
    "scanner": (Turn.SCANNER_AWAY, timedelta(minutes=30)),
    "register": (Turn.REGISTER_AWAY, timedelta(hours=5)),
}
"""Which turn takes a provider away from one application, and until when after it began."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the chronicle: what happened to whom."""

    at: datetime
    who: str
    what: str
    subject: UUID | None = None


@dataclass(slots=True)
class Scene:
    """One history's world. `lives` are the applications, by id; `visits` says who came through which channel.

    `log` is what services logged, `erased` whom operators erased, `given_up` those of whom they gave something up.
    """

    script: Script
    packs: Packs
    agenda: Agenda = field(init=False)
    bus: Bus = field(init=False)
    root: UUID = field(init=False)
    town: Town = field(default_factory=lambda: Town(set()))
    journal: Journal = field(default_factory=Journal)
    persons: Persons = field(default_factory=Persons)
    register: Register = field(default_factory=Register)
    visits: set[tuple[UUID, str]] = field(default_factory=set)
    store: Store = field(init=False)
    lives: dict[UUID, Life] = field(default_factory=dict)
    chronicle: list[Told] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    erased: set[UUID] = field(default_factory=set)
    given_up: set[UUID] = field(default_factory=set)
    _dice: dict[UUID, Random] = field(default_factory=dict)
    _nobodys: Random = field(init=False)

    def __post_init__(self) -> None:
        """Begin at the script's instant, with everybody who will live."""
        script = self.script
        self.agenda = Agenda(script.begins)
        self.bus = Bus(lambda: self.agenda.now)
        self.store = Store(lambda: self.agenda.now)
        milliseconds = int(script.begins.timestamp() * 1000)
        self.root = derived(UUID(int=milliseconds << 80), f"history:{script.seed}")
        self._nobodys = Random(script.seed)  # noqa: S311 - a history is drawn, nothing is kept secret by it
        for life in script.lives:
            self._admit(life)

    def _admit(self, life: Life) -> None:
        application = self.application(life)
        self.lives[application] = life
        self._dice[application] = Random(life.dice)  # noqa: S311 - as above
        for person in (self.person(life), self.agent(life)):
            self.persons.numbers.setdefault(person, life.person * 2 + (person == self.agent(life)))
        if life.takes(Turn.NOT_INSURED):
            self.register.unknown.add(life.person * 2)

    def application(self, life: Life) -> UUID:
        """Return the application's id."""
        return derived(self.root, f"life:{life.number}")

    def person(self, life: Life) -> UUID:
        """Return the insured person."""
        return derived(self.root, f"person:{life.person}")

    def agent(self, life: Life) -> UUID:
        """Return the person who would apply for them."""
        return derived(self.root, f"agent:{life.person}")

    def dice(self, subject: UUID) -> Random:
        """Return what the chances of an application are drawn from."""
        return self._dice.get(subject, self._nobodys)

    def life(self, subject: UUID) -> Life | None:
        """Return the life of an application."""
        return self.lives.get(subject)

    def is_away(self, provider: str, subject: UUID) -> bool:
        """Say whether a provider is away just now, as far as this application is concerned."""
        life = self.lives.get(subject)
        turn, lasts = AWAY[provider]
        return life is not None and life.takes(turn) and self.agenda.now < self.script.begins + life.begins + lasts

    def tell(self, who: str, what: str, subject: UUID | None = None) -> None:
        """Write down what happened."""
        self.chronicle.append(Told(self.agenda.now, who, what, subject))
