"""What a provider took, on disk before it is answered: the outside witness of every notice."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path


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
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.entries = [Taken(**json.loads(line)) for line in self._lines()]

    def _lines(self) -> Iterator[str]:
        if self.path.exists():
            yield from self.path.read_text().splitlines()

    def add(self, taken: Taken) -> None:
        """Write one message down, for good."""
        with self.path.open("a") as file:
            file.write(json.dumps(asdict(taken), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self.entries.append(taken)

    def find(self, out_id: str) -> Taken | None:
        """Return the message that was taken under `out_id`."""
        return next((taken for taken in self.entries if taken.out_id == out_id), None)
