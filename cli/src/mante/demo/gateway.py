"""The SMS gateway from its own side: making it misbehave, and reading its ledger."""

from typing import Any, Self

import httpx

from mante.demo.place import Place
from mante.fakes.faults import Fault


class Gateway:
    """The fake gateway of a stack."""

    def __init__(self, place: Place) -> None:
        self._http = httpx.AsyncClient(
            base_url=place.sms, headers={"Authorization": f"Bearer {place.sms_secret}"}, timeout=20
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def misbehave(self, phone: str, *faults: Fault) -> None:
        """Use these faults up on the next messages to a number."""
        (await self._http.put("/faults", json={"phone": phone, "faults": faults})).raise_for_status()

    async def misbehaviour_left(self, phone: str) -> int:
        """Return how many of a number's faults nobody has met yet."""
        return len((await self._http.get(f"/faults/{phone}")).raise_for_status().json())

    async def ledger(self) -> list[dict[str, Any]]:
        """Return every message that was ever taken, in order."""
        entries: list[dict[str, Any]] = (await self._http.get("/ledger")).raise_for_status().json()
        return entries
