"""Asking intake's vault for a field of a person: in effects and queries only, under one's own name, with a purpose."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated
from uuid import UUID

import httpx
from contracts.event import Part
from contracts.vocabulary import Code
from pydantic import Field, SecretStr, StringConstraints, TypeAdapter, ValidationError

from chassis import storage
from chassis.absence import Absent

SECONDS = 3.0
NOBODY_BEHIND = (502, 503, 504)
_FIELDS: TypeAdapter[dict[str, str]] = TypeAdapter(dict[str, str])
OnBehalfOf = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$")]


class Erased(LookupError):  # noqa: N818
    """The vault knows no such person, or no longer."""


class Away(storage.Away):
    """The vault can't be asked for now, or wouldn't answer us."""


class Unheard(Away, Absent):
    """Nobody answered. Reading changes nothing, so that it makes no difference how far the question came."""


class VaultRead(Part):
    """What is asked: which fields, for which purpose, and on whose behalf (a practitioner, a notice)."""

    person_ref: UUID
    fields: Annotated[tuple[Code, ...], Field(min_length=1, max_length=10)]
    purpose: Code
    on_behalf_of: OnBehalfOf


@dataclass(slots=True)
class VaultClient:
    """The vault at `url`, asked with the service's own token."""

    url: str
    token: SecretStr
    transport: httpx.AsyncBaseTransport | None = None
    _client: httpx.AsyncClient | None = field(default=None, repr=False)

    async def read(self, person_ref: UUID, *, fields: Sequence[str], purpose: str, on_behalf_of: str) -> dict[str, str]:
        """Return the fields by name. Raises `Erased` or `Away`."""
        asked = VaultRead(person_ref=person_ref, fields=tuple(fields), purpose=purpose, on_behalf_of=on_behalf_of)
        try:
            answer = await self._open().post(
                "/internal/vault/read",
                content=asked.model_dump_json(),
                headers={"content-type": "application/json"},
            )
        except httpx.HTTPError as error:
            reason = f"vault: {type(error).__name__}"
            raise Unheard(reason) from error
        return _fields_in(answer)

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _open(self) -> httpx.AsyncClient:
        if self._client is None:
            headers = {"authorization": f"Bearer {self.token.get_secret_value()}"}
            # No proxies from the environment: a person's data goes straight to the vault.
            self._client = httpx.AsyncClient(
                base_url=self.url, headers=headers, timeout=SECONDS, transport=self.transport, trust_env=False
            )
        return self._client


def _fields_in(answer: httpx.Response) -> dict[str, str]:
    if answer.status_code == httpx.codes.NOT_FOUND:
        raise Erased
    if answer.status_code != httpx.codes.OK:
        reason = f"vault: status {answer.status_code}"
        raise Unheard(reason) if answer.status_code in NOBODY_BEHIND else Away(reason)
    try:
        return _FIELDS.validate_json(answer.content)
    except ValidationError:
        reason = "vault: unreadable answer"
        raise Away(reason) from None
