"""国家医保编码 of whoever treats, sells or administers: a letter, six digits of area, five of sequence."""

import re
from dataclasses import dataclass
from enum import StrEnum

_FORM = re.compile(r"([HPA])([0-9]{6})([0-9]{5})")


class InstitutionKind(StrEnum):
    """What the first letter says. `A` for an agency is ours: the national list has no letter for one."""

    MEDICAL = "H"
    PHARMACY = "P"
    AGENCY = "A"


@dataclass(frozen=True, slots=True)
class InstitutionCode:
    """A code taken apart. `area` is where it was coded, which may have been renamed since: it proves nothing."""

    kind: InstitutionKind
    area: str
    sequence: str


def taken_apart(code: str) -> InstitutionCode | None:
    """Return the parts of a normalised code (定点医药机构代码, 12 characters), None where it isn't one."""
    form = _FORM.fullmatch(code)
    return InstitutionCode(InstitutionKind(form[1]), form[2], form[3]) if form else None
