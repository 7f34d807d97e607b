"""The embedded servers, each by itself."""

import asyncio

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from mante.stack.backends.scratch import Scratch
from mante.stack.kafka_address import KafkaAddress
from mante.stack.s3_address import S3Address
from minio import Minio


async def test_a_database_is_a_copy_of_a_template_that_is_filled_once(databases: Scratch) -> None:
    filled = 0

    async def fill(dsn: str) -> None:
        nonlocal filled
        filled += 1
        connection = await asyncpg.connect(dsn)
        await connection.execute("create table towns as select '钟山区' as name")
        await connection.close()

    copies = [await databases.copy_of("towns", fill) for _ in range(2)]

    for copy in copies:
        connection = await asyncpg.connect(copy)
        assert await connection.fetchval("select name from towns") == "钟山区"
        await connection.close()
    assert filled <= 1


@pytest.mark.integration
async def test_a_record_sent_is_a_record_read(kafka: KafkaAddress) -> None:
    admin = AIOKafkaAdminClient(**kafka.login())
    await admin.start()
    await admin.create_topics([NewTopic("hello", 1, 1)])
    await admin.close()
    async with AIOKafkaProducer(**kafka.login()) as producer:
        await producer.send_and_wait("hello", b"there")
    async with AIOKafkaConsumer("hello", **kafka.login(), auto_offset_reset="earliest") as consumer:
        record = await consumer.getone()
    assert record.value == b"there"


@pytest.mark.integration
async def test_the_bucket_of_papers_keeps_versions(s3: S3Address) -> None:
    client = Minio(s3.url.removeprefix("http://"), s3.access_key, s3.secret_key, secure=False)
    versioning = await asyncio.to_thread(client.get_bucket_versioning, s3.bucket)
    assert versioning.status == "Enabled"
