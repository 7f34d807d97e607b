"""A file that only grows, a record a line, on disk before anybody is answered: what a fake swears by."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Written:
    """The file; no crash of ours can change what is in it."""

    path: Path

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield what was written before."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists():
            yield from map(json.loads, self.path.read_text().splitlines())

    def add(self, record: Mapping[str, object]) -> None:
        """Write one record down, for good."""
        with self.path.open("a") as file:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
