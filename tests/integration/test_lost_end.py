"""A Kafka whose files lost their end comes back with a whole beginning, and whoever had read further is known."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from mante.faults.injecting.loss import cut_off
from mante.faults.programs import Programs
from mante.lagging import Bus
from mante.stack import home as homes
from mante.stack.backends.kafka import EmbeddedKafka
from mante.stack.kafka_address import KafkaAddress
from mante.stack.ports import Ports
from mante.stack.threaded import running

pytestmark = [pytest.mark.integration, pytest.mark.slow]
CASES = TopicPartition("review.cases.v1", 0)
RECORDS = 200


@pytest.fixture
def alone() -> Iterator[tuple[Path, KafkaAddress]]:
    """A Kafka of this test's own, and its folder."""
    home = Path(tempfile.mkdtemp(prefix="mante-"))
    try:
        homes.mark_of(home, "kafka").parent.mkdir()
        server = EmbeddedKafka(home, Ports(home), {"admin": "secret"})
        with running(home, server.parts()):
            yield home, server.address
    finally:
        shutil.rmtree(home, ignore_errors=True)


async def test_the_end_is_gone_the_beginning_is_whole_and_who_read_further_shows(
    alone: tuple[Path, KafkaAddress],
) -> None:
    home, kafka = alone
    await written(kafka)
    programs = Programs(home)
    await programs.hold("kafka")
    cut_off(home / "kafka" / "data")
    programs.release("kafka")
    await programs.all_ready()
    left = await read(kafka)
    assert left == [str(number).encode() for number in range(len(left))]
    assert RECORDS / 2 < len(left) < RECORDS
    async with Bus(kafka.login()) as bus:
        notify = [one for one in await bus.behind() if (one.reader, one.topic) == ("notify", CASES.topic)]
    assert [one.records for one in notify] == [len(left) - RECORDS]


async def written(kafka: KafkaAddress) -> None:
    """Let records be written and, by notify, taken."""
    admin = AIOKafkaAdminClient(**kafka.login())
    await admin.start()
    await admin.create_topics([NewTopic(CASES.topic, 1, 1)])
    await admin.close()
    async with AIOKafkaProducer(**kafka.login(), acks="all") as producer:
        for number in range(RECORDS):
            await producer.send_and_wait(CASES.topic, str(number).encode())
    consumer = AIOKafkaConsumer(**kafka.login(), group_id="notify", enable_auto_commit=False)
    await consumer.start()
    consumer.assign([CASES])
    await consumer.commit({CASES: RECORDS})
    await consumer.stop()


async def read(kafka: KafkaAddress) -> list[bytes | None]:
    """Return all that is left."""
    consumer = AIOKafkaConsumer(**kafka.login())
    await consumer.start()
    consumer.assign([CASES])
    await consumer.seek_to_beginning(CASES)
    end, found = (await consumer.end_offsets([CASES]))[CASES], []
    while await consumer.position(CASES) < end:
        for records in (await consumer.getmany(CASES, timeout_ms=500)).values():
            found += [record.value for record in records]
    await consumer.stop()
    return found
