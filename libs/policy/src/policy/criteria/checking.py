"""Whether a reviewer's ticks come to a recognition, and what is still open.

The machine looks at the shape only: what is so, and what a paper shows, the reviewer says by ticking.
"""

from collections.abc import Collection

from policy.criteria.criterion import AllOf, AnyOf, Criterion, SomeOf, atoms_of
from policy.criteria.evidence import Evidence


def is_met(criterion: Criterion, ticked: Collection[str]) -> bool:
    """Tell whether the codes that were ticked are enough."""
    return _left(criterion, ticked) is None


def open_points(criterion: Criterion, ticked: Collection[str]) -> tuple[Criterion, ...]:
    """Return what is still open, each a criterion of its own without what is ticked already; nothing if it is met.

    Where one of several would do, they are one point; where `k` of several are asked, the point asks for the rest.
    """
    left = _left(criterion, ticked)
    if left is None:
        return ()
    return left.all_of if isinstance(left, AllOf) and not _asks_of_all(left) else (left,)


def unknown_ticks(criterion: Criterion, ticked: Collection[str]) -> tuple[str, ...]:
    """Return the codes ticked that the criterion doesn't have, sorted."""
    return tuple(sorted(set(ticked) - {atom.code for atom in atoms_of(criterion)}))


def _left(criterion: Criterion, ticked: Collection[str]) -> Criterion | None:
    """Return the criterion without what is met, None where all of it is."""
    match criterion:
        case AllOf():
            parts = _lefts(criterion.all_of, ticked)
            return criterion.model_copy(update={"all_of": parts}) if parts else None
        case AnyOf():
            parts = _lefts(criterion.any_of, ticked)
            return criterion.model_copy(update={"any_of": parts}) if len(parts) == len(criterion.any_of) else None
        case SomeOf():
            parts = _lefts(criterion.of, ticked)
            more = criterion.at_least - (len(criterion.of) - len(parts))
            return criterion.model_copy(update={"at_least": more, "of": parts}) if more > 0 else None
        case _:
            return None if criterion.code in ticked else criterion


def _lefts(parts: tuple[Criterion, ...], ticked: Collection[str]) -> tuple[Criterion, ...]:
    return tuple(left for part in parts if (left := _left(part, ticked)) is not None)


def _asks_of_all(group: Evidence) -> bool:
    """Whether a group says something of its evidence that would be lost if it were taken apart."""
    return any((group.within, group.issued_by, group.signed_by))
