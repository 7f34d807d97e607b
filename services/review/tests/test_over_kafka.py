"""An institution on Kafka hears the same as one over HTTP."""

import orjson
from contracts.events.review import VerdictAccepted, VerdictRefused
from contracts.events.verdicts import TaskClaimed
from contracts.vocabulary import Verdict

from .story import Reviewing
from .town import DOCTOR, FIRST
from .world import World


async def test_what_took_effect_is_answered_on_the_task_topic(world: World) -> None:
    case = Reviewing(world, kafka=True)
    await case.submit()
    claim = world.messages.request(FIRST, TaskClaimed(task_id=case.task, practitioner=DOCTOR), case.id, kafka=True)
    await world.take(claim)
    (accepted,) = world.told(FIRST, VerdictAccepted)
    assert (accepted.request_id, accepted.request, accepted.task_id) == (claim.id, TaskClaimed.type_name(), case.task)


async def test_what_was_refused_says_why_in_the_same_words_as_over_http(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    approval = case.verdict(Verdict.APPROVED)
    reply = await world.ask(FIRST, approval, case.id)
    await world.ask(FIRST, approval, case.id, kafka=True)
    problem = orjson.loads(reply.body)
    (refused,) = world.told(FIRST, VerdictRefused)
    assert (refused.code, refused.detail) == (problem["code"], problem["detail"])
    assert refused.task_id == case.task


async def test_over_http_nothing_is_said_on_the_bus_but_what_all_must_know(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    assert not world.told(FIRST, VerdictAccepted)
