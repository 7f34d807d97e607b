"""What this machine and the stack on it lack."""

from collections.abc import Iterator
from pathlib import Path

from mante.diagnosis import insured, machine, parts, rules
from mante.diagnosis.finding import Finding, Verdict

__all__ = ["Finding", "Verdict", "diagnose"]


def diagnose(home: Path) -> list[Finding]:
    """Everything that is looked at, good or not."""
    return list(_looks(home))


def _looks(home: Path) -> Iterator[Finding]:
    yield from machine.looks(home)
    yield from rules.looks()
    yield from parts.looks(home)
    yield from insured.looks(home)
