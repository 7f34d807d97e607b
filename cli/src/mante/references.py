"""`python -m mante.references`, run from the repository's root: whether what the documents name is there.

Looks at every link to a file, and at every word in `backticks` that is the name of a test or the path of a file, or
stands in a table's column of mutations. A path may leave out its beginning where no two files end like it:
`planning/events.py`.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

PLACES = ("libs", "services", "cli", "tests", "examples", "deploy", "docs")
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
_CODE = re.compile(r"`([^`\s]+)`")
_TEST = re.compile(r"test_\w+_\w+")
_PATH = re.compile(rf"[\w./-]+\.(?:py|sh|sql|ya?ml|md|env)|[\w./-]+/|(?:{'|'.join(PLACES)})/[\w./-]+")
_BLOCK = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_MUTATED = re.compile(r"^\|[^\n]*\| mutation \|\n\|[-|]+\|\n((?:\|[^\n]*\n?)+)", re.MULTILINE)
"""The rows of a table whose last column names mutations."""
_MUTATION = re.compile(r'\bMutation\(\s*"([a-z-]+)"')
_ELSEWHERE = re.compile(r"^/|^\.|^build/|//")
"""On the wire, made at run time, an address."""


@dataclass(frozen=True)
class Repository:
    """What there is below `root`."""

    root: Path
    tests: set[str] = field(default_factory=set)

    @cached_property
    def files(self) -> list[str]:
        """The path of every file and folder, from a stroke on."""
        found = (path for place in PLACES for path in (self.root / place).rglob("*"))
        return [f"/{path.relative_to(self.root).as_posix()}" for path in found if "__pycache__" not in path.parts]

    @cached_property
    def test_names(self) -> set[str]:
        """The name of every test."""
        sources = (self.root / path[1:] for path in self.files if re.search(r"/test_\w+\.py$", path))
        return {name for source in sources for name in re.findall(r"def (test_\w+)", source.read_text("utf-8"))}

    @cached_property
    def mutations(self) -> set[str]:
        """The name of every mutation."""
        sources = (self.root / path[1:] for path in self.files if re.search(r"/mutations/\w+\.py$", path))
        return {name for source in sources for name in _MUTATION.findall(source.read_text("utf-8"))}

    def has(self, path: str) -> bool:
        """Whether `path` is there, or is the end of one file's path, and of one only."""
        wanted = path.rstrip("/")
        return (self.root / wanted).exists() or sum(file.endswith(f"/{wanted}") for file in self.files) == 1


def documents(root: Path) -> Iterator[Path]:
    """Every document that people write."""
    yield from sorted(root.glob("*.md"))
    yield from sorted(path for path in root.glob("docs/**/*.md") if path.name != "events.md")
    yield from sorted([*root.glob("libs/*/README.md"), *root.glob("services/*/README.md")])


def missing(root: Path) -> Iterator[str]:
    """A line for each thing that a document names and that isn't there."""
    repository = Repository(root)
    for document in documents(root):
        name, text = document.relative_to(root), document.read_text("utf-8")
        yield from (f"{name}: no file {link}" for link in _dead(document, _LINK.findall(text)))
        yield from (f"{name}: no mutation {word}" for word in _mutations(text) if word not in repository.mutations)
        if name.parent.name != "howto":  # these name what their reader is going to make
            words = dict.fromkeys(_CODE.findall(_BLOCK.sub("", text)))
            here = (word for word in words if not (document.parent / word).exists())
            yield from (f"{name}: no {word}" for word in _unknown(repository, here))


def _dead(document: Path, links: Iterable[str]) -> Iterator[str]:
    return (link for link in links if not (document.parent / link).exists())


def _mutations(text: str) -> Iterator[str]:
    for rows in _MUTATED.findall(text):
        for row in rows.splitlines():
            yield from _CODE.findall(row.split("|")[-2])


def _unknown(repository: Repository, words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if _TEST.fullmatch(word):
            if word not in repository.test_names:
                yield f"test {word}"
        elif _PATH.fullmatch(word) and not _ELSEWHERE.search(word) and not repository.has(word):
            yield f"one file {word}"


def main() -> int:
    """Print what is missing. Return 1 if something is."""
    lines = list(missing(Path.cwd()))
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main())
