"""病种互斥: which benefits nobody has together."""

from collections.abc import Iterable

from contracts.vocabulary import Code, Scheme

from policy.record import Record
from policy.source import Sourced


class Holding(Record):
    """A disease under a scheme; without `scheme`, under any."""

    disease: Code
    scheme: Scheme | None = None

    def covers(self, disease: str, scheme: Scheme) -> bool:
        """Tell whether that disease under that scheme is meant."""
        return disease == self.disease and self.scheme in (None, scheme)


class Exclusion(Sourced):
    """Two that exclude each other, either way round."""

    one: Holding
    other: Holding

    def parts(self, wanted: tuple[str, Scheme], held: tuple[str, Scheme]) -> bool:
        """Tell whether who has `held` can't have `wanted`; each is a disease and its scheme."""
        return any(
            mine.covers(*wanted) and theirs.covers(*held)
            for mine, theirs in ((self.one, self.other), (self.other, self.one))
        )


def excluded_with(
    table: Iterable[Exclusion], wanted: tuple[str, Scheme], held: Iterable[tuple[str, Scheme]]
) -> tuple[str, Scheme] | None:
    """Return the first of the benefits held that keeps a person from the one wanted, None where none does."""
    rows = tuple(table)
    return next((each for each in held if any(row.parts(wanted, each) for row in rows)), None)
