"""What clients were told and how they fared: every request has an outcome, every warning came once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mante.demo.checks.topics import Event
from mante.demo.journal import Entry, Outcome
from mante.faults.finding import Finding, Kind


def unsettled(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Yield each request whose outcome nobody ever learnt, though it was asked again.

    The tries of one request follow one another in what they say; an answer to any of them is the answer to all.
    """
    last: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        about = (entry.who, entry.what, entry.application)
        if entry.application and entry.outcome is not Outcome.INVOKED:
            last[about] = entry
    for entry in last.values():
        if entry.outcome is Outcome.UNKNOWN:
            yield Finding(Kind.UNSETTLED, f"{entry.what} of {entry.application} by {entry.who}: {entry.said}")


def warned_twice(events: Iterable[Event]) -> Iterator[Finding]:
    """Yield each warning of one deadline that came more than once."""
    warnings = Counter(
        (event.subject, event.data["decide_by"], event.data["percent"])
        for event in events
        if event.kind == "DeadlineApproaching"
    )
    for (subject, *which), times in warnings.items():
        if times > 1:
            yield Finding(Kind.TWICE, f"a warning of {subject}: {which}")
