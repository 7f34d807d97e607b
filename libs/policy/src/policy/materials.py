"""Which papers an application needs, what they must show and what may be wrong with them."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.vocabulary import ApplicantKind, Code
from pydantic import Field

from policy.record import Record
from policy.source import SourceCode
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


class Material(Record):
    """A kind of paper. Any one of `accepts` will do; `rules` are the codes a reviewer may ask a supplement by.

    `may_be_absent`: the person may say why they don't have it, and a reviewer decides.
    """

    code: Code
    name: Text
    accepts: tuple[Text, ...] = ()
    must_show: Text
    max_files: int = Field(ge=1, le=20)
    may_be_absent: bool = False
    rules: tuple[Code, ...] = Field(min_length=1)
    source: SourceCode


class RouteRule(Record):
    """What is asked of those who come by one route, in the order in which it is shown."""

    asks: Mapping[Code, Need] = Field(min_length=1)
    source: SourceCode


class FileLimits(Record):
    """What a file may be: media types, bytes each, files per application, pages and pixels each."""

    media_types: tuple[str, ...] = Field(min_length=1)
    max_bytes: int = Field(ge=1024, le=1 << 30)
    max_files: int = Field(ge=1, le=20)
    max_pages: int = Field(ge=1, le=1000)
    max_pixels: int = Field(ge=1_000_000, le=1_000_000_000)
    source: SourceCode
