"""Who may apply for whom, and how they show who they are."""

from enum import StrEnum
from typing import Self

from contracts.vocabulary import ApplicantKind
from pydantic import Field, model_validator

from policy.source import Sourced


class Relation(StrEnum):
    """What the agent is to the insured person (national dictionary `agnter_rlts`)."""

    SPOUSE = "spouse"
    CHILD = "child"
    GRANDCHILD = "grandchild"
    PARENT = "parent"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    OTHER_RELATIVE = "other_relative"
    UNRELATED = "unrelated"

    @property
    def national_code(self) -> str:
        """The code under which the national platform knows it: 1 to 8, in this order."""
        return str(list(Relation).index(self) + 1)


class Applicants(Sourced):
    """Which kinds of applicants there are, and what an agent may be to the person."""

    kinds: tuple[ApplicantKind, ...] = Field(min_length=1)
    relations: tuple[Relation, ...] = ()

    @model_validator(mode="after")
    def _agents_are_somebody(self) -> Self:
        if (ApplicantKind.AGENT in self.kinds) != bool(self.relations):
            raise ValueError("relations say what an agent may be: where there are agents, and only there")
        return self


class IdentityWay(StrEnum):
    """A way to show who one is."""

    FACE = "face"
    BOUND_ACCOUNT = "bound_account"
    SMS_CODE = "sms_code"
    INSURANCE_ECODE = "insurance_ecode"
    AGENT = "agent"
    COUNTER = "counter"


class IdentityCheck(Sourced):
    """The ways, in the order in which they are offered. After `attempts` failures a way rests for `pause_minutes`.

    A failure never ends an application. The face may not be the only way (人脸识别技术应用安全管理办法, 2025-06-01).
    """

    ways: tuple[IdentityWay, ...] = Field(min_length=1)
    attempts: int = Field(ge=1, le=10)
    pause_minutes: int = Field(ge=0, le=1440)

    @model_validator(mode="after")
    def _offers_another_way_than_the_face(self) -> Self:
        if set(self.ways) == {IdentityWay.FACE}:
            raise ValueError("face recognition may not be the only way: offer another beside it")
        if len(set(self.ways)) < len(self.ways):
            raise ValueError("a way stands twice")
        return self

    def besides(self, failed: IdentityWay) -> tuple[IdentityWay, ...]:
        """Return what is offered to somebody whom `failed` didn't recognise, in order."""
        return tuple(way for way in self.ways if way is not failed)
