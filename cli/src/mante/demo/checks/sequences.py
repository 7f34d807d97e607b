"""Events are numbered per topic and application: each number once, none left out, in order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from mante.demo.checks.fault import Fault, lost, twice
from mante.demo.checks.topics import Event


def check(events: Iterable[Event]) -> Iterator[Fault]:
    """Yield a fault for each gap, each number that was given twice, and each event out of order."""
    numbers: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for event in events:
        if event.sequence:
            numbers[event.topic, event.subject].append(event.sequence)
    for (topic, subject), given in numbers.items():
        if len(set(given)) < len(given):
            yield twice(f"numbers on {topic} of {subject}: {given}")
        elif given != list(range(1, len(given) + 1)):
            yield lost(f"events on {topic} of {subject}: {given}")
