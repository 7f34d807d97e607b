"""Who is behind on Kafka, and since when: also a reader that never came, and one that read what Kafka lost."""

import time
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import GroupCoordinatorNotAvailableError, GroupLoadInProgressError
from aiokafka.structs import OffsetAndMetadata
from mante.lagging import Behind, Bus
from mante.stack.kafka_address import KafkaAddress

pytestmark = pytest.mark.integration
AGO, APART = 3_000.0, 500.0
"""Seconds since the first record on each topic was written, and how many fewer for each after it."""


async def written(kafka: KafkaAddress, topic: str, count: int) -> TopicPartition:
    """Make a topic, with as many records on it."""
    admin = AIOKafkaAdminClient(**kafka.login())
    await admin.start()
    await admin.create_topics([NewTopic(topic, 1, 1)])
    await admin.close()
    async with AIOKafkaProducer(**kafka.login()) as producer:
        for number in range(count):
            at = int((time.time() - AGO + APART * number) * 1000)
            await producer.send_and_wait(topic, b"{}", timestamp_ms=at)
    return TopicPartition(topic, 0)


async def taken(kafka: KafkaAddress, group: str, partition: TopicPartition, offset: int) -> None:
    """Let a group have taken everything before `offset`."""
    consumer = AIOKafkaConsumer(**kafka.login(), group_id=group, enable_auto_commit=False)
    await consumer.start()
    consumer.assign([partition])
    await consumer.commit({partition: offset})
    await consumer.stop()


async def looked(kafka: KafkaAddress, topic: str) -> Sequence[Behind]:
    async with Bus(kafka.login()) as bus:
        return [one for one in await bus.behind() if one.topic == topic]


@pytest.fixture
def party() -> str:
    return f"H{uuid4().hex[:12]}"


async def test_a_party_is_behind_by_the_age_of_the_first_record_that_it_has_not_taken(
    kafka: KafkaAddress, party: str
) -> None:
    topic = f"review.tasks.{party}.v1"
    await taken(kafka, f"{party}.tasks", await written(kafka, topic, 5), 2)
    (found,) = await looked(kafka, topic)
    assert (found.reader, found.party, found.records) == (party, party, 3)
    assert AGO - 2 * APART <= found.seconds < AGO - APART


async def test_who_has_taken_all_of_it_is_not_behind(kafka: KafkaAddress, party: str) -> None:
    topic = f"review.tasks.{party}.v1"
    await taken(kafka, f"{party}.tasks", await written(kafka, topic, 5), 5)
    assert await looked(kafka, topic) == [Behind(party, party, topic, 0, 0.0)]


async def test_a_service_that_never_came_is_behind_by_all_of_it(kafka: KafkaAddress, party: str) -> None:
    topic = f"intake.requests.{party}.v1"
    await written(kafka, topic, 4)
    (found,) = await looked(kafka, topic)
    assert (found.reader, found.party, found.records) == ("intake", party, 4)
    assert found.seconds >= AGO


async def test_a_topic_that_ends_before_what_was_taken_shows_what_was_lost(kafka: KafkaAddress, party: str) -> None:
    topic = f"review.tasks.{party}.v1"
    await taken(kafka, f"{party}.tasks", await written(kafka, topic, 5), 12)
    assert await looked(kafka, topic) == [Behind(party, party, topic, -7, 0.0)]


async def test_a_record_that_cannot_be_read_keeps_nobody_from_seeing_the_others(
    kafka: KafkaAddress, party: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = f"intake.requests.{party}.v1"
    await written(kafka, topic, 2)
    getmany = AIOKafkaConsumer.getmany

    async def choke(consumer: AIOKafkaConsumer, partition: TopicPartition, **given: Any) -> Any:  # noqa: ANN401
        if await consumer.position(partition) == 0:
            raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "a header's name")
        return await getmany(consumer, partition, **given)

    monkeypatch.setattr(AIOKafkaConsumer, "getmany", choke)
    (found,) = await looked(kafka, topic)
    assert found.records == 2
    assert AGO - APART <= found.seconds < AGO


async def test_a_kafka_that_does_not_know_yet_who_keeps_the_groups_is_asked_again(
    kafka: KafkaAddress, party: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic, refusals = f"review.tasks.{party}.v1", [GroupCoordinatorNotAvailableError(), GroupLoadInProgressError()]
    await taken(kafka, f"{party}.tasks", await written(kafka, topic, 5), 2)
    ask = AIOKafkaAdminClient.list_consumer_group_offsets

    async def settle(admin: AIOKafkaAdminClient, group: str) -> Mapping[TopicPartition, OffsetAndMetadata]:
        if refusals:
            raise refusals.pop()
        return await ask(admin, group)

    monkeypatch.setattr(AIOKafkaAdminClient, "list_consumer_group_offsets", settle)
    (found,) = await looked(kafka, topic)
    assert found.records == 3
