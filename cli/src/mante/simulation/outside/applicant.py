"""Somebody who applies: opens, uploads, hands in, puts right, supplements, withdraws, and chooses a hospital."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from random import Random
from uuid import UUID

from contracts.event import Event
from contracts.events.requests import (
    AbsentPaper,
    ApplicationLodged,
    DraftOpened,
    HospitalChoiceLodged,
    MessageReceipt,
    NamedPaper,
    SupplementLodged,
    WithdrawalLodged,
)
from contracts.events.requests import (
    Applicant as Who,
)
from contracts.vocabulary import AbsenceReason, ApplicantKind, ReceiptStatus, Route, Scheme
from documents.domain.inspecting import CompletionTold
from documents.domain.ticketing import DeclaredPaper, TicketsAsked
from policy.pack import Pack

from mante.simulation.outside.calling import Answer, Call, Then, nothing
from mante.simulation.outside.channel import Channel, Manner, Said
from mante.simulation.outside.store import Upload
from mante.simulation.outside.town import HOSPITALS
from mante.simulation.scene import Scene
from mante.simulation.script.chances import happens
from mante.simulation.script.lives import Life
from mante.simulation.script.turns import Turn
from mante.simulation.world.agenda import Action
from mante.simulation.world.asking import Asking

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
ABSENT = "test_report"
SIZE = 400_000


@dataclass(slots=True)
class Applicant:
    """One life's person, at one channel. `lender` is whose papers are used again."""

    life: Life
    id: UUID
    scene: Scene
    channel: Channel
    uploads: Asking
    pack: Pack
    papers: dict[str, NamedPaper] = field(default_factory=dict)
    lender: "Applicant | None" = None
    _keys: int = 0
    _mended: bool = False
    _rounds: set[int] = field(default_factory=set)
    _choices: int = 0
    _withdrawn: bool = False

    @property
    def dice(self) -> Random:
        """What the life's chances are drawn from."""
        return self.scene.dice(self.id)

    def begin(self) -> None:
        """Come, when it is time."""
        self.channel.people[self.id] = self
        self.scene.agenda.at(self.scene.script.begins + self.life.begins, self._open)
        if self.life.takes(Turn.WITHDRAWS_EARLY):
            self._later(MINUTE * self.dice.randint(1, 40), self.withdraw)

    def _later(self, seconds: float, action: Action) -> None:
        when = self.scene.script.begins + self.life.begins + timedelta(seconds=seconds)
        self.scene.agenda.at(max(when, self.scene.agenda.now), action)

    async def _ask(self, body: Event, key: str, then: Then = nothing) -> None:
        manner = Manner(2 if self.life.takes(Turn.TAPS_TWICE) else 1, self.life.takes(Turn.LOSES_ANSWERS))
        await self.channel.ask(body, self.id, key, then, manner)

    async def _open(self) -> None:
        has_agent = self.life.takes(Turn.HAS_AN_AGENT)
        agent = self.scene.agent(self.life) if has_agent else None
        kind = ApplicantKind.AGENT if has_agent else ApplicantKind.SELF
        self.scene.tell("applicant", f"opens a draft through {self.life.channel}", self.id)
        draft = DraftOpened(
            person_ref=self.scene.person(self.life),
            applicant=Who(kind=kind, agent_ref=agent, relation="child" if agent else None),
            pooling_area=self.life.area,
            scheme=Scheme.RESIDENT,
            disease_code=self.life.disease,
            hospital=self.dice.choice((None, *HOSPITALS)),
            with_papers_of=self.lender.id if self.lender else None,
        )
        self.scene.visits |= {(person, self.channel.code) for person in (draft.person_ref, agent) if person}
        await self._ask(draft, "open", self._opened)

    async def _opened(self, answer: Answer) -> None:
        if not answer.is_ok or self.life.takes(Turn.NEVER_LODGES):
            return
        kind = ApplicantKind.AGENT if self.life.takes(Turn.HAS_AN_AGENT) else ApplicantKind.SELF
        wanted = [material.code for material in self.pack.materials_for(kind, Route.ONLINE)]
        if self.life.takes(Turn.LACKS_A_PAPER):
            wanted.remove(ABSENT)
        if self.life.takes(Turn.LODGES_TOO_LITTLE):
            wanted = wanted[1:]
        if self.lender is not None:
            self.papers |= {material: paper for material, paper in self.lender.papers.items() if material in wanted[1:]}
            wanted = [material for material in wanted if material not in self.papers]
        bad = wanted[0] if self.life.takes(Turn.SENDS_A_BAD_PAPER) else ""
        await self._upload(wanted, bad, self._lodge)

    async def _upload(self, materials: Sequence[str], bad: str, then: Then) -> None:
        """Get tickets, upload, and go on with `then`."""
        self._keys += 1
        declared = [self._declared(material, self._keys) for material in materials]
        asked = TicketsAsked(
            papers=tuple(declared), materials=tuple(materials), pack_id=self.pack.id, pack_version=self.pack.version
        )
        call = self._to_documents(asked, f"tickets:{self._keys}")

        async def ticketed(answer: Answer) -> None:
            if answer.is_ok:
                self._put(answer, declared, bad)
                await self._tell_of_uploads(declared)
                self.scene.agenda.on_the_beat(MINUTE * self.dice.choice((1, 3)), 60, partial(then, answer))

        await self.channel.caller.ask(self.uploads, call, ticketed)

    def _declared(self, material: str, attempt: int) -> DeclaredPaper:
        content = sha256(f"{self.life.number}/{material}/{attempt}".encode()).hexdigest()
        return DeclaredPaper(material=material, media_type="image/jpeg", size=SIZE, sha256=content)

    def _put(self, answer: Answer, declared: Sequence[DeclaredPaper], bad: str) -> None:
        now = self.scene.agenda.now
        arrives = now + timedelta(minutes=8) if self.life.takes(Turn.UPLOADS_LATE) else now
        for ticket, paper in zip(answer.said["tickets"], declared, strict=True):
            document = UUID(ticket["document_id"])
            self.papers[paper.material] = NamedPaper(document_id=document, material=paper.material)
            upload = Upload(paper.sha256, paper.size, paper.material == bad, arrives)
            self.scene.store.put(self.id, document, upload)

    async def _tell_of_uploads(self, declared: Sequence[DeclaredPaper]) -> None:
        if happens(self.dice, 0.5):
            return  # handing in names the papers anyway
        for paper in declared:
            document = self.papers[paper.material].document_id
            told = CompletionTold(document_id=document)
            await self.channel.caller.ask(self.uploads, self._to_documents(told, f"complete:{document}"), nothing)

    def _to_documents(self, body: TicketsAsked | CompletionTold, key: str) -> Call:
        source = f"{self.channel.code}/{self.id}"
        return Call(source, self.channel.code, self.id, body, key, self.life.takes(Turn.LOSES_ANSWERS))

    async def _lodge(self, _: Answer) -> None:
        self._keys += 1
        self.scene.tell("applicant", f"hands in {len(self.papers)} papers", self.id)
        lodged = ApplicationLodged(papers=tuple(self.papers.values()), absent=self._absent(), declared_true=True)
        await self._ask(lodged, f"lodge:{self._keys}", self._lodged)

    def _absent(self) -> tuple[AbsentPaper, ...]:
        if not self.life.takes(Turn.LACKS_A_PAPER):
            return ()
        return (AbsentPaper(material=ABSENT, reason=AbsenceReason.NEVER_ISSUED),)

    async def _lodged(self, answer: Answer) -> None:
        if answer.is_ok and self.life.takes(Turn.WITHDRAWS_LATER):
            self.scene.agenda.on_the_beat(MINUTE * self.dice.choice((3, 90, 600, 3000)), 60, self.withdraw)

    async def withdraw(self) -> None:
        """Take the application back, once."""
        if self._withdrawn:
            return
        self._withdrawn = True
        self.scene.tell("applicant", "withdraws", self.id)
        await self._ask(WithdrawalLodged(), "withdraw")

    async def hears(self, event: str, said: Said) -> None:
        """Do what the news calls for."""
        if event == "MessageDue":
            await self._show(said)
        elif event == "ProgressChanged":
            await self._go_on(said)

    async def _go_on(self, said: Said) -> None:
        match said["state"]:
            case "not_accepted":
                await self._mend(said)
            case "awaiting_supplement":
                await self._plan_supplement(said)
            case "approved":
                self._plan_choices()

    async def _mend(self, said: Said) -> None:
        materials = [item["material"] for item in said["items"] if item["material"] != "insurance"]
        if self._mended or not materials or self.life.takes(Turn.NEVER_MENDS):
            return
        self._mended = True
        self.scene.agenda.on_the_beat(
            HOUR * self.dice.choice((1, 20)), 60, lambda: self._upload(materials, "", self._lodge)
        )

    async def _plan_supplement(self, said: Said) -> None:
        asked, until = said["round"], datetime.fromisoformat(said["answer_by"])
        if asked in self._rounds or self.life.takes(Turn.NEVER_SUPPLEMENTS):
            return
        self._rounds.add(asked)
        materials = list(dict.fromkeys(item["material"] for item in said["items"]))
        parts = [materials]
        if self.life.takes(Turn.SUPPLEMENTS_BY_HALVES):
            parts = [materials[:1], materials[1:] or materials]
        when = self.scene.agenda.now + timedelta(hours=self.dice.choice((3, 50)))
        if self.life.takes(Turn.SUPPLEMENTS_AT_THE_LAST_MINUTE):
            when = until - timedelta(minutes=6)
        if self.life.takes(Turn.SUPPLEMENTS_TOO_LATE):
            when = until + timedelta(seconds=5)
        for number, part in enumerate(parts):
            self.scene.agenda.at(when + timedelta(hours=2 * number), partial(self._supplement, asked, part))

    async def _supplement(self, asked: int, materials: Sequence[str]) -> None:
        async def uploaded(_: Answer) -> None:
            self._keys += 1
            papers = tuple(self.papers[material] for material in materials)
            self.scene.tell("applicant", f"hands in a supplement of {len(papers)} papers", self.id)
            await self._ask(SupplementLodged(round=asked, papers=papers), f"supplement:{self._keys}")

        await self._upload(materials, "", uploaded)

    def _plan_choices(self) -> None:
        if self._choices or self.pack.designated_hospital is None:
            return
        many = 3 if self.life.takes(Turn.CHANGES_HOSPITALS) else int(self.life.takes(Turn.CHOOSES_A_HOSPITAL))
        self._choices = many or 1
        for number in range(many):
            hospital = HOSPITALS[number % len(HOSPITALS)]
            self.scene.agenda.on_the_beat(HOUR * (1 + 3 * number), 60, partial(self._choose, hospital, number))

    async def _choose(self, hospital: str, number: int) -> None:
        self.scene.tell("applicant", f"chooses {hospital}", self.id)
        await self._ask(HospitalChoiceLodged(hospital=hospital), f"hospital:{number}")

    async def _show(self, said: Said) -> None:
        if self.life.takes(Turn.NO_RECEIPTS):
            return
        notice = UUID(said["notice_id"])
        receipt = MessageReceipt(notice_id=notice, status=ReceiptStatus.SHOWN, at=self.scene.agenda.now)
        await self.channel.ask(receipt, self.id, f"shown:{notice}", nothing)
        if self.life.takes(Turn.RECEIPTS_TWICE):
            read = receipt.model_copy(update={"status": ReceiptStatus.READ})
            await self.channel.ask(read, self.id, f"read:{notice}", nothing)
