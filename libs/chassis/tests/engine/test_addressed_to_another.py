"""Events that one aggregate addresses to another: its other numbers concern others, and nobody waits for them."""

from dataclasses import replace

from chassis.bus.records import for_every_row
from chassis.decision import Cause, Decision
from chassis.message import Message
from contracts.codec import encode
from contracts.events.intake import ApplicationJoined, WithdrawalRequested
from contracts.ids import derived, uuid7

from .toy import Tally, event, take_any_word
from .world import World

EMITTER = uuid7()
SUBJECT = uuid7()
JOINED = encode(ApplicationJoined(open_application=SUBJECT, channel="gz-app"))


def addressed(number: int, word: str, epoch: int = 0) -> Message:
    return event(SUBJECT, number, word, emitter=EMITTER, id=derived(EMITTER, f"{number}/{epoch}"), epoch=epoch)


async def test_it_does_not_wait_for_what_its_emitter_told_others(world: World) -> None:
    await world.take(addressed(3, "w3"))
    await world.take(addressed(7, "w7"), event(SUBJECT, 1, "w1"))
    assert await world.tables.words(SUBJECT) == ("w3", "w7", "w1")
    assert await world.tables.parked() == []


async def test_it_counts_once_however_often_it_comes(world: World) -> None:
    await world.take(addressed(3, "w3"), addressed(3, "w3"))
    await world.take(addressed(7, "w7"))
    await world.take(addressed(3, "w3"), addressed(7, "w7"))
    assert await world.tables.words(SUBJECT) == ("w3", "w7")


async def test_one_that_is_kept_back_holds_up_those_after_it_and_comes_first_again(world: World) -> None:
    await world.take(addressed(3, "refuse"), addressed(7, "w7"))
    await world.take(addressed(9, "w9"), event(SUBJECT, 1, "w1"))
    assert await world.tables.words(SUBJECT) == ("w1",)
    await world.take(addressed(3, "refuse"), addressed(7, "w7"), addressed(9, "w9"))
    assert [status for status, _ in await world.tables.parked()] == ["parked", "waiting", "waiting"]
    world.process.on(WithdrawalRequested, take_any_word)
    await world.operator.redrive((await world.tables.parked_ids())[0])
    assert await world.tables.words(SUBJECT) == ("w1", "refuse", "w7", "w9")
    assert {status for status, _ in await world.tables.parked()} == {"redriven"}


async def test_one_that_is_given_up_lets_those_after_it_pass(world: World) -> None:
    await world.take(addressed(3, "raise"), addressed(7, "w7"))
    await world.operator.discard((await world.tables.parked_ids())[0], "known bad", by="operator")
    assert await world.tables.words(SUBJECT) == ("w7",)


async def test_what_its_emitter_says_next_waits_for_none_of_it_on_the_emitters_own_row(world: World) -> None:
    world.process.on(ApplicationJoined, follow, subject=lambda joined: joined.open_application)
    joined = replace(addressed(2, "w2"), type=ApplicationJoined.type_name(), body=JOINED)
    await world.take(event(EMITTER, 1, "w1"), event(EMITTER, 3, "w3"))
    assert await world.tables.words(EMITTER) == ("w1",)
    await world.take(*for_every_row(joined))
    assert await world.tables.words(EMITTER) == ("w1", "w3")
    assert await world.tables.words(SUBJECT) == ("gz-app",)
    await world.take(*for_every_row(joined), event(EMITTER, 3, "w3"), event(EMITTER, 4, "w4"))
    assert await world.tables.words(EMITTER) == ("w1", "w3", "w4")
    assert await world.tables.words(SUBJECT) == ("gz-app",)
    assert {status for status, _ in await world.tables.parked()} == {"redriven"}


async def test_a_number_on_the_emitters_row_and_what_is_addressed_are_kept_back_each(world: World) -> None:
    joined = replace(addressed(2, "raise"), type=ApplicationJoined.type_name(), body=JOINED)
    world.process.on(ApplicationJoined, fail, subject=lambda joined: joined.open_application)
    await world.take(*for_every_row(joined), event(EMITTER, 3, "w3"))
    assert sorted(status for status, _ in await world.tables.parked()) == ["parked", "waiting", "waiting"]
    await world.take(event(EMITTER, 1, "w1"))
    assert await world.tables.words(EMITTER) == ("w1", "w3")


def follow(tally: Tally | None, joined: ApplicationJoined, _: Cause) -> Decision[Tally]:
    return Decision((tally or Tally()).plus(joined.channel))


def fail(_: Tally | None, __: ApplicationJoined, ___: Cause) -> Decision[Tally]:
    raise RuntimeError


async def test_after_a_restore_a_number_given_twice_is_noticed_here_too(world: World) -> None:
    await world.take(addressed(3, "w3"))
    await world.take(event(SUBJECT, 3, "other", emitter=EMITTER, id=uuid7()))
    assert await world.tables.words(SUBJECT) == ("w3",)
    assert [reason for _, reason in await world.tables.parked()] == ["conflict"]
