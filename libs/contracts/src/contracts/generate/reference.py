"""`docs/events.md`: every topic and event for people, by who publishes it."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from contracts.catalogue import TOPIC_OF, TOPICS, Topic
from contracts.event import Event
from contracts.examples import samples_of
from contracts.generate.decisions import Decided, besides, led_to
from contracts.generate.fields import fields_of
from contracts.generate.text import MADE_BY
from contracts.generate.words import paragraphs

INTRODUCTION: Final = f"""<!-- {MADE_BY} -->
# Events

What is said on the bus, by whom, to whom. Each event is a CloudEvent 1.0 in Kafka's binary mode: the attributes are
`ce_*` headers, the record's value is the JSON shown here, its key is `ce_subject`, the application. Fields that are
absent are left out, and readers pass over fields that they don't know. JSON Schemas: `libs/contracts/schemas`.

A `{{party}}` in a topic's name stands for the code of a channel or of an institution: each has topics of its own.
Personal information: *pseudonymous* events hold references to persons, *pseudonymous_health* ones a disease besides.
No event holds a name, a number or a telephone.

What an event leads to is told with it, in the words of the services' own code; what they decide on anything else, such
as a timer, is told at the [end](#what-else-is-decided).
"""
BESIDES: Final = """## What else is decided

Not everything that makes a service decide is an event on the bus. It asks providers and workers for *effects*, and
decides on their results, or when they are given up; it sets itself *timers*; and some requests come over HTTP only.
"""


def reference_file(decisions: Sequence[Decided]) -> str:
    """Return `events.md`; `decisions` are told with the events that lead to them."""
    by_publisher = groupby(TOPICS, key=lambda topic: topic.publisher)
    parts = [INTRODUCTION, _overview()]
    for publisher, topics in by_publisher:
        parts.append(f"## What {_who(publisher)} says\n")
        parts.extend(_topic(topic, decisions) for topic in topics)
    if decisions:
        parts += [BESIDES, besides([event.__name__ for event in TOPIC_OF], decisions)]
    return "\n".join(parts)


def _overview() -> str:
    rows = [
        f"| `{topic.name}` | {topic.publisher} | {', '.join(topic.consumers)} | {topic.partitions} "
        f"| {topic.retention_days} days | {topic.pii} |"
        for topic in TOPICS
    ]
    head = "| topic | published by | read by | partitions | kept | personal information |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def _who(publisher: str) -> str:
    return f"a reviewing {publisher}" if publisher == "institution" else _article(publisher)


def _article(publisher: str) -> str:
    return f"a {publisher}" if publisher == "channel" else publisher


def _topic(topic: Topic, decisions: Sequence[Decided]) -> str:
    head = f"### `{topic.name}`\n\nRead by {', '.join(topic.consumers)}. Key: the application.\n"
    return "\n".join([head, *(_event(event, led_to(event.__name__, decisions)) for event in topic.events)])


def _event(event: type[Event], leads_to: str) -> str:
    name, body = next(iter(samples_of(event).items()))
    return "\n\n".join(
        [
            f"#### {event.__name__}",
            *paragraphs(event),
            f"Type `{event.type_name()}`.",
            *([leads_to] if leads_to else []),
            _fields(event),
            f"For example, {name.replace('_', ' ')}:",
            f"```json\n{body.decode().strip()}\n```\n",
        ]
    )


def _fields(event: type[Event]) -> str:
    head = "| field | type | | meaning | limits |\n|---|---|---|---|---|\n"
    rows = (
        f"| `{field.name}` | {field.type} | {'' if field.required else 'optional'} | {field.meaning} | {field.limits} |"
        for field in fields_of(event)
    )
    return head + "\n".join(rows)
