"""Fetching that nothing on a topic can stop: a record that the client library chokes on is stepped over, and told of.

A header name that isn't UTF-8 makes the whole fetch fail, again and again, and with it every partition of the consumer:
one party's record would silence all the others.
"""

import time
from itertools import chain
from typing import TypeAlias

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import ConsumerStoppedError, CorruptRecordException, KafkaError, UnsupportedCodecError

Records: TypeAlias = "tuple[ConsumerRecord[bytes, bytes], ...]"
CHOKED = "choked-on"
SINGLY_MS = 50
_log = structlog.get_logger()


async def fetch(consumer: AIOKafkaConsumer, wait_ms: int, most: int) -> Records:
    """Return up to `most` records, in order within each partition; none if none come within `wait_ms`.

    What was fetched before must be acknowledged by now: else it may come again. Raises aiokafka's errors for everything
    but a record that can't be read.
    """
    try:
        found = await consumer.getmany(timeout_ms=wait_ms, max_records=most)
    except (UnsupportedCodecError, CorruptRecordException):
        return await _singly(consumer)
    except (KafkaError, ConsumerStoppedError):
        raise
    except Exception:  # noqa: BLE001 - whatever the parser raises; a real defect raises again in `_singly`
        return await _singly(consumer)
    return tuple(chain.from_iterable(found.values()))


async def _singly(consumer: AIOKafkaConsumer) -> Records:
    """Return the next record of each partition, and in place of one that can't be read a word that it was there."""
    await _go_back(consumer)
    found: list[ConsumerRecord[bytes, bytes]] = []
    for partition in consumer.assignment():
        try:
            alone = await consumer.getmany(partition, timeout_ms=SINGLY_MS, max_records=1)
        except (UnicodeDecodeError, UnsupportedCodecError, CorruptRecordException) as choked:
            found.append(await _step_over(consumer, partition, choked))
        else:
            found += chain.from_iterable(alone.values())
    return tuple(found)


async def _go_back(consumer: AIOKafkaConsumer) -> None:
    """Return to what is acknowledged: the fetch that failed had already passed over other partitions' records."""
    for partition in consumer.assignment():
        acknowledged = await consumer.committed(partition)
        if acknowledged is None:
            await consumer.seek_to_beginning(partition)
        else:
            consumer.seek(partition, acknowledged)


async def _step_over(
    consumer: AIOKafkaConsumer, partition: TopicPartition, choked: Exception
) -> "ConsumerRecord[bytes, bytes]":
    offset = await consumer.position(partition)
    _log.error("record.unreadable", topic=partition.topic, partition=partition.partition, offset=offset)
    consumer.seek(partition, offset + 1)
    now, headers = int(time.time() * 1000), ((CHOKED, repr(choked).encode()),)
    return ConsumerRecord(partition.topic, partition.partition, offset, now, 0, None, None, 0, 0, 0, headers)
