import asyncio
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.record.util import calc_crc32c
from chassis.testing.eventually import eventually

from .broker import Broker
from .consuming import Notebook, consuming, group

CRC_AT, CRC_OVER = 17, 21


@pytest.mark.integration
async def test_a_record_that_the_client_chokes_on_silences_nobody_and_costs_no_other_record(broker: Broker) -> None:
    bad, notebook = await broker.topic(), Notebook()
    good = [await broker.topic() for _ in range(6)]
    for number in range(2):
        await broker.put(bad, (b"k", b"before %d" % number, []))
        await _put_with_a_broken_header_name(broker, bad)
    await broker.put(bad, (b"k", b"after", []))
    for topic in good:
        await broker.put(topic, (b"k", b"beside", []))
    async with consuming(broker.address, group(), notebook, bad, *good):
        await eventually(lambda: b"after" in notebook.bodies and notebook.bodies.count(b"beside") == 6, within=15)
    # In the place of each comes a message without a body, to be parked.
    from_bad = [body for body in notebook.bodies if body != b"beside"]
    assert from_bad == [b"before 0", b"", b"before 1", b"", b"after"]


async def _put_with_a_broken_header_name(broker: Broker, topic: str) -> None:
    name = uuid4().hex
    async with AIOKafkaProducer(**broker.address.for_clients()) as producer:
        batch = producer.create_batch()
        batch.append(timestamp=None, key=b"k", value=b"unheard of", headers=[(name, b"")])
        raw = bytearray(batch._build())
        place = raw.index(name.encode())
        raw[place : place + 2] = b"\xff\xfe"
        raw[CRC_AT:CRC_OVER] = calc_crc32c(bytes(raw[CRC_OVER:])).to_bytes(4, "big")
        batch._buffer = bytes(raw)
        async with asyncio.timeout(5):
            await (await producer.send_batch(batch, topic, partition=0))
