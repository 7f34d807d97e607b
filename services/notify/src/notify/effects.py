"""Short messages to the gateway: with our own id, and never a second time on a guess.

A try whose outcome is unknown (time-out, connection cut, 5xx) is followed by a query before anything is sent again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.parties import Directory
from chassis.performer import Performer
from chassis.storage import Job
from chassis.vault import VaultClient

from notify.domain.sms import FindReceipt, ReceiptFound, SendSms, SmsOutcome, SmsSent
from notify.gateway import Gateway, number_of

LADDER = (2.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0, 3600.0, 7200.0, 14400.0)
ON_DUTY = "duty"
ARRIVED = {SmsOutcome.DELIVERED: True, SmsOutcome.UNDELIVERED: False}


@dataclass(frozen=True, slots=True)
class SmsWorker:
    """Sends short messages: looks the number up when it is needed, and keeps it nowhere."""

    gateway: Gateway
    vault: VaultClient
    directory: Callable[[], Directory]

    async def send_sms(self, sms: SendSms, job: Job) -> SmsSent:
        """Send one message, or find out that an earlier try did."""
        if not job.is_first and (found := await self.gateway.find(sms.notice_id)) is not None:
            return found
        phone = await self._number(sms)
        if phone is None:
            return SmsSent(notice_id=sms.notice_id, outcome=SmsOutcome.NO_NUMBER)
        if sms.unless_same_as is not None and phone == await self._of_person(sms.unless_same_as):
            return SmsSent(notice_id=sms.notice_id, outcome=SmsOutcome.SAME_NUMBER)
        return await self.gateway.send(sms.notice_id, phone, sms.text)

    async def find_receipt(self, lost: FindReceipt, _: Job) -> ReceiptFound:
        """Ask whether the telephone got a message."""
        found = await self.gateway.find(lost.notice_id)
        return ReceiptFound(notice_id=lost.notice_id, delivered=ARRIVED.get(found.outcome) if found else None)

    async def _number(self, sms: SendSms) -> str | None:
        if sms.person_ref is not None:
            return await self._of_person(sms.person_ref)
        staff = self.directory().staff(sms.on_duty_at or "")
        return next((one.phone for one in staff if ON_DUTY in one.roles and one.phone), None)

    async def _of_person(self, person: UUID) -> str | None:
        return await number_of(self.vault, person)


def performers(worker: SmsWorker) -> list[Performer[Any]]:
    """Return the effects that notify knows how to do."""
    return [
        Performer(SendSms, worker.send_sms, ladder=LADDER, lease=60),
        Performer(FindReceipt, worker.find_receipt, ladder=LADDER),
    ]
