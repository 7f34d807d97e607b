"""YAML with the place of every value: what a file says, and on which line and in which column it says it.

Plain scalars follow YAML 1.2's core schema, so that `no`, `12:00` and `2026-10-01` stay the texts they look like.
Aliases, tags and deep nesting have no use in a data file and are refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

Path: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"

_DEEPEST = 12
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WORDS: Mapping[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column, both from 1."""

    line: int
    column: int


class Unreadable(Exception):  # noqa: N818
    """The text isn't the YAML of a data file; where and why."""

    def __init__(self, place: Place, reason: str) -> None:
        """Keep the place and the reason in words."""
        super().__init__(f"{place.line}:{place.column} {reason}")
        self.place, self.reason = place, reason


@dataclass(frozen=True, slots=True)
class Marked:
    """A value, and the place of everything in it by its path; the empty path is the whole."""

    value: Value
    places: Mapping[Path, Place]

    def nearest(self, path: Path) -> Place:
        """Return the place of what stands at `path`, or else of the innermost thing around it."""
        return next(self.places[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.places)


def read(text: str) -> Marked:
    """Return what `text` says, or raise Unreadable."""
    if strange := yaml.reader.Reader.NON_PRINTABLE.search(text):
        raise Unreadable(Place(text.count("\n", 0, strange.start()) + 1, 1), "a control character on this line")
    try:
        _refuse_what_has_no_use(text)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        reason = ", ".join(filter(None, (error.context, error.problem)))
        raise Unreadable(_place(error.problem_mark), reason) from error
    if root is None:
        raise Unreadable(Place(1, 1), "the file is empty")
    reading = _Reading()
    return Marked(reading.value_of(root, ()), reading.places)


def _refuse_what_has_no_use(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable(_place(event.start_mark), "aliases (*name) are not allowed: write the value out")
        if getattr(event, "tag", None) is not None:
            raise Unreadable(_place(event.start_mark), "tags (!name) are not allowed")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise Unreadable(_place(event.start_mark), f"nested more than {_DEEPEST} deep")


@dataclass(slots=True)
class _Reading:
    """The walk over YAML's nodes that notes their places on the way."""

    places: dict[Path, Place] = field(default_factory=dict)

    def value_of(self, node: yaml.Node, path: Path) -> Value:
        self.places.setdefault(path, _place(node.start_mark))
        if isinstance(node, yaml.MappingNode):
            return {key.value: self._entry(key, value, path) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self.value_of(item, (*path, index)) for index, item in enumerate(node.value)]
        return node.value if getattr(node, "style", None) else _plain(node.value)

    def _entry(self, key: yaml.Node, value: yaml.Node, path: Path) -> Value:
        if not isinstance(key, yaml.ScalarNode):
            raise Unreadable(_place(key.start_mark), "a key must be a word")
        here = (*path, key.value)
        if here in self.places:
            first = self.places[here].line
            raise Unreadable(_place(key.start_mark), f"{key.value} stands twice, first on line {first}")
        self.places[here] = _place(key.start_mark)
        return self.value_of(value, here)


def _plain(word: str) -> Value:
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        return int(word)
    return float(word) if _DECIMAL.fullmatch(word) else word


def _place(mark: object) -> Place:
    """YAML's two parsers each have a class of marks; both count from 0, and either may leave one out."""
    return Place(getattr(mark, "line", 0) + 1, getattr(mark, "column", 0) + 1)
