"""The broker as the catalogue says: what each may do there, tried with its own password."""

import asyncio
from dataclasses import dataclass, replace

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import GroupAuthorizationFailedError, KafkaError, TopicAuthorizationFailedError
from chassis.bus.address import BusAddress
from chassis.bus.topics import apply, left_behind
from contracts.catalogue import REVIEW_TASKS, REVIEW_VERDICTS, PartyKind
from contracts.generate.acls import acls, party_acls
from contracts.generate.topics import TopicSpec, topics
from mante.stack.kafka_address import KafkaAddress
from pydantic import SecretStr

from .broker import Broker
from .conftest import address_of

OURS, THEIRS = "H52020199001", "H52020199002"


@dataclass(frozen=True)
class Someone:
    code: str
    kind: str = PartyKind.INSTITUTION


PARTIES = [Someone(OURS), Someone(THEIRS)]


@pytest.fixture
def walls(broker: Broker) -> BusAddress:
    """A broker on which everything is applied."""
    apply(broker.address, topics(PARTIES), acls(PARTIES))
    return broker.address


@pytest.mark.integration
def test_applying_again_changes_nothing(walls: BusAddress) -> None:
    again = apply(walls, topics(PARTIES), acls(PARTIES))
    assert (again.created, again.grown, again.altered, again.granted, again.revoked) == ([], [], [], [], [])


@pytest.mark.integration
async def test_a_topic_grows_and_is_corrected_but_never_shrinks(broker: Broker) -> None:
    name = await broker.topic(partitions=2)
    wider = TopicSpec(name, 3, {"retention.ms": "60000"})
    first = await asyncio.to_thread(apply, broker.address, [wider])
    again = await asyncio.to_thread(apply, broker.address, [replace(wider, partitions=1)])
    assert (first.created, first.grown, first.altered) == ([], [name], [name])
    assert (again.grown, again.altered) == ([], [])


@pytest.mark.integration
async def test_a_hospital_reads_its_own_tasks_and_is_refused_anothers(walls: BusAddress, kafka: KafkaAddress) -> None:
    await _put(walls, REVIEW_TASKS.of(OURS), b"yours")
    hospital = address_of(kafka, OURS)
    assert await _get(hospital, REVIEW_TASKS.of(OURS)) == b"yours"
    with pytest.raises(TopicAuthorizationFailedError):
        await _get(hospital, REVIEW_TASKS.of(THEIRS))
    with pytest.raises(TopicAuthorizationFailedError):
        await _get(hospital, "review.cases.v1")


@pytest.mark.integration
@pytest.mark.usefixtures("walls")
async def test_a_hospital_writes_its_own_verdicts_and_nothing_else(kafka: KafkaAddress) -> None:
    hospital = address_of(kafka, OURS)
    await _put(hospital, REVIEW_VERDICTS.of(OURS), b"mine")
    for topic in (REVIEW_VERDICTS.of(THEIRS), REVIEW_TASKS.of(OURS), "review.cases.v1"):
        with pytest.raises(TopicAuthorizationFailedError):
            await _put(hospital, topic, b"forged")


@pytest.mark.integration
async def test_a_hospital_joins_only_groups_of_its_own(walls: BusAddress, kafka: KafkaAddress) -> None:
    await _put(walls, REVIEW_TASKS.of(OURS), b"yours")
    hospital, topic = address_of(kafka, OURS), REVIEW_TASKS.of(OURS)
    assert await _get(hospital, topic, group=f"{OURS}.anything") == b"yours"
    with pytest.raises(GroupAuthorizationFailedError):
        await _get(hospital, topic, group=f"{THEIRS}.tasks")


@pytest.mark.integration
async def test_a_wrong_password_and_no_password_stay_outside(walls: BusAddress, kafka: KafkaAddress) -> None:
    for stranger in (
        replace(address_of(kafka, OURS), password=SecretStr("guessed")),
        BusAddress(walls.bootstrap),
    ):
        with pytest.raises(KafkaError):
            await _put(stranger, REVIEW_VERDICTS.of(OURS), b"forged")


@pytest.mark.integration
async def test_who_is_no_longer_listed_loses_access_and_a_new_user_gets_in(walls: BusAddress) -> None:
    newcomer, secret = "H52020199009", SecretStr("a new hospital's password")
    everyone = [*PARTIES, Someone(newcomer)]
    await asyncio.to_thread(apply, walls, topics(everyone), acls(everyone), {newcomer: secret})
    hospital = replace(walls, user=newcomer, password=secret)
    await _put(hospital, REVIEW_VERDICTS.of(newcomer), b"hello")
    left = await asyncio.to_thread(apply, walls, [], acls(PARTIES), {newcomer: secret})
    assert len(left.revoked) == sum(len(acl.operations) for acl in party_acls(PartyKind.INSTITUTION, newcomer))
    with pytest.raises(TopicAuthorizationFailedError):
        await _put(hospital, REVIEW_VERDICTS.of(newcomer), b"still there?")


@pytest.mark.integration
async def test_who_is_barred_is_refused_on_connections_that_are_open_and_gets_no_new_one(walls: BusAddress) -> None:
    code, secret = "H52020199008", SecretStr("a hospital that will leave")
    everyone = [*PARTIES, Someone(code)]
    await asyncio.to_thread(apply, walls, topics(everyone), acls(everyone), {code: secret})
    await _put(walls, REVIEW_TASKS.of(code), b"yours")
    hospital = replace(walls, user=code, password=secret)
    consumer = AIOKafkaConsumer(
        REVIEW_TASKS.of(code), **hospital.for_clients(), group_id=f"{code}.tasks", auto_offset_reset="earliest"
    )
    producer = AIOKafkaProducer(**hospital.for_clients())
    await consumer.start()
    await producer.start()
    try:
        assert await _next(consumer) == b"yours"
        await producer.send_and_wait(REVIEW_VERDICTS.of(code), b"hello")
        left = await asyncio.to_thread(apply, walls, topics(everyone), acls(PARTIES), barred=[code])
        assert left.barred == [code]
        await _put(walls, REVIEW_TASKS.of(code), b"not yours any more")
        with pytest.raises(TopicAuthorizationFailedError):
            await producer.send_and_wait(REVIEW_VERDICTS.of(code), b"still there?")
        with pytest.raises((TopicAuthorizationFailedError, GroupAuthorizationFailedError)):
            await _next(consumer)
    finally:
        await consumer.stop()
        await producer.stop()
    with pytest.raises(KafkaError):
        await _put(hospital, REVIEW_VERDICTS.of(code), b"again?")
    assert (await asyncio.to_thread(apply, walls, [], barred=[code])).barred == []


@pytest.mark.integration
async def test_who_left_without_a_word_is_known_by_the_access_that_stayed(walls: BusAddress) -> None:
    left = "H52020199007"
    everyone = [*PARTIES, Someone(left)]
    await asyncio.to_thread(apply, walls, topics(everyone), acls(everyone))
    assert left in await asyncio.to_thread(left_behind, walls, {OURS, THEIRS})
    await asyncio.to_thread(apply, walls, [], barred=[left])
    assert left not in await asyncio.to_thread(left_behind, walls, {OURS, THEIRS})


async def _put(address: BusAddress, topic: str, value: bytes) -> None:
    producer = AIOKafkaProducer(**address.for_clients())
    try:
        await producer.start()
        await producer.send_and_wait(topic, value)
    finally:
        await producer.stop()


async def _next(consumer: AIOKafkaConsumer) -> bytes:
    async with asyncio.timeout(15):
        value: bytes = (await consumer.getone()).value
        return value


async def _get(address: BusAddress, topic: str, group: str = f"{OURS}.tasks") -> bytes:
    consumer = AIOKafkaConsumer(topic, **address.for_clients(), group_id=group, auto_offset_reset="earliest")
    try:
        await consumer.start()
        return await _next(consumer)
    finally:
        await consumer.stop()
