"""The file of a day: what was granted, with the persons as the vault knows them, read now and kept nowhere."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.parties import Directory
from chassis.vault import Erased, VaultClient

from benefits.domain.entitlement import Application
from benefits.domain.rules import Rules
from benefits.registrations.cells import table
from benefits.registrations.columns import COLUMNS, Identity, row
from benefits.store import Entitlements, Found

PURPOSE = "registration"
FIELDS = ("name", "id_type", "id_number", "phone")
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Exporting:
    """Makes files for clerks."""

    entitlements: Entitlements
    vault: VaultClient
    rules: Rules
    directory: Callable[[], Directory]

    async def of_day(self, day: date, area: str | None, by: str) -> str:
        """Return the CSV of what was granted on a day, on behalf of operator `by`; raises `Away` with the vault."""
        found = await self.entitlements.granted_on(day, area)
        places = asyncio.Semaphore(AT_ONCE)
        persons = await asyncio.gather(*(self._persons(one, by, places) for one in found))
        directory = self.directory()
        rows = (
            row(one.entitlement, self.rules.pack_of(one.entitlement.application), directory, who)
            for one, who in zip(found, persons, strict=True)
            if one.entitlement.application is not None
        )
        return table(COLUMNS, rows)

    async def _persons(self, found: Found, by: str, places: asyncio.Semaphore) -> tuple[Identity, Identity | None]:
        application = found.entitlement.application
        if application is None:
            return Identity(), None
        async with places:
            return await self._applicant_and_agent(application, by)

    async def _applicant_and_agent(self, application: Application, by: str) -> tuple[Identity, Identity | None]:
        applicant = await self._identity(application.person_ref, by)
        return applicant, await self._identity(application.agent_ref, by) if application.agent_ref else None

    async def _identity(self, person: UUID, by: str) -> Identity:
        try:
            fields = await self.vault.read(person, fields=FIELDS, purpose=PURPOSE, on_behalf_of=by)
        except Erased:
            return Identity()
        return Identity(**{name: fields.get(name, "") for name in FIELDS})
