"""What a provider took, on disk before it is answered: the outside witness of every notice."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

from mante.fakes.jsonl import Written


@dataclass(frozen=True, slots=True)
class Taken:
    """One message that the provider accepted. Two with the same `out_id` are two messages on somebody's telephone."""

    out_id: str
    phone: str
    text: str
    biz_id: str


@dataclass(slots=True)
class Ledger:
    """An append-only file, synced before each answer, so that no crash of ours can change it."""

    path: Path
    entries: list[Taken] = field(default_factory=list)
    delivered: dict[str, bool] = field(default_factory=dict)

    def open(self) -> None:
        """Read what was taken before."""
        self.entries = [Taken(**record) for record in Written(self.path).records()]

    def add(self, taken: Taken) -> None:
        """Write one message down, for good."""
        Written(self.path).add(asdict(taken))
        self.entries.append(taken)

    def find(self, out_id: str) -> Taken | None:
        """Return the message that was taken under `out_id`."""
        return next((taken for taken in self.entries if taken.out_id == out_id), None)
