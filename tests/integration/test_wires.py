"""A client that comes to Kafka by a line stays on it: cutting the line cuts it off, and nobody else."""

import asyncio
import json
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaConnectionError
from chassis.bus.address import BusAddress
from chassis.bus.consumer import Consumer
from chassis.bus.patience import PAUSE
from chassis.message import Message
from chassis.process import Process
from chassis.relay.producing import close_producer, open_producer
from chassis.testing.eventually import eventually
from contracts.catalogue import REVIEW_CASES
from mante.fakes.wire import Mode
from mante.stack import wires
from mante.stack.backends.kafka import EmbeddedKafka
from mante.stack.files import write_private
from mante.stack.kafka_address import KafkaAddress
from mante.stack.ports import Ports
from mante.stack.threaded import running
from mante.stack.wires import Wires
from pydantic import SecretStr

pytestmark = [pytest.mark.integration, pytest.mark.slow]
TRIES = 4
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def wired() -> Iterator[tuple[Path, KafkaAddress, KafkaAddress]]:
    """The folder of the lines, Kafka itself, and Kafka by its line."""
    home = Path(tempfile.mkdtemp(prefix="mante-"))
    try:
        ports = Ports(home)
        lines = Wires.of(home, ports)
        server = EmbeddedKafka(home, ports, {"admin": "secret"}, (lines.kafka_listener, lines.kafka))
        with running(home, [*server.parts(), *lines.parts(NOWHERE, NOWHERE, after=(server.ready,))]):
            yield home, server.address, lines.to_kafka(server.address)
    finally:
        shutil.rmtree(home, ignore_errors=True)


async def test_a_client_stays_on_its_line(wired: tuple[Path, KafkaAddress, KafkaAddress]) -> None:
    home, direct, by_line = wired
    assert await ports_of(by_line) == [int(by_line.bootstrap.split(":")[1])]
    assert await ports_of(direct) == [int(direct.bootstrap.split(":")[1])]
    write_private(wires.wanted(home), json.dumps({"kafka": Mode.CUT}))
    await eventually(lambda: json.loads(wires.done(home).read_text())["kafka"]["mode"] == Mode.CUT)
    with pytest.raises(KafkaConnectionError):
        await ports_of(by_line)
    assert await ports_of(direct)


@asynccontextmanager
async def relaying(bus: BusAddress, topic: str) -> AsyncIterator[None]:
    """A relay's producer that has events to publish, again and again."""
    producer = await open_producer(bus, "test")
    await producer.send_and_wait(topic, b"before", partition=0)
    sending = asyncio.create_task(_send(producer, topic))
    yield
    sending.cancel()
    await close_producer(producer)


async def _send(producer: AIOKafkaProducer, topic: str) -> None:
    while True:
        await producer.send(topic, b"after", partition=0)
        await asyncio.sleep(0.1)


@asynccontextmanager
async def consuming(bus: BusAddress, topic: str) -> AsyncIterator[None]:
    """A service's consumer that has its partition."""
    heard = asyncio.Event()

    async def hear(_: Sequence[Message]) -> None:
        heard.set()

    consumer = Consumer(bus, Process("test", str, REVIEW_CASES), hear, [topic], (), "one")
    await consumer.start()
    async with relaying(bus, topic):
        await heard.wait()
    yield
    await consumer.stop()


@pytest.mark.parametrize("client", [relaying, consuming])
async def test_a_bus_that_is_away_is_not_asked_a_hundred_times_a_second(
    wired: tuple[Path, KafkaAddress, KafkaAddress],
    client: Callable[[BusAddress, str], AbstractAsyncContextManager[None]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    home, direct, by_line = wired
    await made(direct, "test")
    bus = BusAddress(by_line.bootstrap, by_line.security, "admin", SecretStr("secret"))
    async with client(bus, "test"):
        write_private(wires.wanted(home), json.dumps({"kafka": Mode.CUT}))
        await eventually(lambda: len(asked(caplog)) > TRIES, within=30)
        write_private(wires.wanted(home), json.dumps({}))
    times = asked(caplog)
    assert times[TRIES] - times[0] > TRIES * PAUSE[0] * 0.9


def asked(caplog: pytest.LogCaptureFixture) -> list[float]:
    """When each try ended to learn which broker has what."""
    return [record.created for record in caplog.records if record.msg.startswith("Unable to update metadata")]


async def made(address: KafkaAddress, topic: str) -> None:
    admin = AIOKafkaAdminClient(**address.login())
    await admin.start()
    await admin.create_topics([NewTopic(topic, 1, 1)])
    await admin.close()


async def ports_of(address: KafkaAddress) -> list[int]:
    """Return the ports at which a client is told to find the brokers."""
    admin = AIOKafkaAdminClient(**address.login())
    try:
        await admin.start()
        return [broker["port"] for broker in (await admin.describe_cluster())["brokers"]]
    finally:
        await admin.close()
