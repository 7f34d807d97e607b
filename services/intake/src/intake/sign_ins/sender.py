"""Codes go out by notify, which has the gateway; it asks the vault for the telephone and keeps nothing."""

from dataclasses import dataclass
from uuid import UUID

import httpx
import structlog
from contracts.event import Part
from contracts.vocabulary import AreaCode
from pydantic import SecretStr

SECONDS = 15.0
_log = structlog.get_logger()


class CodeWanted(Part):
    """What notify is asked to send. `area` tells in whose name."""

    person_ref: UUID
    area: AreaCode
    code: str


@dataclass(frozen=True, slots=True)
class CodeSender:
    """Notify, by a client that is opened once: opening one reads all certificates while everybody waits."""

    http: httpx.AsyncClient

    async def send(self, wanted: CodeWanted) -> bool:
        """Send one code; False if it couldn't be handed over: the person may ask for another in a minute."""
        try:
            answer = await self.http.post("/internal/codes", content=wanted.model_dump_json())
        except httpx.HTTPError as error:
            _log.warning("code.unsent", reason=type(error).__name__)
            return False
        if answer.is_error:
            _log.warning("code.unsent", reason=str(answer.status_code))
        return answer.is_success


def client_of(url: str, token: SecretStr) -> httpx.AsyncClient:
    """Return the client that asks notify, at `url`, with intake's own token."""
    headers = {"authorization": f"Bearer {token.get_secret_value()}", "content-type": "application/json"}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=SECONDS, trust_env=False)
