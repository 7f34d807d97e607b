"""The SMS gateway: takes, loses, refuses and reports as each life has it; its ledger is what was really sent."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from chassis.absence import Absent
from chassis.performer import TryLater
from notify.domain.sms import SmsOutcome, SmsSent
from notify.gateway import Unknown

from mante.simulation.script.lives import Life
from mante.simulation.script.turns import Turn

THROTTLED = 60.0
LOSSES = 2
"""How many tries of one message are lost where messages get lost."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the gateway took: once a line."""

    at: datetime
    out_id: UUID
    application: UUID
    phone: str
    text: str


async def _nobody(_: Sent, __: Life | None) -> None:
    """Report to nobody, before there is somebody."""


@dataclass(slots=True)
class Gateway:
    """`about` says which application a message is about, which the real one isn't told."""

    clock: Callable[[], datetime]
    life_of: Callable[[UUID], Life | None]
    report: Callable[[Sent, Life | None], Awaitable[None]] = _nobody
    about: dict[UUID, UUID] = field(default_factory=dict)
    ledger: list[Sent] = field(default_factory=list)
    lost: dict[UUID, int] = field(default_factory=dict)
    asked: set[UUID] = field(default_factory=set)

    async def send(self, out_id: UUID, phone: str, text: str) -> SmsSent:
        """Take a message, or not; raises `Unknown` where nobody could tell."""
        life = self.life_of(self.about[out_id])
        if life is not None and life.takes(Turn.SMS_REFUSED):
            return SmsSent(notice_id=out_id, outcome=SmsOutcome.REFUSED, reason="MOBILE_NUMBER_ILLEGAL")
        if life is not None and life.takes(Turn.SMS_LOST) and self._loses(out_id):
            if self.lost[out_id] == 1:
                raise TryLater("throttled", after=THROTTLED)
            raise Unknown("time-out")
        sent = Sent(self.clock(), out_id, self.about[out_id], phone, text)
        self.ledger.append(sent)
        await self.report(sent, life)
        if life is not None and life.takes(Turn.SMS_UNANSWERED):
            raise Unknown("time-out")
        return SmsSent(notice_id=out_id, outcome=SmsOutcome.TAKEN)

    def _loses(self, out_id: UUID) -> bool:
        self.lost[out_id] = self.lost.get(out_id, 0) + 1
        return self.lost[out_id] <= LOSSES

    async def find(self, out_id: UUID) -> SmsSent | None:
        """Say what became of a message. Who answered nothing when it was sent is away at the first question, too."""
        life = self.life_of(self.about[out_id])
        if life is not None and life.takes(Turn.SMS_UNANSWERED) and out_id not in self.asked:
            self.asked.add(out_id)
            raise Absent("the gateway")
        taken = any(sent.out_id == out_id for sent in self.ledger)
        outcome = SmsOutcome.DELIVERED if self.knows_that_it_arrived(out_id) else SmsOutcome.TAKEN
        return SmsSent(notice_id=out_id, outcome=outcome) if taken else None

    def knows_that_it_arrived(self, out_id: UUID) -> bool:
        """Say whether the gateway tells of a message that it arrived: of every other that it never reported."""
        life = self.life_of(self.about[out_id])
        return life is not None and life.takes(Turn.NO_RECEIPTS) and out_id.int % 2 == 0
