"""Somebody who applies: opens a draft, hands in, puts right, withdraws, and does what the news calls for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from uuid import UUID

from contracts.events import requests
from contracts.events.requests import (
    AbsentPaper,
    ApplicationLodged,
    DraftOpened,
    HospitalChoiceLodged,
    MessageReceipt,
    WithdrawalLodged,
)
from contracts.vocabulary import AbsenceReason, ApplicantKind, ReceiptStatus, Route, Scheme

from mante.simulation.outside.calling import Answer, nothing
from mante.simulation.outside.channel import Channel, Said
from mante.simulation.outside.person import HOUR, MINUTE, Person
from mante.simulation.outside.supplementing import Supplementing
from mante.simulation.outside.taking_up import TakingUp
from mante.simulation.outside.town import HOSPITALS, ROUTE_OF
from mante.simulation.script.chances import happens
from mante.simulation.script.turns import Turn

ABSENT = "test_report"
WITHDRAWS_AFTER = (3, 90, 600, 3000)
"""Minutes from handing in to withdrawing."""


@dataclass(slots=True)
class Applicant:
    """One life's applicant. `page` is where one may go on, `lender` whose papers are used again."""

    person: Person
    page: Channel
    supplementing: Supplementing = field(init=False)
    lender: "Applicant | None" = None
    _mended: bool = False
    _approved: bool = False
    _withdrawn: bool = False

    def __post_init__(self) -> None:
        """Be ready for supplement requests."""
        self.supplementing = Supplementing(self.person)

    def begin(self) -> None:
        """Come, when it is time."""
        scene, life = self.person.scene, self.person.life
        self.person.channel.people[self.person.id] = self
        comes = scene.script.begins + life.begins
        scene.agenda.at(comes, self._open)
        TakingUp(self.person, self.page, self).plan()
        if life.takes(Turn.WITHDRAWS_EARLY):
            scene.agenda.at(comes + timedelta(minutes=self.person.dice.randint(1, 40)), self.withdraw)

    @property
    def _kind(self) -> ApplicantKind:
        return ApplicantKind.AGENT if self.person.life.takes(Turn.HAS_AN_AGENT) else ApplicantKind.SELF

    @property
    def _route(self) -> Route:
        return ROUTE_OF.get(self.person.life.channel, Route.ONLINE)

    async def _open(self) -> None:
        scene, life = self.person.scene, self.person.life
        person = scene.person(life)
        agent = scene.agent(life) if self._kind is ApplicantKind.AGENT else None
        scene.visits |= {(who, life.channel) for who in (person, agent) if who}
        self.person.tell(f"opens a draft through {life.channel}")
        draft = DraftOpened(
            person_ref=person,
            applicant=requests.Applicant(kind=self._kind, agent_ref=agent, relation="child" if agent else None),
            pooling_area=life.area,
            scheme=Scheme.RESIDENT,
            route=self._route,
            disease_code=life.disease,
            hospital=self.person.dice.choice((None, *HOSPITALS)),
            with_papers_of=self.lender.person.id if self.lender else None,
        )
        await self.person.ask(draft, "open", self._opened)

    async def _opened(self, answer: Answer) -> None:
        life = self.person.life
        if not answer.is_ok or life.takes(Turn.NEVER_LODGES):
            return
        wanted = [material.code for material in self.person.pack.materials_for(self._kind, self._route)]
        if life.takes(Turn.LACKS_A_PAPER):
            wanted.remove(ABSENT)
        if life.takes(Turn.LODGES_TOO_LITTLE):
            wanted = wanted[1:]
        wanted = self._not_borrowed(wanted)
        await self.person.upload(wanted, wanted[0] if life.takes(Turn.SENDS_A_BAD_PAPER) else "", self._lodge)

    def _not_borrowed(self, wanted: Sequence[str]) -> list[str]:
        """Use what the lender has, but for the first paper; return what is to be uploaded."""
        if self.lender is not None:
            theirs = self.lender.person.papers.items()
            self.person.papers |= {material: paper for material, paper in theirs if material in wanted[1:]}
        return [material for material in wanted if material not in self.person.papers]

    async def _lodge(self, _: Answer) -> None:
        papers, lacks = tuple(self.person.papers.values()), self.person.life.takes(Turn.LACKS_A_PAPER)
        absent = (AbsentPaper(material=ABSENT, reason=AbsenceReason.NEVER_ISSUED),) if lacks else ()
        self.person.tell(f"hands in {len(papers)} papers")
        lodged = ApplicationLodged(papers=papers, absent=absent, declared_true=True)
        await self.person.ask(lodged, self.person.key("lodge"), self._lodged)

    async def _lodged(self, answer: Answer) -> None:
        if answer.is_ok and self.person.life.takes(Turn.WITHDRAWS_LATER):
            after = MINUTE * self.person.dice.choice(WITHDRAWS_AFTER)
            self.person.scene.agenda.on_the_beat(after, 60, self.withdraw)

    async def withdraw(self) -> None:
        """Take the application back, once."""
        if not self._withdrawn:
            self._withdrawn = True
            self.person.tell("withdraws")
            await self.person.ask(WithdrawalLodged(), "withdraw")

    async def hears(self, event: str, said: Said) -> None:
        """Do what the news calls for."""
        if event == "MessageDue":
            await self._show(said)
        elif event == "ProgressChanged":
            match said["state"]:
                case "not_accepted":
                    self._mend(said)
                case "awaiting_supplement":
                    self.supplementing.plan(said)
                case "approved":
                    self._plan_choices()

    def _mend(self, said: Said) -> None:
        materials = [item["material"] for item in said["items"] if item["material"] != "insurance"]
        if self._mended or not materials or self.person.life.takes(Turn.NEVER_MENDS):
            return
        self._mended = True
        later = HOUR * self.person.dice.choice((1, 20))
        self.person.scene.agenda.on_the_beat(later, 60, partial(self.person.upload, materials, "", self._lodge))

    def _plan_choices(self) -> None:
        life = self.person.life
        if self._approved or self.person.pack.designated_hospital is None:
            return
        self._approved = True
        for number in range(3 if life.takes(Turn.CHANGES_HOSPITALS) else int(life.takes(Turn.CHOOSES_A_HOSPITAL))):
            hospital = HOSPITALS[number % len(HOSPITALS)]
            after = HOUR * (1 + 3 * number)
            self.person.scene.agenda.on_the_beat(after, 60, partial(self._choose, hospital, number))

    async def _choose(self, hospital: str, number: int) -> None:
        self.person.tell(f"chooses {hospital}")
        await self.person.ask(HospitalChoiceLodged(hospital=hospital), f"hospital:{number}")

    def _says_what_was_shown(self) -> bool:
        """Most phones don't report that they showed a message; each report is heard by five services."""
        return self.person.life.takes(Turn.RECEIPTS_TWICE) or happens(self.person.dice, 0.3)

    async def _show(self, said: Said) -> None:
        person = self.person
        if person.life.takes(Turn.NO_RECEIPTS) or not self._says_what_was_shown():
            return
        notice = UUID(said["notice_id"])
        receipt = MessageReceipt(notice_id=notice, status=ReceiptStatus.SHOWN, at=person.scene.agenda.now)
        await person.channel.ask(receipt, person.id, f"shown:{notice}", nothing)
        if person.life.takes(Turn.RECEIPTS_TWICE):
            read = receipt.model_copy(update={"status": ReceiptStatus.READ})
            await person.channel.ask(read, person.id, f"read:{notice}", nothing)
