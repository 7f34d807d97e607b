"""Promises 8 and 13: timers fire once and never early; a key has one holder at a time."""

import asyncio
from datetime import timedelta

from contracts.ids import uuid7

from .toy import event
from .world import World


async def test_a_timer_does_not_fire_before_it_is_due(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "timer-600"))
    await world.tables.pass_time(timedelta(seconds=590))
    await world.ring()
    assert await world.tables.words(subject) == ("timer-600",)


async def test_a_timer_fires_once_however_often_it_is_read(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "timer-600"))
    await world.tables.pass_time(timedelta(seconds=601))
    await asyncio.gather(world.ring(), world.ring())
    await world.ring()
    assert await world.tables.words(subject) == ("timer-600", "rang-bell")


async def test_a_cleared_timer_does_not_fire(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "timer-600"), event(subject, 2, "clear"))
    await world.tables.pass_time(timedelta(seconds=601))
    await world.ring()
    assert await world.tables.words(subject) == ("timer-600", "clear")


async def test_a_later_timer_of_the_same_kind_replaces_the_first(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "timer-600"), event(subject, 2, "timer-1200"))
    await world.tables.pass_time(timedelta(seconds=700))
    await world.ring()
    assert await world.tables.words(subject) == ("timer-600", "timer-1200")
    await world.tables.pass_time(timedelta(seconds=600))
    await world.ring()
    assert (await world.tables.words(subject))[-1] == "rang-bell"


async def test_a_key_reserved_by_two_in_one_batch_goes_to_the_first(world: World) -> None:
    first, second = uuid7(), uuid7()
    await world.take(event(first, 1, "reserve-k"), event(second, 1, "reserve-k"))
    assert await world.tables.words(first) == ("won-k",)
    assert await world.tables.words(second) == (f"lost-k-to-{first.hex[-4:]}",)


async def test_a_key_reserved_before_is_seen_by_a_later_batch(world: World) -> None:
    first, second = uuid7(), uuid7()
    await world.take(event(first, 1, "reserve-k"))
    await world.take(event(second, 1, "reserve-k"), event(first, 2, "w2"))
    assert await world.tables.words(second) == (f"lost-k-to-{first.hex[-4:]}",)
    assert await world.tables.words(first) == ("won-k", "w2")


async def test_a_key_has_one_winner_among_many_at_the_same_instant(world: World) -> None:
    subjects = {key: [uuid7() for _ in range(12)] for key in ("k", "l", "m", "n", "o", "p", "q", "r")}
    for key, rivals in subjects.items():
        await asyncio.gather(*(world.take(event(rival, 1, f"reserve-{key}")) for rival in rivals))
    for key, rivals in subjects.items():
        words = [await world.tables.words(rival) for rival in rivals]
        assert words.count((f"won-{key}",)) == 1
        holder = await world.tables.holder(key)
        assert holder is not None
        assert words.count((f"lost-{key}-to-{holder.note}",)) == 11


async def test_a_released_key_may_be_reserved_again(world: World) -> None:
    first, second = uuid7(), uuid7()
    await world.take(event(first, 1, "reserve-k"), event(first, 2, "release-k"), event(second, 1, "reserve-k"))
    assert await world.tables.words(second) == ("won-k",)


async def test_nobody_releases_what_another_holds(world: World) -> None:
    first, second = uuid7(), uuid7()
    await world.take(event(first, 1, "reserve-k"))
    await world.take(event(second, 1, "release-k"))
    holder = await world.tables.holder("k")
    assert holder is not None
    assert holder.subject == first


async def test_a_decision_that_insists_on_a_held_key_is_parked_alone(world: World) -> None:
    first, second, third = uuid7(), uuid7(), uuid7()
    await world.take(event(first, 1, "reserve-k"))
    await world.take(event(second, 1, "stubborn-k"), event(third, 1, "w1"))
    assert await world.tables.parked() == [("parked", "raised")]
    assert await world.tables.words(third) == ("w1",)
