"""A person as they register: checked and normalised, and never shown by accident."""

from dataclasses import dataclass, field
from datetime import date

from intake.domain.identity import IdType, normalised_number
from intake.domain.names import checked_name
from intake.domain.phones import normalised_phone


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is. Its text form tells nothing."""

    id_type: IdType
    id_number: str = field(repr=False)
    name: str = field(repr=False)
    phone: str = field(repr=False)

    @classmethod
    def checked(cls, id_type: IdType, id_number: str, name: str, phone: str, today: date) -> "Person":
        """Return the person under normalised number and phone; raises the refusal of the first field that is wrong."""
        return cls(id_type, normalised_number(id_type, id_number, today), checked_name(name), normalised_phone(phone))
