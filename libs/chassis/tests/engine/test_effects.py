"""Promise 14: effects are done at least once and counted once."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from chassis.effects import EffectWorkers
from chassis.observing.figures import EFFECTS_FAILED
from chassis.performer import Performer, TryLater, performers_by_kind, result_message
from chassis.storage import Away, Job
from contracts.ids import derived, uuid7

from .toy import Fetch, Fetched, event
from .world import World


async def fetch(body: Fetch, job: Job) -> Fetched:
    """Fetch at the first try."""
    assert job.attempt == 1
    return Fetched(word=body.word)


async def test_an_effects_result_reaches_the_state_once(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "fetch-it"))
    assert await world.workers(Performer(Fetch, fetch)).run_once() == 1
    assert await world.workers(Performer(Fetch, fetch)).run_once() == 0
    assert await world.tables.words(subject) == ("fetch-it", "fetched-it")
    assert await world.tables.count("effects") == 0


async def test_the_effects_id_is_the_same_if_the_decision_is_taken_again(world: World) -> None:
    subject = uuid7()
    cause = event(subject, 1, "fetch-it")
    await world.take(cause)
    (job,) = await world.storage.claim(["Fetch"], 10, 60)
    assert job.id == derived(cause.id, "Fetch:")


async def test_a_result_delivered_twice_counts_once(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "fetch-it"))
    (job,) = await world.storage.claim(["Fetch"], 10, 60)
    result = result_message(job, Fetched(word="it"))
    await world.take(result, result)
    await world.take(result)
    assert await world.tables.words(subject) == ("fetch-it", "fetched-it")


async def test_a_leased_effect_is_not_given_to_a_second_worker(world: World) -> None:
    await world.take(event(uuid7(), 1, "fetch-it"))
    assert len(await world.storage.claim(["Fetch"], 10, 60)) == 1
    assert await world.storage.claim(["Fetch"], 10, 60) == []


async def test_an_effect_stays_with_a_worker_that_shows_signs_of_life(world: World) -> None:
    async def fetch_slowly(body: Fetch, job: Job) -> Fetched:
        over = asyncio.get_running_loop().time() + 1.0
        while asyncio.get_running_loop().time() < over:
            assert await world.storage.claim(["Fetch"], 10, 60) == []
            await asyncio.sleep(0.05)
        return Fetched(word=f"{body.word}-slowly-{job.attempt}")

    subject = uuid7()
    await world.take(event(subject, 1, "fetch-it"))
    await world.workers(Performer(Fetch, fetch_slowly, lease=0.5)).run_once()
    assert await world.tables.words(subject) == ("fetch-it", "fetched-it-slowly-1")


async def test_who_was_taken_for_dead_does_not_get_the_lease_back(world: World) -> None:
    await world.take(event(uuid7(), 1, "fetch-it"))
    (slow,) = await world.storage.claim(["Fetch"], 10, 0)
    await world.storage.claim(["Fetch"], 10, 0)
    await world.storage.renew(slow, 60)
    assert len(await world.storage.claim(["Fetch"], 10, 60)) == 1


async def test_the_late_result_of_a_slow_worker_is_fenced_off(world: World) -> None:
    subject = uuid7()
    await world.take(event(subject, 1, "fetch-it"))
    (slow,) = await world.storage.claim(["Fetch"], 10, 0)
    (quick,) = await world.storage.claim(["Fetch"], 10, 60)
    await world.take(result_message(slow, Fetched(word="late")))
    assert await world.tables.words(subject) == ("fetch-it",)
    await world.take(result_message(quick, Fetched(word="quick")))
    assert await world.tables.words(subject) == ("fetch-it", "fetched-quick")


async def test_a_failing_effect_climbs_the_ladder_and_is_given_up(world: World) -> None:
    async def fail(body: Fetch, job: Job) -> Fetched:
        raise ConnectionError(body.word, job.attempt)

    subject, before = uuid7(), failures()
    await world.take(event(subject, 1, "fetch-it"))
    workers = world.workers(Performer(Fetch, fail, ladder=(10, 20)))
    for _ in range(4):
        await workers.run_once()
        await world.tables.pass_time(timedelta(seconds=30))
    assert await world.tables.words(subject) == ("fetch-it", "gave-up-after-3")
    assert failures() - before == 3
    assert await world.tables.count("effects") == 0


def failures() -> float:
    return EFFECTS_FAILED.labels("Fetch", "ConnectionError")._value.get()


async def test_a_failed_effect_waits_as_long_as_it_was_told(world: World) -> None:
    async def later(body: Fetch, job: Job) -> Fetched:
        if job.attempt == 1:
            raise TryLater(body.word, after=300)
        return Fetched(word="later")

    subject = uuid7()
    await world.take(event(subject, 1, "fetch-it"))
    workers = world.workers(Performer(Fetch, later))
    await workers.run_once()
    await world.tables.pass_time(timedelta(seconds=200))
    assert await workers.run_once() == 0
    await world.tables.pass_time(timedelta(seconds=200))
    assert await workers.run_once() == 1
    assert await world.tables.words(subject) == ("fetch-it", "fetched-later")


@dataclass(slots=True)
class Provider:
    """Somebody outside, who can be away."""

    error: Exception | None = None
    tries: list[int] = field(default_factory=list)

    async def fetch(self, body: Fetch, job: Job) -> Fetched:
        self.tries.append(job.attempt)
        if self.error is not None:
            raise self.error
        return Fetched(word=body.word)


async def test_who_met_nobody_is_tried_as_soon_as_somebody_answers_another_and_from_the_beginning(world: World) -> None:
    waiting, other, provider = uuid7(), uuid7(), Provider(ConnectionRefusedError())
    workers = world.workers(Performer(Fetch, provider.fetch, ladder=(1, 1, 3600)))
    await world.take(event(waiting, 1, "fetch-late"))
    for _ in range(3):
        await workers.run_once()
        await world.tables.pass_time(timedelta(seconds=5))
    assert provider.tries == [1, 2, 3]

    provider.error = None
    assert await workers.run_once() == 0
    await world.take(event(other, 1, "fetch-new"))
    assert await workers.run_once() == 2
    assert await world.tables.words(waiting) == ("fetch-late", "fetched-late")
    assert provider.tries == [1, 2, 3, 1, 1]


@pytest.mark.parametrize("error", [TimeoutError(), ConnectionResetError(), TryLater("throttled", after=3600)])
async def test_who_met_somebody_waits_however_others_fare(world: World, error: Exception) -> None:
    provider = Provider(error)
    workers = world.workers(Performer(Fetch, provider.fetch, ladder=(3600,)))
    await world.take(event(uuid7(), 1, "fetch-it"))
    await workers.run_once()
    provider.error = None
    await world.take(event(uuid7(), 1, "fetch-new"))
    assert await workers.run_once() == 1


async def test_who_comes_new_knows_of_no_outage_and_looks(world: World) -> None:
    provider = Provider(ConnectionRefusedError())
    await world.take(event(uuid7(), 1, "fetch-it"))
    await world.workers(Performer(Fetch, provider.fetch, ladder=(3600,))).run_once()
    provider.error = None
    await world.take(event(uuid7(), 1, "fetch-new"))
    assert await world.workers(Performer(Fetch, provider.fetch)).run_once() == 2


async def test_an_effect_whose_try_met_nobody_was_tried_before(world: World) -> None:
    await world.take(event(uuid7(), 1, "fetch-it"))
    (job,) = await world.storage.claim(["Fetch"], 1, 60)
    assert job.is_first
    await world.storage.put_back(job, 3600, "away", unmet=True)
    assert await world.storage.hasten("Fetch") == 1
    assert await world.storage.hasten("Fetch") == 0
    (again,) = await world.storage.claim(["Fetch"], 1, 60)
    assert (again.attempt, again.is_first) == (1, False)


async def test_an_effect_that_failed_together_with_the_storage_does_not_wait_for_its_lease(world: World) -> None:
    class AwayTwice:
        times = 2

        def __getattr__(self, name: str) -> object:
            return getattr(world.storage, name)

        async def put_back(self, job: Job, after: float, error: str, *, unmet: bool) -> None:
            self.times -= 1
            if self.times >= 0:
                raise Away
            await world.storage.put_back(job, after, error, unmet=unmet)

    provider = Provider(ConnectionRefusedError())
    await world.take(event(uuid7(), 1, "fetch-it"))
    workers = EffectWorkers(
        AwayTwice(),  # type: ignore[arg-type]
        world.engine,
        performers_by_kind([Performer(Fetch, provider.fetch, ladder=(1, 1))]),
    )
    await workers.run_once()
    await world.tables.pass_time(timedelta(seconds=5))
    assert await workers.run_once() == 1
