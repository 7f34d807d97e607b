"""What a person's data may be read for, and which fields that takes (个人信息保护法 §6: the least that is needed)."""

from collections.abc import Collection
from enum import StrEnum
from types import MappingProxyType


class Field(StrEnum):
    """What the vault can tell. `contact_key` says whether two persons share a phone, and nothing of the phone."""

    NAME = "name"
    ID_TYPE = "id_type"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    CONTACT_KEY = "contact_key"


ALLOWED = MappingProxyType(
    {
        "notice": frozenset({Field.PHONE, Field.CONTACT_KEY}),
        "insurance": frozenset({Field.ID_TYPE, Field.ID_NUMBER}),
        "registration": frozenset({Field.NAME, Field.ID_TYPE, Field.ID_NUMBER, Field.PHONE}),
        "review": frozenset({Field.NAME, Field.ID_TYPE, Field.ID_NUMBER, Field.PHONE}),
    }
)
"""Which fields each purpose needs. A purpose that isn't here needs none."""


def needed_for(purpose: str, names: Collection[str]) -> frozenset[Field]:
    """Return the fields of these names; raises KeyError if the purpose doesn't need one of them."""
    by_name = {field.value: field for field in ALLOWED[purpose]}
    return frozenset(by_name[name] for name in names)
