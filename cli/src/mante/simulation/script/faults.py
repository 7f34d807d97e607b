"""A fault of the machinery: which service it strikes, when, and for how long."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What goes wrong."""

    CRASH_BEFORE_COMMIT = "crashes before its next commit"
    CRASH_AFTER_COMMIT = "crashes after its next commit, before it could acknowledge or answer"
    CRASH_AFTER_PUBLISHING = "crashes after publishing, before it could take what it published out of its outbox"
    DOWN = "is down"
    DEAF = "hears nothing from one topic"
    HELD = "can't publish to one topic"
    LOST = "loses what the bus had acknowledged, until an operator has its outbox sent again"
    REWOUND = "reads part of its topics again"
    REPLAYED = "is replayed everything by an operator"
    TIMERS_TWICE = "has an old leader that brings its timers a second time"
    POISON = "finds a record on a topic that no service wrote"
    RECOUNTED = "counts all deadlines anew by an operator's order, though no calendar was corrected"
    NOBODY_THERE = "knows no institution for a while"
    GIVEN_UP = "waits for what an operator gives up, though it may only be late"


@dataclass(frozen=True, slots=True)
class Fault:
    """`at` counts from the history's beginning; `topic` is a whole topic, where the kind asks for one."""

    kind: Kind
    service: str
    at: timedelta
    lasts: timedelta = timedelta()
    topic: str = ""
