"""How criteria are put together: all of them, any of them, at least so many."""

from collections.abc import Iterator
from typing import Annotated, Any, Self, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from policy.criteria.atoms import (
    AgeAtom,
    AnyAtom,
    DocumentAtom,
    ExclusionAtom,
    FindingAtom,
    HistoryAtom,
    NotTogetherAtom,
    ValueAtom,
    VisitsAtom,
)
from policy.criteria.evidence import Evidence

_GROUPS = ("all_of", "any_of", "at_least")
_KINDS = "document, finding, visits, history, value, age, exclusion, not_together_with"


class AllOf(Evidence):
    """Everything in it."""

    all_of: "tuple[Criterion, ...]" = Field(min_length=1)

    @property
    def parts(self) -> "tuple[Criterion, ...]":
        """What it is made of."""
        return self.all_of


class AnyOf(Evidence):
    """One of them is enough."""

    any_of: "tuple[Criterion, ...]" = Field(min_length=2)

    @property
    def parts(self) -> "tuple[Criterion, ...]":
        """What there is to choose from."""
        return self.any_of


class SomeOf(Evidence):
    """So many `of` them."""

    at_least: int = Field(ge=1, le=50)
    of: "tuple[Criterion, ...]" = Field(min_length=2)

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        if self.at_least > len(self.of):
            raise ValueError(f"at least {self.at_least} of {len(self.of)} can never be met")
        return self

    @property
    def parts(self) -> "tuple[Criterion, ...]":
        """What there is to choose from."""
        return self.of


Group: TypeAlias = AllOf | AnyOf | SomeOf


def _tag(value: Any) -> str | None:  # noqa: ANN401
    """The kind of a criterion, as data or as a record. `at_least` alone, without `of`, belongs to an atom."""
    data = value if isinstance(value, dict) else {name: getattr(value, name) for name in type(value).model_fields}
    atom = data.get("atom")
    return atom if isinstance(atom, str) else next((group for group in _GROUPS if group in data), None)


Criterion: TypeAlias = Annotated[
    Annotated[AllOf, Tag("all_of")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[SomeOf, Tag("at_least")]
    | Annotated[DocumentAtom, Tag("document")]
    | Annotated[FindingAtom, Tag("finding")]
    | Annotated[VisitsAtom, Tag("visits")]
    | Annotated[HistoryAtom, Tag("history")]
    | Annotated[ValueAtom, Tag("value")]
    | Annotated[AgeAtom, Tag("age")]
    | Annotated[ExclusionAtom, Tag("exclusion")]
    | Annotated[NotTogetherAtom, Tag("not_together_with")],
    Discriminator(
        _tag,
        custom_error_type="no_criterion",
        custom_error_message=f"a criterion is all_of, any_of, at_least with of, or an atom: {_KINDS}",
    ),
]

for _group in (AllOf, AnyOf, SomeOf):
    _group.model_rebuild()


def atoms_of(criterion: Criterion) -> Iterator[AnyAtom]:
    """Give everything that can be ticked, in order."""
    if isinstance(criterion, Group):
        for part in criterion.parts:
            yield from atoms_of(part)
    else:
        yield criterion
