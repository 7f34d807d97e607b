"""Whom a fake register knows: everybody is insured where they are asked for, unless the table says otherwise."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Any

from pydantic import BaseModel, Field

BOTH_SCHEMES = ("employee", "resident")


class Insured(BaseModel):
    """An active insurance."""

    area: str
    scheme: str


class Entitled(BaseModel):
    """An entitlement; `end` may be the far date that platforms write for "none"."""

    national_code: str | None = None
    disease_code: str | None = None
    start: str
    end: str | None = None


class Known(BaseModel):
    """One person's line of the table. Without `insured` they are insured in the area asked for, in both schemes.

    Among the habits of a register `id_number` may stand for many: `??????19600108????`.
    """

    id_number: str
    insured: list[Insured] | None = None
    entitlements: list[Entitled] = Field(default_factory=list)


class Insurances:
    """The table, by identity number."""

    def __init__(self, habits: Sequence[Known] = ()) -> None:
        """Start with nothing out of the ordinary, but for the habits."""
        self._habits = habits
        self._known: dict[str, Known] = {}

    def put(self, known: Known) -> None:
        """Know this of a person from now on."""
        self._known[known.id_number] = known

    def answer(self, id_number: str, area: str) -> dict[str, Any]:
        """Return what the register says of a person who is asked for in `area`."""
        known = self._known.get(id_number) or self._by_habit(id_number)
        here = [Insured(area=area, scheme=scheme) for scheme in BOTH_SCHEMES]
        insured = here if known.insured is None else known.insured
        return {
            "insured": [each.model_dump() for each in insured],
            "entitlements": [each.model_dump() for each in known.entitlements],
        }

    def _by_habit(self, id_number: str) -> Known:
        like = (each for each in self._habits if fnmatchcase(id_number, each.id_number))
        return next(like, Known(id_number=id_number))
