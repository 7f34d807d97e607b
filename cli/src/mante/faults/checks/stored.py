"""What the databases say, held against what is on the bus and what clients were told."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mante.demo.checks.topics import Event
from mante.faults.checks.order import numbered
from mante.faults.finding import Finding, Kind
from mante.faults.watch import Watch
from mante.stack.wanted import SERVICES

SENT = "select topic, convert_from(headers, 'UTF8')::jsonb ->> 'ce_id' as id, subject::text from outbox_sent"
UNSENT = "select count(*) from outbox"
SEEN = "select subject::text, seen::text from aggregates"
KEPT_BACK = "select subject::text, status, reason from parked where settled_at is null"
APPLICATIONS = "select subject::text from aggregates where state is not null"


@dataclass(frozen=True)
class Stored:
    """What one service's database holds. `sent` are the topic, id and subject of each event that was published.

    `seen` is the last number taken, by topic and emitter; `kept_back` the subject and the reason of each parked record.
    """

    sent: Sequence[tuple[str, str, str]]
    unsent: int
    seen: Mapping[tuple[str, str], int]
    kept_back: Sequence[tuple[str, str]]


async def read(watch: Watch) -> dict[str, Stored]:
    """Read all of it."""
    found = {}
    for service in SERVICES:
        sent = [tuple(row) for row in await watch.rows(service, SENT)]
        unsent = (await watch.rows(service, UNSENT))[0][0]
        seen = _seen([(row["subject"], row["seen"]) for row in await watch.rows(service, SEEN)])
        kept = [(row["subject"], f"{row['status']}: {row['reason']}") for row in await watch.rows(service, KEPT_BACK)]
        found[service] = Stored(sent, unsent, seen, kept)
    return found


async def applications(watch: Watch) -> set[str]:
    """Return every application that intake knows."""
    return {row["subject"] for row in await watch.rows("intake", APPLICATIONS)}


def check(stored: Mapping[str, Stored], events: Sequence[Event], poison: Collection[str]) -> Iterator[Finding]:
    """Yield what was sent and isn't there, what was there and not taken, and what is kept back without being poison."""
    there = {(event.topic, event.id) for event in events}
    for service, one in stored.items():
        for topic, id_, subject in one.sent:
            if (topic, id_) not in there:
                yield Finding(Kind.LOST, f"{service} published {id_} of {subject} on {topic}, and it isn't there")
        if one.unsent:
            yield Finding(Kind.UNSETTLED, f"{service} has {one.unsent} events unsent")
        for subject, why in one.kept_back:
            if subject not in poison:
                yield Finding(Kind.UNSETTLED, f"{service} keeps back a record of {subject}: {why}")
    yield from _not_taken(stored, events, poison)


def invented(known: Collection[str], stored: Collection[str]) -> Iterator[Finding]:
    """Yield each application that nobody asked for."""
    for application in set(stored) - set(known):
        yield Finding(Kind.INVENTED, f"nobody asked for {application}")


def _not_taken(stored: Mapping[str, Stored], events: Sequence[Event], poison: Collection[str]) -> Iterator[Finding]:
    consumers = {service: {topic for topic, _ in one.seen} for service, one in stored.items()}
    for (topic, subject), numbers in numbered(events).items():
        for service in stored if subject not in poison else ():
            taken = stored[service].seen.get((topic, subject), 0)
            if topic in consumers[service] and taken != max(numbers):
                yield Finding(Kind.LOST, f"{service} took {taken} of {max(numbers)} events on {topic} of {subject}")


def _seen(rows: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    found = {}
    for subject, seen in rows:
        for source, position in json.loads(seen).items():
            topic, _, emitter = source.partition("/")
            found[topic, emitter or subject] = position[1]
    return found
