"""One thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How it is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it was found, and what to do about it where something is to be done."""

    verdict: Verdict
    what: str
    found: str
    remedy: str = ""


def judged(what: str, found: str, *, good: bool, remedy: str, otherwise: Verdict = Verdict.FAIL) -> Finding:
    """A finding that is ok if `good`, and `otherwise` with its remedy if not."""
    return Finding(Verdict.OK, what, found) if good else Finding(otherwise, what, found, remedy)
