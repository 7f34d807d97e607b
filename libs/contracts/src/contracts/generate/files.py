"""All generated files: where each lies in the repository, and whether what lies there is true."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from contracts.generate.access_files import acls_file, topics_file
from contracts.generate.asyncapi import asyncapi_file
from contracts.generate.decisions import Decided
from contracts.generate.reference import reference_file
from contracts.generate.schemas import published_files

SCHEMAS: Final = "libs/contracts/schemas"


def generated(decisions: Sequence[Decided]) -> dict[str, str]:
    """Return the text of every generated file by its path from the repository's root."""
    return {
        **{f"{SCHEMAS}/{name}": text for name, text in published_files().items()},
        "docs/asyncapi.yaml": asyncapi_file(),
        "docs/events.md": reference_file(decisions),
        "deploy/kafka/topics.yaml": topics_file(),
        "deploy/kafka/acls.yaml": acls_file(),
    }


def stale(root: Path, wanted: dict[str, str]) -> list[str]:
    """Return the paths below `root` that are missing, differ from `wanted`, or are schemas of no event."""
    known = {path: root / path for path in wanted}
    wrong = [path for path, file in known.items() if not file.is_file() or file.read_text("utf-8") != wanted[path]]
    schemas = (str(file.relative_to(root).as_posix()) for file in (root / SCHEMAS).glob("*.json"))
    return sorted([*wrong, *(path for path in schemas if path not in wanted)])


def write(root: Path, wanted: dict[str, str]) -> list[str]:
    """Make the files below `root` as `wanted`; return the paths that changed."""
    changed = stale(root, wanted)
    for path in changed:
        if path not in wanted:
            (root / path).unlink()
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(wanted[path], encoding="utf-8")
    return changed
