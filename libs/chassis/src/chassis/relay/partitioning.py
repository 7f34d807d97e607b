"""Which partition a subject's events go to: murmur2, as Kafka's own clients, so that all producers agree."""

from functools import lru_cache
from uuid import UUID

from aiokafka.partitioner import murmur2

CACHED = 100_000


def key_of(subject: UUID) -> bytes:
    """Return the record key of a subject."""
    return str(subject).encode()


def partition_of(subject: UUID, count: int) -> int:
    """Return the partition, of `count`, for a subject."""
    return _hash(subject) % count


# The hash is plain Python and costs more than all else that is done for a record: events of one subject come in swarms.
@lru_cache(maxsize=CACHED)
def _hash(subject: UUID) -> int:
    return int(murmur2(key_of(subject))) & 0x7FFFFFFF
