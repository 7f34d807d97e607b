"""What is wrong with a data file, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from policy.marks import Path


class Severity(StrEnum):
    """Whether a file can be used in spite of the finding."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: `line` and `column` count from 1, `field` is the path of the key, `reason` is in words."""

    severity: Severity
    line: int
    column: int
    field: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.line}:{self.column} {self.severity}"
        return f"{where} {self.field}: {self.reason}" if self.field else f"{where} {self.reason}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of something already read, by its path: the place in the file is still to be looked up."""

    path: Path
    reason: str
    severity: Severity = Severity.ERROR


class InvalidFile(Exception):  # noqa: N818
    """A data file has errors; `findings` says which."""

    def __init__(self, name: str, findings: Iterable[Finding]) -> None:
        """Keep what was found in the file `name`."""
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{name}:{finding}" for finding in self.findings))


def spelled(path: Path) -> str:
    """Return a path as people write it: `review_steps[0].min_level`."""
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return words.removeprefix(".")
