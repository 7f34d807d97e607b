"""Events are numbered per topic and application, from one, without a hole, and first come in that order."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from mante.demo.checks.topics import Event
from mante.faults.finding import Finding, Kind

Numbered = dict[tuple[str, str], list[int]]
"""The numbers on a topic of an application, in the order in which they first came."""


def numbered(events: Iterable[Event]) -> Numbered:
    """Return the numbers of what services emitted; parties number nothing."""
    numbers: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for event in events:
        if event.sequence:
            numbers[event.topic, event.subject].append(event.sequence)
    return numbers


def check(events: Iterable[Event], lost: Collection[tuple[str, str]] = ()) -> Iterator[Finding]:
    """Yield what is missing, what was given twice, and what overtook another.

    What the bus `lost` of a subject on a topic comes again after what was published meanwhile.
    """
    for (topic, subject), given in numbered(events).items():
        where = f"on {topic} of {subject}: {given}"
        if len(set(given)) < len(given):
            yield Finding(Kind.TWICE, f"numbers {where}")
        if set(given) != set(range(1, max(given) + 1)):
            yield Finding(Kind.LOST, f"events {where}")
        if given != sorted(given) and (topic, subject) not in lost:
            yield Finding(Kind.OUT_OF_ORDER, f"events {where}")
