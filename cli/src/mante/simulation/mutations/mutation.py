"""A mutation: a bug that is planted while something runs, and taken out again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

Patch: TypeAlias = tuple[Any, str, Any]
"""A module or class, a name in it, and what it means meanwhile."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """`does` says what is wrong, `caught_by` which checks may be the ones to notice."""

    name: str
    does: str
    caught_by: frozenset[str]
    patches: Callable[[], list[Patch]]

    @contextmanager
    def planted(self) -> Iterator[None]:
        """Let the code be wrong inside of the `with`. Whatever binds it must be made inside, too."""
        planted = self.patches()
        before = [(where, name, getattr(where, name)) for where, name, _ in planted]
        for where, name, wrong in planted:
            setattr(where, name, wrong)
        try:
            yield
        finally:
            for where, name, right in before:
                setattr(where, name, right)
