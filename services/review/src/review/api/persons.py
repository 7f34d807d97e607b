"""Who a case is about: asked of the vault when somebody looks, never kept here."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from chassis.vault import Erased, VaultClient
from pydantic import BaseModel

PURPOSE = "review"
FIELDS = ("name", "id_type", "id_number", "phone")
GONE = "个人信息已被删除。"


class PersonShown(BaseModel):
    """A person by their identity document; after erasure nothing but the `note` that says so."""

    name: str | None = None
    id_type: str | None = None
    id_number: str | None = None
    phone: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Persons:
    """Persons as the vault tells them; it audits each reading with purpose and reader."""

    vault: VaultClient

    async def shown(self, person_ref: UUID, reader: str) -> PersonShown:
        """Return who it is. Raises `chassis.vault.Away`: no case is shown with a guess in place of a person."""
        try:
            fields: Mapping[str, str] = await self.vault.read(
                person_ref, fields=FIELDS, purpose=PURPOSE, on_behalf_of=reader
            )
        except Erased:
            return PersonShown(note=GONE)
        return PersonShown.model_validate(fields)
