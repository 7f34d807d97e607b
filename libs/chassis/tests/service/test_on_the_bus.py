"""The toy on a real broker: what it decides is published, heard and shown to the party, and counts once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiokafka import AIOKafkaProducer
from chassis.bus.address import BusAddress
from chassis.bus.topics import apply
from chassis.testing.eventually import eventually
from contracts.catalogue import INTAKE_APPLICATIONS, INTAKE_REQUESTS, INTAKE_UPDATES
from contracts.events.requests import WithdrawalLodged
from contracts.generate.topics import TopicSpec
from contracts.ids import uuid7
from kafka import TopicPartition
from kafka.admin import KafkaAdminClient
from mante.stack.kafka_address import KafkaAddress
from mante.testing.plugin import servers_of
from pydantic import SecretStr

from .counter import APP, GONE, PARTIES, Desk, open_desk, register

pytestmark = pytest.mark.integration
PATIENCE = 20.0
OUTBOXES = ("outbox", "outbox_sent")
TO_THE_END = -1


@pytest.fixture(scope="module")
def kafka(pytestconfig: pytest.Config) -> Iterator[KafkaAddress]:
    """A Kafka for these tests alone: the toy takes what any party ever asked for, and counts it in a replay."""
    with servers_of(pytestconfig).kafka() as address:
        yield address


@asynccontextmanager
async def on_the_bus(dsn: str, kafka: KafkaAddress) -> AsyncIterator[Desk]:
    """Serve the toy with the embedded broker."""
    bus = {
        "kafka": kafka.bootstrap,
        "kafka_security": kafka.security,
        "kafka_user": "admin",
        "kafka_password": SecretStr(kafka.passwords["admin"]),
        "instance": f"toy-{uuid4().hex[:8]}",
    }
    async with open_desk(dsn, **bus) as desk:
        yield desk


@pytest.fixture
async def topics(kafka: KafkaAddress) -> None:
    names = [INTAKE_APPLICATIONS.name, *(family.of(code) for code in (APP, GONE) for family in _FAMILIES)]
    await asyncio.to_thread(_empty, _address(kafka), names)


def _empty(address: BusAddress, names: list[str]) -> None:
    """Make these topics, and take out what the tests before left."""
    apply(address, [TopicSpec(name, 1, {}) for name in names])
    admin = KafkaAdminClient(**address.for_clients())
    try:
        admin.delete_records({TopicPartition(name, 0): TO_THE_END for name in names})
    finally:
        admin.close()


_FAMILIES = (INTAKE_REQUESTS, INTAKE_UPDATES)


def _address(kafka: KafkaAddress) -> BusAddress:
    return BusAddress(kafka.bootstrap, kafka.security, "admin", SecretStr(kafka.passwords["admin"]))


async def send(kafka: KafkaAddress, channel: str, application: UUID) -> None:
    """Ask over Kafka as a channel does."""
    identity = str(uuid7())
    attributes = {
        "ce_specversion": "1.0",
        "ce_id": identity,
        "ce_type": WithdrawalLodged.type_name(),
        "ce_source": f"/channels/{channel}",
        "ce_subject": str(application),
        "ce_time": "2026-11-24T02:00:00+00:00",
    }
    headers = [(name, value.encode()) for name, value in attributes.items()]
    async with AIOKafkaProducer(**_address(kafka).for_clients()) as producer:
        topic = INTAKE_REQUESTS.of(channel)
        await producer.send_and_wait(topic, b"{}", key=str(application).encode(), headers=headers)


@pytest.mark.usefixtures("topics")
async def test_what_is_decided_is_published_heard_shown_and_counts_once_when_brought_again(
    engine_database: str, kafka: KafkaAddress
) -> None:
    asked, sent, suspended = uuid7(), uuid7(), uuid7()
    async with on_the_bus(engine_database, kafka) as desk:
        await desk.post(APP, f"/v1/applications/{asked}/withdrawal")
        await send(kafka, APP, sent)
        await send(kafka, GONE, suspended)

        async def all_was_heard() -> bool:
            done = [await desk.done(application) for application in (asked, sent)]
            return all({"withdrawn", "heard", "rung"} <= set(words) for words in done)

        async def the_suspended_partys_request_is_kept() -> bool:
            parked = (await desk.operate("GET", f"/parked?subject={suspended}")).json()
            return [one["reason"] for one in parked] == ["unreadable"]

        assert await eventually(all_was_heard, within=PATIENCE)
        assert await eventually(the_suspended_partys_request_is_kept, within=PATIENCE)
        assert await desk.done(suspended) == []

        news = (await desk.get(APP, "/v1/updates?wait=5")).json()
        assert {str(asked), str(sent)} <= _applications(news)
        after = (await desk.get(APP, f"/v1/updates?after={news['next']}")).json()
        assert not {str(asked), str(sent)} & _applications(after)

        await assert_nothing_changes_when_all_is_brought_again(desk)
        await register(desk.dsn)
        await desk.service.ground.parties.refresh()
        await assert_nothing_changes_when_all_is_brought_again(desk)


def _applications(news: dict[str, Any]) -> set[str | None]:
    """Return whom a page of news is about; news of a record that nobody can read is about nobody."""
    return {event.get("subject") for event in news["events"]}


async def _heard(desk: Desk, application: UUID, after: int) -> dict[str, Any]:
    """Poll until there is news of an application, passing over what else is told."""
    while True:
        news: dict[str, Any] = (await desk.get(APP, f"/v1/updates?wait=25&after={after}")).json()
        if str(application) in _applications(news):
            return news
        after = news["next"]


async def assert_nothing_changes_when_all_is_brought_again(desk: Desk) -> None:
    replayed = (await desk.operate("POST", "/replay")).json()
    assert replayed["messages"] == 4
    assert (replayed["effects"], replayed["tables_equal"], replayed["different"]) == (0, True, [])


@pytest.mark.usefixtures("topics")
async def test_a_long_poll_is_answered_as_soon_as_there_is_news_and_ends_with_the_service(
    engine_database: str, kafka: KafkaAddress
) -> None:
    async with on_the_bus(engine_database, kafka) as desk:
        page = (await desk.get(APP, "/v1/updates?wait=0")).json()
        application = uuid7()
        waiting = asyncio.create_task(_heard(desk, application, page["next"]))
        await desk.post(APP, f"/v1/applications/{application}/withdrawal")
        async with asyncio.timeout(PATIENCE):
            news = await waiting
        last = asyncio.create_task(desk.get(APP, f"/v1/updates?wait=25&after={news['next']}"))
        await asyncio.wait([last], timeout=0.5)
        desk.service.inside.stopping.set()
        async with asyncio.timeout(2):
            stopped = await last
        assert (stopped.status_code, stopped.json()["code"]) == (503, "AWAY")


@pytest.mark.usefixtures("topics")
async def test_a_long_poll_that_was_open_tells_a_suspended_party_nothing(
    engine_database: str, kafka: KafkaAddress
) -> None:
    async with on_the_bus(engine_database, kafka) as desk:
        page = (await desk.get(APP, "/v1/updates?wait=0")).json()
        waiting = asyncio.create_task(desk.get(APP, f"/v1/updates?wait=25&after={page['next']}"))
        await asyncio.wait([waiting], timeout=0.5)
        await register(desk.dsn, *(party for party in PARTIES if party["code"] != APP))
        await desk.service.ground.parties.refresh()
        async with AIOKafkaProducer(**_address(kafka).for_clients()) as producer:
            await producer.send_and_wait(INTAKE_UPDATES.of(APP), b"{}")
        async with asyncio.timeout(PATIENCE):
            answer = await waiting
        assert (answer.status_code, answer.json()["code"]) == (401, "SUSPENDED")


@pytest.mark.usefixtures("topics")
async def test_what_was_published_comes_once_more_by_order_and_is_taken_once(
    engine_database: str, kafka: KafkaAddress
) -> None:
    application = uuid7()
    since = datetime.now(UTC) - timedelta(minutes=1)
    async with on_the_bus(engine_database, kafka) as desk:
        await desk.post(APP, f"/v1/applications/{application}/withdrawal")

        async def all_is_told() -> bool:
            unsent = (await desk.operate("GET", "/status")).json()["outbox"]["events"]
            return not unsent and "heard" in await desk.done(application)

        assert await eventually(all_is_told, within=PATIENCE)
        done = await desk.done(application)
        page = (await desk.get(APP, "/v1/updates?wait=0")).json()
        resent = (await desk.operate("POST", "/outbox/resend", {"since": since.isoformat()})).json()
        assert (resent["events"], resent["whole"]) == (await _sent(desk), True)
        await _heard(desk, application, page["next"])
        replayed = (await desk.operate("POST", "/replay")).json()
        assert replayed["messages"] == 2
        assert await desk.done(application) == done


async def _sent(desk: Desk) -> int:
    """Return how many events were published, or are to be once more."""
    tables = [await desk.service.ground.pool.fetchval(f"select count(*) from {name}") for name in OUTBOXES]
    return sum(tables)


async def test_what_is_to_come_again_is_said_by_a_time_with_its_offset(desk: Desk) -> None:
    for wrong in ({}, {"since": "yesterday"}, {"since": "2026-11-24T10:00:00"}, {"since": "0001-01-01T00:00:00+14:00"}):
        assert (await desk.operate("POST", "/outbox/resend", wrong)).status_code == 422
    assert (await desk.operate("POST", "/outbox/resend", {"since": "2026-11-24T10:00:00+08:00"})).status_code == 404


async def test_a_cursor_or_a_wait_out_of_bounds_is_refused(desk: Desk) -> None:
    for query in ("wait=26", "wait=-1", "limit=0", "limit=1000000", "after=-2", "after=x", "wait=nan"):
        assert (await desk.get(APP, f"/v1/updates?{query}")).status_code == 422, query
