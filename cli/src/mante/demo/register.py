"""The register of the insured from its own side: filling its table, and taking it away."""

from typing import Self

import httpx

from mante.demo.place import Place
from mante.fakes.insurance_register import Fault
from mante.fakes.insured import Known


class Register:
    """The fake register of a stack."""

    def __init__(self, place: Place) -> None:
        headers = {"Authorization": f"Bearer {place.register_secret}"}
        self._http = httpx.AsyncClient(base_url=place.register, headers=headers, timeout=20)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def knows(self, known: Known) -> None:
        """Know this of a person from now on."""
        (await self._http.put("/persons", json=known.model_dump())).raise_for_status()

    async def misbehaves(self, id_number: str, *faults: Fault) -> None:
        """Use these faults up on the next questions about a person."""
        (await self._http.put("/faults", json={"id_number": id_number, "faults": faults})).raise_for_status()
