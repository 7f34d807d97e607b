"""The harness tells what the engine would: in order, once, each timer at its time."""

from datetime import timedelta

from chassis.performer import Performer
from chassis.testing.harness import START, Harness
from contracts.events.intake import WithdrawalRequested
from contracts.events.requests import WithdrawalLodged
from contracts.events.updates import RequestAccepted
from contracts.ids import uuid7
from contracts.vocabulary import WithdrawalReason

from . import toy

APP = "gz-app"
HEARD = WithdrawalRequested(channel=APP, reason=WithdrawalReason.OTHER, requested_at=START)


def harness() -> Harness[toy.Tally]:
    return Harness(toy.process())


async def test_a_request_is_answered_and_its_events_are_kept() -> None:
    h, application = harness(), uuid7()
    reply = await h.request(APP, WithdrawalLodged(), application)
    assert reply.status == 200
    assert h.state(application) == toy.Tally(("withdrawn",))
    assert [type(one.event) for one in h.emitted] == [WithdrawalRequested, RequestAccepted]
    assert h.events(RequestAccepted, application)[0].state == "withdrawn"
    assert h.events(RequestAccepted, uuid7()) == []


async def test_a_refusal_is_the_answer() -> None:
    h, application = harness(), uuid7()
    await h.request(APP, WithdrawalLodged(), application)
    assert (await h.request(APP, WithdrawalLodged(), application)).status == 409


async def test_a_party_on_kafka_hears_its_answer_on_its_topic() -> None:
    h, application = harness(), uuid7()
    await h.record(APP, WithdrawalLodged(), application)
    assert f"intake.updates.{APP}.v1" in {one.topic for one in h.emitted}


async def test_events_are_taken_in_order() -> None:
    h, application = harness(), uuid7()
    await h.event(HEARD, application)
    await h.event(HEARD, application)
    assert h.state(application) == toy.Tally(("heard", "heard"))
    assert h.parked == []


async def test_time_passes_only_when_it_is_told_to_and_timers_ring_at_their_time() -> None:
    h, application = harness(), uuid7()
    await h.request(APP, WithdrawalLodged(), application)
    assert h.timers(application) == {toy.BELL: START + timedelta(hours=1)}
    await h.advance(by=timedelta(minutes=59))
    assert h.state(application) == toy.Tally(("withdrawn",))
    await h.advance(to=START + timedelta(hours=2))
    assert h.state(application) == toy.Tally(("withdrawn", "bell"))
    assert h.now == START + timedelta(hours=2)


async def test_an_effect_waits_until_somebody_does_it() -> None:
    h, application = harness(), uuid7()
    await h.request(APP, WithdrawalLodged(), application)
    (pending,) = h.effects
    assert pending.body == toy.Ring(number=7)
    await h.result(pending, toy.Rung(number=7))
    assert h.effects == []
    await h.request(APP, WithdrawalLodged(), other := uuid7())
    assert await h.perform([Performer(toy.Ring, toy.ring)]) == 1
    assert h.state(application) == h.state(other) == toy.Tally(("withdrawn", "rung"))
