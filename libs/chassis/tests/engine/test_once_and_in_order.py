"""Promises 1 to 4: once, in order, poison is a gap, unknown is not poison."""

import random
from dataclasses import replace

from chassis.planning.working import NOWHERE
from contracts.events.intake import WithdrawalRequested
from contracts.ids import uuid7

from .toy import event, take_any_word
from .world import World


async def test_the_same_event_twice_in_one_batch_takes_effect_once(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1), event(subject, 1))
    assert await world.tables.words(subject) == ("word",)
    assert [one.sequence for one in await world.tables.published(subject)] == [1]


async def test_the_same_event_in_two_batches_takes_effect_once(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1))
    await world.take(event(subject, 1))
    assert await world.tables.words(subject) == ("word",)


async def test_a_replay_of_everything_has_no_effect(world: World) -> None:
    subjects = [uuid7() for _ in range(5)]
    history = [event(subject, number, f"w{number}") for number in range(1, 6) for subject in subjects]
    await world.take(*history)
    before = [await world.tables.published(subject) for subject in subjects]
    await world.take(*history)
    assert [await world.tables.published(subject) for subject in subjects] == before
    assert await world.tables.words(subjects[0]) == ("w1", "w2", "w3", "w4", "w5")


async def test_one_three_two_in_a_batch_become_one_two_three(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"), event(subject, 3, "w3"), event(subject, 2, "w2"))
    assert await world.tables.words(subject) == ("w1", "w2", "w3")


async def test_what_follows_a_gap_waits_and_runs_when_the_gap_closes(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"))
    await world.take(event(subject, 3, "w3"), event(subject, 4, "w4"))
    assert await world.tables.words(subject) == ("w1",)
    assert await world.tables.parked() == [("waiting", "gap"), ("waiting", "gap")]
    await world.take(event(subject, 2, "w2"))
    assert await world.tables.words(subject) == ("w1", "w2", "w3", "w4")
    assert await world.tables.parked() == [("redriven", "redriven"), ("redriven", "redriven")]


async def test_a_first_event_with_a_later_number_waits_until_the_gap_is_accepted(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 4, "w4"), event(subject, 5, "w5"))
    assert await world.tables.words(subject) == ()
    await world.operator.accept_gap(subject, "intake.applications.v1", "topic expired", by="operator")
    assert await world.tables.words(subject) == ("w4", "w5")
    assert ("accept_gap", "accepted") in await world.tables.audited(subject)


async def test_what_was_given_up_and_comes_all_the_same_is_dropped(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "w1"), event(subject, 3, "w3"))
    await world.operator.accept_gap(subject, "intake.applications.v1", "lost for good", by="operator")
    await world.take(event(subject, 2, "w2"), event(subject, 4, "w4"))
    assert await world.tables.words(subject) == ("w1", "w3", "w4")
    assert [status for status, _ in await world.tables.parked()] == ["redriven"]


async def test_a_parked_record_is_not_missing_and_no_gap_passes_over_it(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "raise"), event(subject, 2, "w2"))
    await world.operator.accept_gap(subject, "intake.applications.v1", "in the way", by="operator")
    assert await world.tables.words(subject) == ()
    assert await world.tables.parked() == [("parked", "raised"), ("waiting", "gap")]
    await world.operator.discard((await world.tables.parked_ids())[0], "a defect", by="operator")
    assert await world.tables.words(subject) == ("w2",)
    assert [status for status, _ in await world.tables.parked()] == ["discarded", "redriven"]


async def test_a_waiting_event_that_is_replayed_waits_once(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 2, "w2"))
    await world.take(event(subject, 2, "w2"))
    assert await world.tables.parked() == [("waiting", "gap")]
    await world.take(event(subject, 1, "w1"))
    assert await world.tables.words(subject) == ("w1", "w2")


async def test_any_order_of_arrival_gives_the_same_history(world: World) -> None:
    subject, numbers = uuid7(), list(range(1, 13))
    shuffled = [event(subject, number, f"w{number}") for number in numbers] * 2
    random.Random(7).shuffle(shuffled)
    while shuffled:
        await world.take(*[shuffled.pop() for _ in range(min(len(shuffled), 5))])
    assert await world.tables.words(subject) == tuple(f"w{number}" for number in numbers)
    assert [one.sequence for one in await world.tables.published(subject)] == numbers


async def test_poison_parks_and_only_its_own_followers_wait(world: World) -> None:
    sick, well = uuid7(), uuid7()
    await world.take(event(sick, 1, "raise"), event(sick, 2, "w2"), event(well, 1, "w1"))
    assert await world.tables.words(sick) == ()
    assert await world.tables.words(well) == ("w1",)
    assert await world.tables.parked() == [("parked", "raised"), ("waiting", "gap")]


async def test_of_five_hundred_messages_six_are_poison_and_494_take_effect(world: World) -> None:
    subjects = [uuid7() for _ in range(500)]
    batch = [event(subject, 1) for subject in subjects]
    for place in (3, 77, 200):
        batch[place] = event(subjects[place], 1, body=b"{not json")
    for place in (41, 300):
        batch[place] = event(subjects[place], 1, "refuse")
    batch[499] = event(subjects[499], 1, "raise")
    await world.take(*batch)
    taken = [await world.tables.words(subject) for subject in subjects]
    assert sum(words == ("word",) for words in taken) == 494
    assert sorted(reason for _, reason in await world.tables.parked()) == [
        "raised",
        "refused",
        "refused",
        "unreadable",
        "unreadable",
        "unreadable",
    ]


async def test_a_replay_parks_nothing_twice(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "raise"))
    await world.take(event(subject, 1, "raise"))
    assert await world.tables.parked() == [("parked", "raised")]


async def test_redriving_closes_the_gap_and_runs_what_waited_in_order(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "refuse"), event(subject, 2, "w2"), event(subject, 3, "w3"))
    world.process.on(WithdrawalRequested, take_any_word)
    await world.operator.redrive((await world.tables.parked_ids())[0])
    assert await world.tables.words(subject) == ("refuse", "w2", "w3")
    assert {status for status, _ in await world.tables.parked()} == {"redriven"}


async def test_redriving_what_is_still_poison_keeps_it_parked(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "raise"), event(subject, 2, "w2"))
    await world.operator.redrive((await world.tables.parked_ids())[0])
    assert await world.tables.words(subject) == ()
    assert await world.tables.parked() == [("parked", "raised"), ("waiting", "gap")]


async def test_discarding_lets_the_next_pass_and_is_audited(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "raise"), event(subject, 2, "w2"))
    await world.operator.discard((await world.tables.parked_ids())[0], "known bad", by="operator")
    assert await world.tables.words(subject) == ("w2",)
    assert ("discard", "discarded") in await world.tables.audited(subject)
    assert [status for status, _ in await world.tables.parked()] == ["discarded", "redriven"]


async def test_a_record_that_names_nobody_is_discarded_too(world: World) -> None:
    torn = replace(event(uuid7(), 1), subject=NOWHERE, sequence=None, fault="headers: id")
    await world.take(torn, replace(event(uuid7(), 1), subject=NOWHERE, sequence=None, fault="headers: id"))
    await world.operator.discard((await world.tables.parked_ids())[0], "nobody can read it", by="operator")
    assert sorted(status for status, _ in await world.tables.parked()) == ["discarded", "parked"]
    assert ("discard", "discarded") in await world.tables.audited(NOWHERE)


async def test_a_discarded_record_further_back_is_stepped_over_when_its_turn_comes(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 2, "raise"), event(subject, 3, "w3"))
    await world.operator.discard((await world.tables.parked_ids())[0], "known bad", by="operator")
    assert await world.tables.words(subject) == ()
    await world.take(event(subject, 1, "w1"))
    assert await world.tables.words(subject) == ("w1", "w3")


async def test_an_unknown_type_of_a_known_major_version_passes(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, type="mante.SomethingNew.v1"), event(subject, 2, "w2"))
    assert await world.tables.words(subject) == ("w2",)
    assert await world.tables.parked() == []


async def test_a_known_type_that_the_service_does_not_use_passes(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, type="mante.ContactChanged.v1"), event(subject, 2, "w2"))
    assert await world.tables.words(subject) == ("w2",)


async def test_an_unknown_major_version_is_parked_and_what_follows_waits(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, type="mante.WithdrawalRequested.v2"), event(subject, 2, "w2"))
    assert await world.tables.words(subject) == ()
    assert [reason for _, reason in await world.tables.parked()] == ["unknown_major", "gap"]
