"""The diseases of a city, and the national codes they are registered by."""

from enum import StrEnum

from contracts.vocabulary import Code, NationalDiseaseCode
from pydantic import Field

from policy.record import Record
from policy.source import SourceCode
from policy.text import Text, Words


class NationalCode(Record):
    """A code with its name: areas use one code for different things, so only the pair is right."""

    code: NationalDiseaseCode
    name: Words


class Provenance(StrEnum):
    """Whether the city itself names the disease, or it only stands there to try the system with."""

    GUIDE = "guide"
    SAMPLE = "sample"


class Disease(Record):
    """A disease by the city's own code. It has no, one or several national codes: the reviewer picks at approval."""

    code: Code
    name: Text
    group: Code
    national_codes: tuple[NationalCode, ...]
    provenance: Provenance


class Group(Record):
    """A group of diseases; `count` is how many the city says it has, where it says so."""

    code: Code
    name: Text
    count: int | None = Field(default=None, ge=1, le=1000)


class Catalogue(Record):
    """病种目录: its groups."""

    groups: tuple[Group, ...] = Field(min_length=1)
    source: SourceCode
