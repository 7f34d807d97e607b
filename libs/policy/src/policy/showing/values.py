"""Single values in words, whatever fits on one line; None for what takes more."""

from datetime import date
from enum import StrEnum
from functools import singledispatch

from policy.period import Period
from policy.showing.labels import Label, labels
from policy.showing.tongue import Tongue
from policy.text import Text

_MEGABYTE = 1 << 20


def put(value: object, tongue: Tongue, label: Label | None = None) -> str | None:
    """Return a value in words as its label puts it; None for what takes more than a line, or needs no word."""
    if value is None or value == ():
        nothing = label.nothing if label else tongue.phrases.nothing
        return tongue.of(nothing) if nothing else None
    if label and label.shown_as:
        return tongue.listed(_shown(number, label) for number in (value if isinstance(value, tuple) else (value,)))
    return tongue.say(label.unit, value=f"{value:g}") if label and label.unit else said(value, tongue)


def _shown(number: float, label: Label) -> str:
    return f"{number:.0%}" if label.shown_as == "percent" else f"{number / _MEGABYTE:g} MB"


@singledispatch
def said(value: object, tongue: Tongue) -> str | None:
    """Return a value in words."""
    del value, tongue
    return None


@said.register
def _(value: tuple, tongue: Tongue) -> str | None:  # type: ignore[type-arg]
    parts = [said(part, tongue) for part in value]
    known = [part.rstrip("。.") for part in parts if part is not None]
    return tongue.listed(known) if len(known) == len(parts) else None


@said.register
def _(value: bool, tongue: Tongue) -> str:  # noqa: FBT001
    return tongue.of(tongue.phrases.so if value else tongue.phrases.not_so)


@said.register
def _(value: StrEnum, tongue: Tongue) -> str:
    return tongue.of(labels().words[type(value).__name__][value.value])


@said.register
def _(value: date, tongue: Tongue) -> str:
    return tongue.day(value)


@said.register(int)
@said.register(float)
def _(value: float, tongue: Tongue) -> str:
    del tongue
    return f"{value:,}"


@said.register
def _(value: str, tongue: Tongue) -> str:
    return tongue.named(value)


@said.register
def _(value: Text, tongue: Tongue) -> str:
    return tongue.of(value)


@said.register
def _(value: Period, tongue: Tongue) -> str:
    return tongue.period(value)
