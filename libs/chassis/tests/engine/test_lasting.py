"""Promises 6, 11, 12 and 15: bad data, erasure, old states, restores."""

import pytest
from chassis.storage.postgres import PostgresStorage
from contracts.ids import uuid7

from .toy import body, event, request, toy_process
from .world import World


@pytest.mark.parametrize("culprit", [{"word": "nul"}, {"type": "mante.New\0Type.v1"}])
async def test_data_that_the_storage_refuses_hurts_no_neighbour(world: World, culprit: dict[str, str]) -> None:
    subjects = [uuid7() for _ in range(9)]
    batch = [event(subject, 1, f"w{place}") for place, subject in enumerate(subjects)]
    batch[4] = event(subjects[4], 1, **culprit)
    await world.take(*batch)
    assert [await world.tables.words(subject) for subject in subjects[:4]] == [(f"w{n}",) for n in range(4)]
    assert [await world.tables.words(subject) for subject in subjects[5:]] == [(f"w{n}",) for n in range(5, 9)]
    if isinstance(world.storage, PostgresStorage):
        assert [status for status, _ in await world.tables.parked()] == ["parked"]


async def test_an_erased_aggregate_stays_erased_and_lets_messages_pass(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"), event(subject, 3, "w3"), event(subject, 2, "fetch-it"))
    await world.ask(request(subject, "w4"))
    await world.operator.erase(subject, "the person asked", by="operator")
    await world.take(event(subject, 4, "w4"), event(subject, 5, "w5"))
    assert await world.tables.words(subject) == ()
    assert [await world.tables.count(table) for table in ("requests", "effects", "parked")] == [0, 0, 0]


async def test_what_is_kept_back_after_an_erasure_takes_nobodys_place(world: World) -> None:
    erased, kept, new = uuid7(), uuid7(), uuid7()
    await world.take(*(event(subject, 1, "refuse") for subject in (erased, kept)))
    await world.operator.erase(erased, "the person asked", by="operator")
    await world.take(event(new, 1, "refuse"))
    assert await world.tables.parked() == [("parked", "refused"), ("parked", "refused")]


async def test_a_request_about_an_erased_aggregate_finds_nothing(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"))
    await world.operator.erase(subject, "the person asked", by="operator")
    (reply,) = await world.ask(request(subject, "w2"))
    assert reply.status == 404


async def test_erasure_reaches_what_is_parked_and_what_waits(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "raise"), event(subject, 2, "w2"))
    await world.operator.erase(subject, "the person asked", by="operator")
    assert await world.tables.count("parked") == 0


async def test_erasure_frees_the_keys_that_name_a_person_and_no_others(world: World) -> None:
    subject, other = uuid7(), uuid7()
    world.process.personal_keys = lambda _: ("person", "theirs", "nobody's")
    await world.take(event(subject, 1, "reserve-person"), event(subject, 2, "reserve-number"))
    await world.take(event(other, 1, "reserve-theirs"))
    await world.operator.erase(subject, "the person asked", by="operator")
    held = {key: await world.tables.holder(key) for key in ("person", "number", "theirs", "nobody's")}
    assert {key: holder and holder.subject for key, holder in held.items()} == {
        "person": None,
        "number": subject,
        "theirs": other,
        "nobody's": None,
    }


async def test_a_state_of_an_older_version_opens(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"))
    newer = toy_process(version=2, upcasters={1: lambda old: {"words": [*old["words"], "upcast"]}})
    world.engine.process = newer
    await world.take(event(subject, 2, "w2"))
    world.tables.process = newer  # type: ignore[attr-defined]
    assert await world.tables.words(subject) == ("w1", "upcast", "w2")


async def test_a_number_already_seen_with_another_body_is_parked(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"))
    await world.take(event(subject, 1, body=body("forged"), origin=event(subject, 9).origin))
    assert await world.tables.words(subject) == ("w1",)
    assert await world.tables.parked() == [("parked", "conflict")]
    await world.take(event(subject, 2, "w2"))
    assert await world.tables.words(subject) == ("w1", "w2")


async def test_after_a_restore_a_number_given_twice_is_noticed_and_what_follows_waits(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"), event(subject, 2, "w2"))
    restored = [event(subject, n, f"r{n}", id=uuid7(), epoch=1, origin=event(subject, 10 + n).origin) for n in (2, 3)]
    await world.take(*restored)
    assert await world.tables.words(subject) == ("w1", "w2")
    assert await world.tables.parked() == [("parked", "conflict"), ("waiting", "gap")]
    await world.operator.redrive((await world.tables.parked_ids())[0])
    assert await world.tables.words(subject) == ("w1", "w2", "r2", "r3")


async def test_a_number_given_twice_may_be_discarded_and_what_follows_let_pass(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"), event(subject, 2, "w2"))
    restored = [event(subject, n, f"r{n}", id=uuid7(), epoch=1, origin=event(subject, 10 + n).origin) for n in (2, 3)]
    await world.take(*restored)
    await world.operator.discard((await world.tables.parked_ids())[0], "written by a test", by="operator")
    assert await world.tables.parked() == [("discarded", "discarded"), ("waiting", "gap")]
    await world.operator.accept_gap(subject, "intake.applications.v1", "looked at", by="operator")
    assert await world.tables.words(subject) == ("w1", "w2", "r3")


async def test_after_a_restore_that_lost_nothing_the_numbers_go_on(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"))
    await world.take(event(subject, 2, "w2", epoch=1))
    await world.take(event(subject, 2, "old", origin=event(subject, 9).origin))
    assert await world.tables.words(subject) == ("w1", "w2")
