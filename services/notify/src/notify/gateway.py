"""The SMS gateway over HTTP, and whose telephone a message goes to."""

from dataclasses import dataclass
from uuid import UUID

import httpx
from chassis.performer import TryLater
from chassis.vault import Erased, VaultClient

from notify.domain.sms import SmsOutcome, SmsSent

_NOT_FOUND, _TOO_MANY, _SERVER = 404, 429, 500
_NOT_LET_IN = (401, 403)
_BECAME = {"delivered": SmsOutcome.DELIVERED, "failed": SmsOutcome.UNDELIVERED}


class Unknown(Exception):  # noqa: N818
    """The gateway gave no clear answer: the message may or may not be on its way."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """The SMS gateway's HTTP interface. `out_id` is the notice's id."""

    http: httpx.AsyncClient

    async def send(self, out_id: UUID, phone: str, text: str) -> SmsSent:
        """Hand one message over; raises `TryLater` when throttled or not let in, `Unknown` when the outcome is."""
        message = {"out_id": str(out_id), "phone": phone, "text": text}
        return self._read(out_id, await self.http.post("/sms", json=message))

    async def find(self, out_id: UUID) -> SmsSent | None:
        """Ask what became of a message; None if the gateway never took it."""
        answer = await self.http.get(f"/sms/{out_id}")
        return None if answer.status_code == _NOT_FOUND else self._read(out_id, answer)

    def _read(self, out_id: UUID, answer: httpx.Response) -> SmsSent:
        if answer.status_code == _TOO_MANY:
            raise TryLater("throttled", after=float(answer.headers.get("Retry-After", 60)))
        if answer.status_code in _NOT_LET_IN:
            raise TryLater(f"not let in: {answer.status_code}")
        if answer.status_code >= _SERVER:
            raise Unknown(str(answer.status_code))
        said = answer.json()
        if answer.is_error:
            reason = str(said.get("code", ""))[:64]
            return SmsSent(notice_id=out_id, outcome=SmsOutcome.REFUSED, reason=reason)
        outcome = _BECAME.get(said.get("status"), SmsOutcome.TAKEN)
        return SmsSent(notice_id=out_id, outcome=outcome)


async def number_of(vault: VaultClient, person: UUID) -> str | None:
    """Return a person's telephone; it is looked up when it is needed, and kept nowhere. None after erasure."""
    try:
        fields = await vault.read(person, fields=("phone",), purpose="notice", on_behalf_of="notify")
    except Erased:
        return None
    return fields.get("phone")
