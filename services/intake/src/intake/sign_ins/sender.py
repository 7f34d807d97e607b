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
    """Notify at `url`, asked with intake's own token."""

    url: str
    token: SecretStr
    transport: httpx.AsyncBaseTransport | None = None

    async def send(self, wanted: CodeWanted) -> bool:
        """Send one code; False if it couldn't be handed over: the person may ask for another in a minute."""
        headers = {"authorization": f"Bearer {self.token.get_secret_value()}", "content-type": "application/json"}
        async with httpx.AsyncClient(
            base_url=self.url, headers=headers, timeout=SECONDS, transport=self.transport, trust_env=False
        ) as http:
            try:
                answer = await http.post("/internal/codes", content=wanted.model_dump_json())
            except httpx.HTTPError as error:
                _log.warning("code.unsent", reason=type(error).__name__)
                return False
        if answer.is_error:
            _log.warning("code.unsent", reason=str(answer.status_code))
        return answer.is_success
