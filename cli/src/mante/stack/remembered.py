"""A small file of values that are chosen once and kept: ports, passwords, keys."""

import json
from collections.abc import Callable
from pathlib import Path

from mante.stack.files import write_private


class Remembered:
    """Named strings in one private JSON file (mode 0600); the first to ask for a name decides its value."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}

    def get(self, name: str, choose: Callable[[], str]) -> str:
        """The value kept under `name`; `choose` makes it when it is asked for the first time."""
        if name not in self._values:
            self.put(name, choose())
        return self._values[name]

    def put(self, name: str, value: str) -> None:
        """Keeps `value` under `name`, in place of what was there."""
        self._values[name] = value
        write_private(self._path, json.dumps(self._values, indent=1))
