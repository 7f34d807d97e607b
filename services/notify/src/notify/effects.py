"""Short messages to the gateway: with our own id, and never a second time on a guess.

A try whose outcome is unknown (time-out, connection cut, 5xx) is followed by a query before anything is sent again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import httpx
from chassis.effects import Performer, TryLater
from chassis.parties import Directory
from chassis.storage import Job
from chassis.vault import Erased, VaultClient

from notify.domain.sms import SendSms, SmsOutcome, SmsSent

LADDER = (2.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0, 3600.0, 7200.0, 14400.0)
ON_DUTY = "duty"
_NOT_FOUND, _TOO_MANY, _SERVER = 404, 429, 500


class Unknown(Exception):  # noqa: N818
    """The gateway gave no clear answer: the message may or may not be on its way."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """The SMS gateway's HTTP interface. `out_id` is the notice's id."""

    http: httpx.AsyncClient

    async def send(self, out_id: UUID, phone: str, text: str) -> SmsSent:
        """Hand one message over; raises `TryLater` when throttled, `Unknown` when the outcome is."""
        message = {"out_id": str(out_id), "phone": phone, "text": text}
        return self._read(out_id, await self.http.post("/sms", json=message))

    async def find(self, out_id: UUID) -> SmsSent | None:
        """Ask what became of a message; None if the gateway never took it."""
        answer = await self.http.get(f"/sms/{out_id}")
        return None if answer.status_code == _NOT_FOUND else self._read(out_id, answer)

    def _read(self, out_id: UUID, answer: httpx.Response) -> SmsSent:
        if answer.status_code == _TOO_MANY:
            raise TryLater("throttled", after=float(answer.headers.get("Retry-After", 60)))
        if answer.status_code >= _SERVER:
            raise Unknown(str(answer.status_code))
        said = answer.json()
        reason = str(said.get("code", ""))[:64]
        if answer.is_error:
            return SmsSent(notice_id=out_id, outcome=SmsOutcome.REFUSED, reason=reason)
        outcome = SmsOutcome.DELIVERED if said.get("status") == "delivered" else SmsOutcome.TAKEN
        return SmsSent(notice_id=out_id, outcome=outcome, reason=reason)


@dataclass(frozen=True, slots=True)
class SmsWorker:
    """Sends short messages: looks the number up when it is needed, and keeps it nowhere."""

    gateway: Gateway
    vault: VaultClient
    directory: Callable[[], Directory]

    async def send_sms(self, sms: SendSms, job: Job) -> SmsSent:
        """Send one message, or find out that an earlier try did."""
        if job.attempt > 1 and (found := await self.gateway.find(sms.notice_id)) is not None:
            return found
        phone = await self._number(sms)
        if phone is None:
            return SmsSent(notice_id=sms.notice_id, outcome=SmsOutcome.NO_NUMBER)
        if sms.unless_same_as is not None and phone == await self._of_person(sms.unless_same_as):
            return SmsSent(notice_id=sms.notice_id, outcome=SmsOutcome.SAME_NUMBER)
        return await self.gateway.send(sms.notice_id, phone, sms.text)

    async def _number(self, sms: SendSms) -> str | None:
        if sms.person_ref is not None:
            return await self._of_person(sms.person_ref)
        staff = self.directory().staff(sms.on_duty_at or "")
        return next((one.phone for one in staff if ON_DUTY in one.roles and one.phone), None)

    async def _of_person(self, person: UUID) -> str | None:
        try:
            fields = await self.vault.read(person, fields=("phone",), purpose="notice", on_behalf_of="notify")
        except Erased:
            return None
        return fields.get("phone")


def performers(worker: SmsWorker) -> list[Performer[SendSms]]:
    """Return the effects that notify knows how to do."""
    return [Performer(SendSms, worker.send_sms, ladder=LADDER, lease=60)]
