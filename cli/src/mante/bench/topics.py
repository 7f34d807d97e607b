"""Topics of one measurement."""

from uuid import uuid4

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from chassis.bus.address import BusAddress


async def make_topic(address: BusAddress, partitions: int, name: str = "") -> str:
    """Make a topic, by default under a new name."""
    name = name or f"bench.{uuid4().hex}"
    admin = AIOKafkaAdminClient(**address.for_clients())
    await admin.start()
    try:
        await admin.create_topics([NewTopic(name, partitions, 1)])
    finally:
        await admin.close()
    return name


async def count_records(address: BusAddress, topic: str) -> int:
    """Return how many records lie on `topic`."""
    consumer = AIOKafkaConsumer(topic, **address.for_clients())
    await consumer.start()
    try:
        partitions = [TopicPartition(topic, number) for number in consumer.partitions_for_topic(topic) or ()]
        return sum((await consumer.end_offsets(partitions)).values())
    finally:
        await consumer.stop()
