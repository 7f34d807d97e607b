"""Promises 5 and 7: all or nothing; events numbered without holes, with the same ids if decided again."""

import pytest
from chassis.storage.appending import FEW
from contracts.ids import derived, uuid7

from .toy import HOSPITAL, event
from .world import World


async def test_numbers_count_per_topic_and_subject(world: World) -> None:
    first, second = uuid7(), uuid7()
    await world.take(event(first, 1, "w1"), event(first, 2, "task"), event(second, 1, "w1"), event(first, 3, "w3"))
    published = [(one.topic, one.sequence) for one in await world.tables.published(first)]
    assert published == [("review.cases.v1", 1), (f"review.tasks.{HOSPITAL}.v1", 1), ("review.cases.v1", 2)]
    assert [one.sequence for one in await world.tables.published(second)] == [1]


async def test_ids_derive_from_the_message_that_caused_them_and_from_the_topic(world: World) -> None:
    subject = uuid7()
    cause = event(subject, 1, "w1")
    await world.take(cause)
    assert [one.id for one in await world.tables.published(subject)] == [derived(cause.id, "review.cases.v1/0")]


@pytest.mark.parametrize("count", [1, FEW // 2, FEW])
async def test_a_batch_is_published_and_audited_whole_and_in_order_however_large(world: World, count: int) -> None:
    subject = uuid7()
    await world.take(*(event(subject, number, f"w{number}") for number in range(1, count + 1)))
    published = await world.tables.published(subject)
    assert [(one.sequence, one.value["code"]) for one in published] == [(n, f"w{n}") for n in range(1, count + 1)]
    assert await world.tables.audited(subject) == [("take_the_word", "decided")] * count


async def test_a_refused_decision_leaves_no_hole(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"), event(subject, 2, "refuse"))
    await world.operator.discard((await world.tables.parked_ids())[0], "no", by="operator")
    await world.take(event(subject, 3, "w3"))
    assert [one.sequence for one in await world.tables.published(subject)] == [1, 2]


async def test_an_event_over_64_kb_fails_its_decision(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "large"))
    assert await world.tables.parked() == [("parked", "raised")]
    assert await world.tables.words(subject) == ()


async def test_an_event_of_another_service_fails_its_decision(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "foreign"))
    assert await world.tables.parked() == [("parked", "raised")]
    assert await world.tables.published(subject) == []


async def test_every_decision_writes_one_audit_row(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"), event(subject, 2, "refuse"))
    assert await world.tables.audited(subject) == [("take_the_word", "decided"), ("", "parked")]
