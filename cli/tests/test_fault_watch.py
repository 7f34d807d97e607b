"""What waits is seen from outside: events, leases and timers that are over their time, effects that are not done."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from mante.faults import watch as watching
from mante.faults.watch import Mark, Watch
from mante.stack.kafka_address import KafkaAddress
from mante.stack.wanted import SERVICES

SUBJECT = "00000000-0000-7000-8000-00000000000a"
UNSENT = f"insert into outbox (topic, subject, headers, value) values ('t', '{SUBJECT}', '', '')"
DUE = f"insert into timers (subject, kind, due_at) values ('{SUBJECT}', 'k', now() - interval '1 s')"
EFFECT = f"""
insert into effects (id, subject, kind, body, not_before, correlation_id, lease_until)
values ('{SUBJECT}', '{SUBJECT}', 'SendSms', '', now() + interval '%s', '{SUBJECT}', now() + interval '%s')
"""


@pytest.fixture
async def connection(engine_database: str) -> "AsyncIterator[asyncpg.Connection[Any]]":
    connected = await asyncpg.connect(engine_database)
    yield connected
    await connected.close()


@pytest.fixture
async def watch(engine_database: str) -> AsyncIterator[Watch]:
    """All services on one database, and no bus."""
    watch = Watch(dict.fromkeys(SERVICES, engine_database), {})
    yield watch
    for each in watch._connections.values():
        await each.close()


@pytest.mark.parametrize(
    ("happens", "waiting"),
    [
        ("select 1", ""),
        (UNSENT, "1 events unsent"),
        (DUE, "1 timers overdue"),
        (EFFECT % ("0 s", "-1 s"), "1 leases overdue"),
        (EFFECT % ("0 s", "60 s"), "1 effects not done"),
        (EFFECT % ("1 day", "-2 s"), "1 leases overdue"),
    ],
)
async def test_what_waits_is_said(
    watch: Watch, connection: "asyncpg.Connection[Any]", happens: str, waiting: str
) -> None:
    await connection.execute(happens)
    left = await watch._left(Mark(datetime.now(UTC), {}), effects_of="notify")
    assert left.partition(": ")[2] == waiting


async def test_what_came_after_the_mark_is_not_waited_for(watch: Watch, connection: "asyncpg.Connection[Any]") -> None:
    mark = Mark(datetime.now(UTC), {})
    await connection.execute(UNSENT)
    assert await watch._left(mark, effects_of="notify") == ""


async def test_it_can_change_nothing(watch: Watch, connection: "asyncpg.Connection[Any]") -> None:
    assert not connection.is_closed()
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        await watch.rows("intake", UNSENT)


async def test_nothing_moves_once_nobody_has_written_for_a_while(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    partition, looked = TopicPartition("t", 0), list[int]()

    async def mark() -> Mark:
        looked.append(min(len(looked), 2))
        return Mark(datetime.now(UTC), {"notify": {partition: looked[-1]}})

    async def at_rest(within: float, effects_of: str) -> None:
        assert within > 0
        assert effects_of in SERVICES

    monkeypatch.setattr(watching, "A_WHILE", 0.0)
    monkeypatch.setattr(watch, "_mark", mark)
    monkeypatch.setattr(watch, "at_rest", at_rest)
    await watch.still(within=20)
    assert looked == [0, 1, 2, 2]
    looked.clear()
    with pytest.raises(TimeoutError):
        await watch.still(within=0)


@pytest.mark.integration
async def test_what_a_group_has_not_taken_is_waited_for(kafka: KafkaAddress, engine_database: str) -> None:
    topic = TopicPartition(f"test.{uuid4().hex}", 0)
    await _made(kafka, topic.topic)
    async with AIOKafkaProducer(**kafka.login()) as producer:
        for _ in range(3):
            await producer.send_and_wait(topic.topic, b"{}")
    await _taken(kafka, topic, 1)
    async with Watch(dict.fromkeys(SERVICES, engine_database), kafka.login()) as watch:
        with pytest.raises(TimeoutError, match="notify: 2 records not taken"):
            await watch.at_rest(within=1)
        await _taken(kafka, topic, 3)
        await watch.at_rest(within=20)


async def _made(kafka: KafkaAddress, topic: str) -> None:
    admin = AIOKafkaAdminClient(**kafka.login())
    await admin.start()
    try:
        await admin.create_topics([NewTopic(topic, 1, 1)])
    finally:
        await admin.close()


async def _taken(kafka: KafkaAddress, topic: TopicPartition, records: int) -> None:
    consumer = AIOKafkaConsumer(**kafka.login(), group_id="notify", enable_auto_commit=False)
    await consumer.start()
    try:
        consumer.assign([topic])
        await consumer.commit({topic: records})
    finally:
        await consumer.stop()
