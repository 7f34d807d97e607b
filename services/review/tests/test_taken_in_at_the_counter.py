"""S2, review's part: what a clerk did without becomes a supplement before anybody is approved."""

import orjson
import pytest
from contracts.events.requests import AbsentPaper
from contracts.ids import uuid7
from contracts.vocabulary import AbsenceReason, Route, Verdict

from .applying import papers
from .story import ASTHMA, Reviewing, asked
from .world import World

MISSING = "relation_proof"


@pytest.fixture
def world() -> World:
    return World()


async def taken_in_without(world: World, material: str) -> Reviewing:
    one = Reviewing(world, agent=uuid7())
    absent = (AbsentPaper(material=material, reason=AbsenceReason.LOST),)
    await one.hear(one.submission().model_copy(update={"route": Route.COUNTER, "absent": absent}))
    await one.claim()
    return one


async def test_a_gap_is_asked_for_before_an_approval_and_a_person_decides_afterwards(world: World) -> None:
    one = await taken_in_without(world, MISSING)
    body = one.verdict(Verdict.APPROVED, national_code=ASTHMA)
    refused = orjson.loads((await world.ask(one.institution, body, one.id)).body)
    assert (refused["code"], refused["status"]) == ("SUPPLEMENT_OWED", 409)
    assert "关系证明" in refused["detail"]
    assert await one.ask_for(asked(MISSING, "MISSING")) == ""
    await one.supply(1, *papers(MISSING))
    await one.claim()
    assert await one.approve() == ""


async def test_who_says_again_that_there_is_none_is_decided_about_all_the_same(world: World) -> None:
    one = await taken_in_without(world, MISSING)
    await one.ask_for(asked(MISSING, "MISSING"))
    await one.supply(1, absent=(MISSING,))
    await one.claim()
    assert await one.approve() == ""


async def test_what_the_city_lets_people_do_without_is_owed_by_nobody(world: World) -> None:
    one = await taken_in_without(world, "test_report")
    assert await one.approve() == ""


async def test_a_gap_is_no_hindrance_to_a_rejection(world: World) -> None:
    one = await taken_in_without(world, MISSING)
    assert await one.reject("CRITERIA_NOT_MET") == ""
