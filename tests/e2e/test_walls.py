"""Every party sees its own, on Kafka and over HTTP alike."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import TopicAuthorizationFailedError
from mante.demo.board import Silent
from mante.demo.demo import play
from mante.demo.place import Place
from mante.demo.programme import Programme
from mante.demo.story import first_time
from mante.demo.story.cities import BUS_HOSPITAL, SCRIPT_HOSPITAL

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(180)]
A, B = BUS_HOSPITAL, SCRIPT_HOSPITAL
NOBODYS = "01a20c00-0000-7000-8000-000000000000"
AT_EACH = Programme((first_time.approved_on_the_bus, first_time.approved_by_a_script))


@pytest.fixture
async def tasks(place: Place) -> dict[str, str]:
    """The newest task of each hospital; decided by now."""
    told = await play(place, Silent(), AT_EACH)
    given = [event for event in told.events if event.kind == "TaskAssigned"]
    return {event.topic.split(".")[2]: event.data["task_id"] for event in given}


async def test_a_hospital_reads_its_own_topic_and_is_refused_anothers(place: Place, tasks: dict[str, str]) -> None:
    async with reader(place, A) as consumer:
        assert tasks[A].encode() in b"".join(await read(consumer, f"review.tasks.{A}.v1"))
        with pytest.raises(TopicAuthorizationFailedError):
            await read(consumer, f"review.tasks.{B}.v1")


@pytest.mark.parametrize("topic", ["review.cases.v1", "intake.applications.v1", "intake.updates.gz-app.v1"])
async def test_a_hospital_is_refused_what_services_and_channels_hear(place: Place, topic: str) -> None:
    async with reader(place, A) as consumer:
        with pytest.raises(TopicAuthorizationFailedError):
            await read(consumer, topic)


async def test_a_hospital_cannot_speak_for_another(place: Place) -> None:
    producer = AIOKafkaProducer(**place.kafka.login(A))
    await producer.start()
    try:
        with pytest.raises(TopicAuthorizationFailedError):
            await producer.send_and_wait(f"review.verdicts.{B}.v1", b"{}")
    finally:
        await producer.stop()


async def test_anothers_task_is_404_over_http(place: Place, tasks: dict[str, str]) -> None:
    async with httpx.AsyncClient(base_url=place.front, auth=(A, place.secret(A)), timeout=20) as http:
        foreign, nobodys, own = [await http.get(f"/v1/tasks/{task}") for task in (tasks[B], NOBODYS, tasks[A])]
        assert (foreign.status_code, foreign.content) == (404, nobodys.content)
        assert own.status_code == 409


async def test_another_partys_secret_opens_nothing(place: Place) -> None:
    async with httpx.AsyncClient(base_url=place.front, auth=(A, place.secret(B)), timeout=20) as http:
        assert (await http.get("/v1/worklist")).status_code == 401


@asynccontextmanager
async def reader(place: Place, party: str) -> AsyncIterator[AIOKafkaConsumer]:
    consumer = AIOKafkaConsumer(**place.kafka.login(party), auto_offset_reset="earliest")
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()


async def read(consumer: AIOKafkaConsumer, topic: str) -> list[bytes]:
    """Read a topic of one partition from its start."""
    partition = TopicPartition(topic, 0)
    consumer.assign([partition])
    (end,) = (await consumer.end_offsets([partition])).values()
    await consumer.seek_to_beginning(partition)
    bodies = []
    while await consumer.position(partition) < end:
        bodies.append((await consumer.getone()).value)
    return bodies
