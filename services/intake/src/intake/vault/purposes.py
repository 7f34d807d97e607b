"""What a person's data may be read for, and which fields that takes (个人信息保护法 §6: the least that is needed)."""

from enum import StrEnum
from types import MappingProxyType


class Field(StrEnum):
    """What the vault can tell. `contact_key` says whether two persons share a phone, and nothing of the phone."""

    NAME = "name"
    ID_TYPE = "id_type"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    CONTACT_KEY = "contact_key"


class Purpose(StrEnum):
    """What for."""

    NOTICE = "notice"
    REVIEW = "review"


ALLOWED = MappingProxyType(
    {
        Purpose.NOTICE: frozenset({Field.PHONE, Field.CONTACT_KEY}),
        Purpose.REVIEW: frozenset({Field.NAME, Field.ID_TYPE, Field.ID_NUMBER, Field.PHONE}),
    }
)
