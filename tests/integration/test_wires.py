"""A client that comes to Kafka by a line stays on it: cutting the line cuts it off, and nobody else."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError
from chassis.testing.eventually import eventually
from mante.fakes.wire import Mode
from mante.stack import wires
from mante.stack.backends.kafka import EmbeddedKafka
from mante.stack.files import write_private
from mante.stack.kafka_address import KafkaAddress
from mante.stack.ports import Ports
from mante.stack.threaded import running
from mante.stack.wires import Wires

pytestmark = [pytest.mark.integration, pytest.mark.slow]
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


async def ports_of(address: KafkaAddress) -> list[int]:
    """Return the ports at which a client is told to find the brokers."""
    admin = AIOKafkaAdminClient(**address.login())
    try:
        await admin.start()
        return [broker["port"] for broker in (await admin.describe_cluster())["brokers"]]
    finally:
        await admin.close()
