"""The criteria that are ticked, each by its code. The tick is the reviewer's: no machine reads a value or a paper."""

from enum import StrEnum
from typing import Literal, Self, TypeAlias

from contracts.vocabulary import Code
from pydantic import Field, model_validator

from policy.criteria.evidence import DocumentKind, Evidence, Visits
from policy.period import Period
from policy.text import Text, Words


class Atom(Evidence):
    """Something that is so or not. `note` is the bureau's own remark on it."""

    code: Code
    note: Text | None = None


class DocumentAtom(Atom):
    """A paper of one of these kinds; not one of `not_replaced_by` in its place (不能以…代替)."""

    atom: Literal["document"]
    kinds: tuple[DocumentKind, ...] = Field(min_length=1)
    not_replaced_by: tuple[DocumentKind, ...] = ()


class FindingAtom(Atom):
    """A finding that can't be put in numbers."""

    atom: Literal["finding"]
    text: Text


class VisitsAtom(Atom):
    """Treatment so often."""

    atom: Literal["visits"]
    visits: Visits


class HistoryAtom(Atom):
    """The illness has lasted at least that long."""

    atom: Literal["history"]
    at_least: Period


class Comparator(StrEnum):
    """How a value is held against the limit."""

    ABOVE = ">"
    AT_LEAST = ">="
    AT_MOST = "<="
    BELOW = "<"


class Sex(StrEnum):
    """Whose limit it is."""

    MALE = "male"
    FEMALE = "female"


class ValueAtom(Atom):
    """A measured value beyond a limit; for one sex only where the limits differ."""

    atom: Literal["value"]
    quantity: Text
    comparator: Comparator
    value: float
    unit: Words | None = None
    sex: Sex | None = None


class AgeAtom(Atom):
    """The person's age in full years."""

    atom: Literal["age"]
    at_least: int | None = Field(default=None, ge=0, le=130)
    at_most: int | None = Field(default=None, ge=0, le=130)

    @model_validator(mode="after")
    def _has_a_limit(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("an age is at_least, at_most or both")
        return self


class ExclusionAtom(Atom):
    """What it must not be, such as an injury at work (非工伤)."""

    atom: Literal["exclusion"]
    text: Text


class NotTogetherAtom(Atom):
    """The person doesn't have the benefit of another disease, by its local code."""

    atom: Literal["not_together_with"]
    disease: Code
    name: Text


AnyAtom: TypeAlias = (
    DocumentAtom | FindingAtom | VisitsAtom | HistoryAtom | ValueAtom | AgeAtom | ExclusionAtom | NotTogetherAtom
)
