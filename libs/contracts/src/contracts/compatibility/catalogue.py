"""Two snapshots of the whole catalogue, then and now."""

from collections.abc import Iterator

from contracts.compatibility.finding import Finding, breaking, warning
from contracts.compatibility.schemas import compare_schemas
from contracts.compatibility.snapshot import Snapshot


def compare(old: Snapshot, new: Snapshot) -> list[Finding]:
    """Return all that changed between two snapshots; what is merely new is no finding."""
    return [*_events(old, new), *_topics(old, new)]


def _events(old: Snapshot, new: Snapshot) -> Iterator[Finding]:
    for event, schema in old.schemas.items():
        if event not in new.schemas:
            yield breaking(event, "event removed")
            continue
        topic, was = new.topic_of(event), old.topic_of(event)
        if topic != was:
            yield breaking(event, f"moved from {was} to {topic}")
        sent_to_us = topic is not None and bool(new.topics[topic]["ingress"])
        yield from compare_schemas(schema, new.schemas[event], event, sent_to_us=sent_to_us)


def _topics(old: Snapshot, new: Snapshot) -> Iterator[Finding]:
    for name, topic in old.topics.items():
        if name not in new.topics:
            yield breaking(name, "topic removed")
            continue
        before, after = topic["partitions"], new.topics[name]["partitions"]
        if after < before:
            yield breaking(name, f"partitions went from {before} to {after}: Kafka can't")
        if after > before:
            yield warning(name, f"partitions went from {before} to {after}: keys move, so drain the topic first")
