"""Two JSON Schemas of one event, then and now: field by field, part by part."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts.compatibility.finding import Finding, breaking, warning
from contracts.compatibility.values import Schema, compare_values

NULL: Schema = {"type": "null"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The parts (`$defs`) that references lead to on either side, and whether a party sends the event."""

    old_parts: dict[str, Schema]
    new_parts: dict[str, Schema]
    sent_to_us: bool

    def value(self, old: Schema, new: Schema, place: str) -> Iterator[Finding]:
        """Yield what changed in a value and in all that it holds."""
        before, could_be_null = _present(old, self.old_parts)
        after, can_be_null = _present(new, self.new_parts)
        if could_be_null and not can_be_null:
            yield breaking(place, "may no longer be absent")
        if can_be_null and not could_be_null:
            yield warning(place, "may be absent now")
        yield from compare_values(before, after, place)
        if "properties" in before and "properties" in after:
            yield from self._fields(before, after, place)
        if "items" in before and "items" in after:
            yield from self.value(before["items"], after["items"], f"{place}[]")

    def _fields(self, old: Schema, new: Schema, place: str) -> Iterator[Finding]:
        before, after = old["properties"], new["properties"]
        for name, schema in before.items():
            inner = _inside(place, name)
            if name not in after:
                yield breaking(inner, "field removed")
                continue
            yield from self.value(schema, after[name], inner)
        yield from self._required(old, new, place)

    def _required(self, old: Schema, new: Schema, place: str) -> Iterator[Finding]:
        before, after = set(old.get("required", ())), set(new.get("required", ()))
        for name in sorted(after - before):
            yield breaking(_inside(place, name), "field is required now")
        for name in sorted((before - after) & new["properties"].keys()):
            # What a party sends may become simpler; what others read of us, they count on.
            tell = warning if self.sent_to_us else breaking
            yield tell(_inside(place, name), "field is no longer required")


def compare_schemas(old: Schema, new: Schema, event: str, *, sent_to_us: bool) -> list[Finding]:
    """Return what changed between two schemas of `event` (`ReviewDecided.v1`)."""
    comparison = Comparison(old.get("$defs", {}), new.get("$defs", {}), sent_to_us)
    return list(comparison.value(old, new, event))


def _inside(place: str, name: str) -> str:
    return f"{place}.{name}" if " " in place else f"{place} {name}"


def _present(schema: Schema, parts: dict[str, Schema]) -> tuple[Schema, bool]:
    """Return what the value is when it is there, references followed, and whether it may be null."""
    if "$ref" in schema:
        beside = {name: value for name, value in schema.items() if name != "$ref"}
        return {**parts[schema["$ref"].removeprefix("#/$defs/")], **beside}, False
    options: list[Any] = [option for option in schema.get("anyOf", []) if option != NULL]
    if len(options) != 1:
        return schema, False
    beside = {name: value for name, value in schema.items() if name != "anyOf"}
    return {**_present(options[0], parts)[0], **beside}, NULL in schema["anyOf"]
