"""Which papers an application needs, what they must show and what may be wrong with them."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.vocabulary import ApplicantKind, Code
from pydantic import Field

from policy.age_of_papers import MaxAge
from policy.record import Record
from policy.source import Sourced
from policy.text import Text

MISSING = "MISSING"
"""The rule code of a paper that isn't there; every pack has it."""


class Need(StrEnum):
    """When a route asks for a material; one that isn't named isn't asked for."""

    MANDATORY = "mandatory"
    AGENT_ONLY = "agent_only"

    def holds_for(self, applicant_kind: ApplicantKind) -> bool:
        """Tell whether this applicant has to bring it."""
        return self is Need.MANDATORY or applicant_kind is ApplicantKind.AGENT


class Rule(Record):
    """What may be wrong with a paper: what is said of it, and what to do."""

    text: Text
    advice: Text


class CodedRule(Rule, Sourced):
    """A rule of the city's own, with where it comes from."""


class Material(Sourced):
    """A kind of paper. Any one of `accepts` will do; `rules` are the codes a reviewer may ask a supplement by.

    `may_be_absent`: a person may say why they have none; a reviewer decides. Without `max_age` none is too old.
    """

    code: Code
    name: Text
    accepts: tuple[Text, ...] = ()
    must_show: Text
    max_files: int = Field(ge=1, le=20)
    may_be_absent: bool = False
    max_age: MaxAge | None = None
    rules: tuple[Code, ...] = Field(min_length=1)


class RouteRule(Sourced):
    """What is asked of those who come by one route, in the order in which it is shown."""

    asks: Mapping[Code, Need] = Field(min_length=1)


class FileLimits(Sourced):
    """What a file may be: media types, bytes each, files per application, pages and pixels each."""

    media_types: tuple[str, ...] = Field(min_length=1)
    max_bytes: int = Field(ge=1024, le=1 << 30)
    max_files: int = Field(ge=1, le=20)
    max_pages: int = Field(ge=1, le=1000)
    max_pixels: int = Field(ge=1_000_000, le=1_000_000_000)
