"""The topics that a cluster must have: those of the services, and those of each party."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from contracts.catalogue import TOPICS, Topic
from contracts.parties import Party

DAY_MS = 24 * 60 * 60 * 1000
LONGEST_SEGMENT_DAYS = 7
MAX_RECORD_BYTES = 128 * 1024
"""An event of 64 kB with its headers, and room to spare."""


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A topic as an administrator creates it; `config` holds Kafka's own names. Replication is the cluster's to say."""

    name: str
    partitions: int
    config: Mapping[str, str]


def topics(parties: Iterable[Party]) -> list[TopicSpec]:
    """Return every topic that the services and `parties` need, in the catalogue's order."""
    known = list(parties)
    return [spec(topic, name) for topic in TOPICS for name in _names(topic, known)]


def spec(topic: Topic, name: str) -> TopicSpec:
    """Return `topic`, or the member `name` of a family, as an administrator creates it."""
    return TopicSpec(name, topic.partitions, config(topic))


def config(topic: Topic) -> dict[str, str]:
    """Return what Kafka is told of `topic`.

    Segments are short beside the retention, since Kafka drops whole segments only. On ingress the broker's own clock
    counts: a party that dates its records in the future would keep them beyond the answers that make them harmless.
    """
    segment_days = min(LONGEST_SEGMENT_DAYS, max(1, topic.retention_days // 7))
    return {
        "cleanup.policy": "delete",
        "retention.ms": str(topic.retention_days * DAY_MS),
        "segment.ms": str(segment_days * DAY_MS),
        "max.message.bytes": str(MAX_RECORD_BYTES),
        "message.timestamp.type": "LogAppendTime" if topic.ingress else "CreateTime",
    }


def _names(topic: Topic, parties: Iterable[Party]) -> list[str]:
    if topic.party is None:
        return [topic.name]
    return [topic.of(party.code) for party in parties if party.kind == topic.party]
