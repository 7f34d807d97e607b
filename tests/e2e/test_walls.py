"""Every party sees its own, on Kafka and over HTTP alike."""

import asyncio

import httpx
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import GroupAuthorizationFailedError, TopicAuthorizationFailedError
from mante.demo.board import Silent
from mante.demo.demo import play
from mante.demo.place import Place
from mante.demo.programme import Programme
from mante.demo.story import first_time
from mante.demo.story.cities import BUS_HOSPITAL, SCRIPT_HOSPITAL

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(180)]
A, B = BUS_HOSPITAL, SCRIPT_HOSPITAL
ANSWER_WITHIN = 30.0
"""Seconds: a client of Kafka's may ask for ever where it is refused."""
NOBODYS = "01a20c00-0000-7000-8000-000000000000"
AT_EACH = Programme((first_time.approved_on_the_bus, first_time.approved_by_a_script))


@pytest.fixture
async def tasks(place: Place) -> dict[str, str]:
    """The newest task of each hospital; decided by now."""
    told = await play(place, Silent(), AT_EACH)
    given = [event for event in told.events if event.kind == "TaskAssigned"]
    return {event.topic.split(".")[2]: event.data["task_id"] for event in given}


async def test_a_hospital_reads_its_own_topic_and_is_refused_anothers(place: Place, tasks: dict[str, str]) -> None:
    assert tasks[A].encode() in b"".join(await read(place, f"review.tasks.{A}.v1"))
    with pytest.raises(TopicAuthorizationFailedError):
        await read(place, f"review.tasks.{B}.v1")


@pytest.mark.parametrize("topic", ["review.cases.v1", "intake.applications.v1", "intake.updates.gz-app.v1"])
async def test_a_hospital_is_refused_what_services_and_channels_hear(place: Place, topic: str) -> None:
    with pytest.raises(TopicAuthorizationFailedError):
        await read(place, topic)


async def test_a_hospital_cannot_take_anothers_place_in_its_group(place: Place) -> None:
    with pytest.raises(GroupAuthorizationFailedError):
        await read(place, f"review.tasks.{A}.v1", group=f"{B}.workbench")


async def test_a_hospital_cannot_speak_for_another(place: Place) -> None:
    async with asyncio.timeout(ANSWER_WITHIN), AIOKafkaProducer(**place.kafka.login(A)) as producer:
        with pytest.raises(TopicAuthorizationFailedError):
            await producer.send_and_wait(f"review.verdicts.{B}.v1", b"{}")


async def test_anothers_task_is_404_over_http(place: Place, tasks: dict[str, str]) -> None:
    async with httpx.AsyncClient(base_url=place.front, auth=(A, place.secret(A)), timeout=20) as http:
        foreign, nobodys, own = [await http.get(f"/v1/tasks/{task}") for task in (tasks[B], NOBODYS, tasks[A])]
        assert (foreign.status_code, foreign.content) == (404, nobodys.content)
        assert own.status_code == 409


async def test_another_partys_secret_opens_nothing(place: Place) -> None:
    async with httpx.AsyncClient(base_url=place.front, auth=(A, place.secret(B)), timeout=20) as http:
        assert (await http.get("/v1/worklist")).status_code == 401


async def read(place: Place, topic: str, group: str | None = None) -> list[bytes]:
    """Read a topic from its start to its end, as hospital A."""
    consumer = AIOKafkaConsumer(topic, **place.kafka.login(A), group_id=group, auto_offset_reset="earliest")
    async with asyncio.timeout(ANSWER_WITHIN):
        try:
            await consumer.start()
            bodies = []
            for partition, end in (await consumer.end_offsets(consumer.assignment())).items():
                while await consumer.position(partition) < end:
                    bodies.append((await consumer.getone(partition)).value)
            return bodies
        finally:
            await consumer.stop()
