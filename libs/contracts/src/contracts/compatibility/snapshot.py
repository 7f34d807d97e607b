"""What was published at some time: the schemas of all events, and the topics they were on."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from contracts.generate.schemas import published_files

TOPICS_FILE: Final = "topics.json"
SCHEMAS_FOLDER: Final = "libs/contracts/schemas"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`schemas` by event and major version (`ReviewDecided.v1`), `topics` by name."""

    schemas: dict[str, dict[str, Any]]
    topics: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, files: dict[str, str]) -> "Snapshot":
        """Return what a folder's files, by name, hold. Raises `ValueError` if they don't name the topics."""
        if files and TOPICS_FILE not in files:
            raise ValueError(f"{TOPICS_FILE} is missing")
        loaded = {name.removesuffix(".json"): json.loads(text) for name, text in files.items()}
        topics = loaded.pop(TOPICS_FILE.removesuffix(".json"), {})
        return cls(loaded, topics)

    def topic_of(self, event: str) -> str | None:
        """Return the name of the event's topic."""
        return next((name for name, topic in self.topics.items() if event in topic["events"]), None)


def today() -> Snapshot:
    """Return what the models say now, whatever the generated files say."""
    return Snapshot.of(published_files())


def frozen(folder: Path) -> Snapshot:
    """Return what a folder of schemas holds, such as `released/1.0`."""
    return Snapshot.of({file.name: file.read_text("utf-8") for file in folder.glob("*.json")})


def committed(revision: str) -> Snapshot:
    """Return what a revision of this repository published. Raises `CalledProcessError` if there is no such one."""
    listed = _git("ls-tree", "--name-only", revision, f"{SCHEMAS_FOLDER}/").split()
    return Snapshot.of({Path(path).name: _git("show", f"{revision}:{path}") for path in listed})


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603, S607
