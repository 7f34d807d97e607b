"""Promise 9: requests are answered once; the same key gives the same bytes."""

import asyncio
import json

import pytest
from chassis.asking import Counter
from contracts.ids import uuid7

from .toy import HOSPITAL, event, from_kafka, request
from .world import World


async def test_the_same_request_gets_the_same_bytes(world: World) -> None:
    subject = uuid7()
    (first,) = await world.ask(request(subject, "w1"))
    await world.ask(request(subject, "w2", key="other"))
    (again,) = await world.ask(request(subject, "w1"))
    assert again == first
    assert json.loads(first.body) == {"count": 1}
    assert await world.tables.words(subject) == ("w1", "w2")


async def test_the_same_key_with_another_body_is_refused(world: World) -> None:
    subject = uuid7()
    await world.ask(request(subject, "w1"))
    (second,) = await world.ask(request(subject, "w2"))
    assert (second.status, json.loads(second.body)["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert await world.tables.words(subject) == ("w1",)


async def test_the_same_key_of_another_caller_is_another_request(world: World) -> None:
    subject = uuid7()
    await world.ask(request(subject, "w1"))
    await world.ask(request(subject, "w2", caller="H52020199002"))
    assert await world.tables.words(subject) == ("w1", "w2")


async def test_a_refusal_is_stored_and_answered_again(world: World) -> None:
    subject = uuid7()
    (first,) = await world.ask(request(subject, "refuse"))
    (again,) = await world.ask(request(subject, "refuse"))
    assert (first.status, json.loads(first.body)["code"]) == (409, "SAYS_NO")
    assert again == first
    assert await world.tables.parked() == []


async def test_a_decision_that_raises_is_parked_and_nothing_is_stored(world: World) -> None:
    subject = uuid7()
    (reply,) = await world.ask(request(subject, "raise"))
    assert reply.status == 500
    assert await world.tables.count("requests") == 0
    assert await world.tables.parked() == [("parked", "raised")]


async def test_a_request_over_kafka_is_answered_on_the_partys_topic(world: World) -> None:
    subject = uuid7()
    await world.take(from_kafka(request(subject, "w1", key="k1"), 1), from_kafka(request(subject, "refuse", "k2"), 2))
    answers = [one for one in await world.tables.published(subject) if one.topic == f"review.tasks.{HOSPITAL}.v1"]
    assert [one.sequence for one in answers] == [1, 2]
    assert answers[1].value["code"] == "SAYS_NO"


async def test_a_request_over_kafka_that_comes_again_is_answered_once(world: World) -> None:
    subject = uuid7()
    asked = from_kafka(request(subject, "w1"))
    await world.take(asked)
    before = await world.tables.published(subject)
    await world.take(asked)
    assert await world.tables.published(subject) == before


async def test_a_request_over_kafka_with_a_used_id_and_another_body_is_parked(world: World) -> None:
    subject = uuid7()
    await world.take(from_kafka(request(subject, "w1"), 1))
    await world.take(from_kafka(request(subject, "w2"), 2))
    assert await world.tables.parked() == [("parked", "id_reused")]
    assert await world.tables.words(subject) == ("w1",)


async def test_an_unreadable_request_over_kafka_is_refused_and_kept(world: World) -> None:
    subject = uuid7()
    asked = from_kafka(request(subject, "w1"))
    await world.take(type(asked)(**{**{f: getattr(asked, f) for f in asked.__slots__}, "body": b'{"wrong":1}'}))
    assert await world.tables.parked() == [("parked", "unreadable")]
    assert [one.value["code"] for one in await world.tables.published(subject)] == ["MALFORMED"]


@pytest.mark.parametrize("together", [1, 7, 500])
async def test_concurrent_requests_each_get_their_own_answer(world: World, together: int) -> None:
    subject, counter = uuid7(), Counter(world.engine, together)
    asked = [request(subject, f"w{number}", key=f"k{number}") for number in range(40)]
    replies = await asyncio.gather(*(counter.ask(one) for one in asked))
    assert sorted(json.loads(reply.body)["count"] for reply in replies) == list(range(1, 41))


async def test_a_double_tap_is_one_request(world: World) -> None:
    subject, counter = uuid7(), Counter(world.engine, 500)
    replies = await asyncio.gather(*(counter.ask(request(subject, "w1")) for _ in range(5)))
    assert len({reply.body for reply in replies}) == 1
    assert await world.tables.words(subject) == ("w1",)


async def test_a_request_and_a_batch_on_one_application_serialise(world: World) -> None:
    subject, counter = uuid7(), Counter(world.engine, 500)
    events = [event(subject, number, f"e{number}") for number in range(1, 21)]
    asked = [counter.ask(request(subject, f"r{number}", key=f"k{number}")) for number in range(20)]
    await asyncio.gather(*asked, *(world.take(one) for one in events))
    words = await world.tables.words(subject)
    assert len(words) == 40
    assert [word for word in words if word.startswith("e")] == [f"e{number}" for number in range(1, 21)]
