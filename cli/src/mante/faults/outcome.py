"""What came of one fault, and of all of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from mante.faults.finding import Finding, Kind
from mante.faults.table import Fault


@dataclass
class Tried:
    """One fault: how each injection was confirmed, the seconds each took to be over, and why it failed, if it did.

    `not_run` says why this machine is not one to try it on.
    """

    fault: Fault
    confirmed: list[str] = field(default_factory=list)
    recovery: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    windows: list[tuple[float, float]] = field(default_factory=list)
    not_run: str = ""

    @property
    def passed(self) -> bool:
        """Whether every injection was seen, and all of it was over in time with nothing wrong at once."""
        return not self.failures and not self.findings and len(self.confirmed) == self.fault.times

    @property
    def slowest(self) -> float | None:
        """The longest recovery, in seconds."""
        return max(self.recovery, default=None)


@dataclass(frozen=True)
class Outcome:
    """`findings` are what the checks found at the end; `republished` counts what the bus delivered again."""

    tried: Sequence[Tried]
    findings: Sequence[Finding]
    applications: int
    events: int
    republished: int
    seconds: float

    def count(self, kind: Kind) -> int:
        """Return how often a promise was broken."""
        return Counter(finding.kind for finding in self.findings)[kind]

    @property
    def run(self) -> list[Tried]:
        """Those that could be tried here."""
        return [one for one in self.tried if not one.not_run]

    @property
    def passed(self) -> int:
        """Faults that passed, and promises that held."""
        return sum(one.passed for one in self.run) + sum(not self.count(kind) for kind in Kind)

    @property
    def failed(self) -> int:
        """The others."""
        return len(self.run) + len(Kind) - self.passed
