"""What the gate found."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a change is refused, or let pass with a word to the readers."""

    BREAKING = "breaking"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One change: where (`ReviewDecided.v1 assessed_by[].verdict`), and what it is."""

    severity: Severity
    place: str
    text: str

    def __str__(self) -> str:
        """Return the line to print."""
        return f"{self.severity}: {self.place}: {self.text}"


def breaking(place: str, text: str) -> Finding:
    """Return a change that is refused."""
    return Finding(Severity.BREAKING, place, text)


def warning(place: str, text: str) -> Finding:
    """Return a change that readers should hear of."""
    return Finding(Severity.WARNING, place, text)
