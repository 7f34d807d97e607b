"""The diseases of a city, and the national codes they are registered by."""

from collections import Counter
from enum import StrEnum
from typing import Self

from contracts.vocabulary import Code, NationalDiseaseCode
from pydantic import Field, model_validator

from policy.criteria.criterion import Criterion, atoms_of
from policy.record import Record
from policy.source import Sourced
from policy.text import Text, Words

_MOST_TICKS = 50
"""How many codes an event `VerdictGiven` carries."""


class NationalCode(Record):
    """A code with its name: areas use one code for different things, so only the pair is right."""

    code: NationalDiseaseCode
    name: Words


class Provenance(StrEnum):
    """Whether the city itself names the disease, or it only stands there to try the system with."""

    GUIDE = "guide"
    SAMPLE = "sample"


class Recognition(Record):
    """认定标准. The tick is the reviewer's, the machine only checks the shape. A sample only shows what can be said."""

    must: Criterion
    provenance: Provenance

    @model_validator(mode="after")
    def _can_be_ticked(self) -> Self:
        codes = Counter(atom.code for atom in atoms_of(self.must))
        if twice := [code for code, count in codes.items() if count > 1]:
            raise ValueError(f"stands twice in the criteria: {', '.join(twice)}")
        if len(codes) > _MOST_TICKS:
            raise ValueError(f"a verdict carries at most {_MOST_TICKS} criteria")
        return self


class Disease(Record):
    """A disease by the city's own code. It has no, one or several national codes: the reviewer picks at approval."""

    code: Code
    name: Text
    group: Code
    national_codes: tuple[NationalCode, ...]
    provenance: Provenance
    criteria: Recognition | None = None


class Group(Record):
    """A group of diseases; `count` is how many the city says it has, where it says so."""

    code: Code
    name: Text
    count: int | None = Field(default=None, ge=1, le=1000)


class Catalogue(Sourced):
    """病种目录: its groups."""

    groups: tuple[Group, ...] = Field(min_length=1)
