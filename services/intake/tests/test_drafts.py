"""Drafts: what may be opened, by whom, and how they end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from chassis.decision import Cause, Decision, Timer
from contracts.events.intake import ApplicationSubmitted, DraftExpired
from contracts.events.requests import DraftOpened, WithdrawalLodged
from contracts.events.updates import ProgressChanged, RequestRefused
from contracts.ids import uuid7
from contracts.vocabulary import ApplicationState, Route
from intake.domain.application import TimerKind
from intake.domain.expiry import expire_draft
from intake.domain.inspection import stop_waiting
from policy.registry import load_packs

from .story import NANCHONG_PAPERS, Applying, draft, lodging, papers
from .world import APP, MINI, NANCHONG, TUESDAY_TEN, WECHAT, World

PERSON = UUID("01936000-0000-7000-8000-000000000001")


async def test_a_draft_expires_and_takes_its_papers_with_it(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    await world.pass_time(timedelta(days=30))
    assert len(world.said(DraftExpired)) == 1
    assert world.told(APP, ProgressChanged)[-1].state is ApplicationState.EXPIRED
    assert await applying.refused(lodging(*applying.papers)) == (409, "DRAFT_EXPIRED")
    assert await applying.refused(WithdrawalLodged()) == (409, "DRAFT_EXPIRED")


async def test_a_lodged_draft_does_not_expire(world: World) -> None:
    applying = Applying(world)
    await applying.submit()
    await world.pass_time(timedelta(days=31))
    assert not world.said(DraftExpired)


@pytest.mark.parametrize(
    ("channel", "change", "code"),
    [
        (APP, {"pooling_area": "110000"}, "AREA_NOT_OFFERED"),
        (MINI, {}, "CHANNEL_NOT_OFFERED"),
        (APP, {"pooling_area": NANCHONG}, "CHANNEL_NOT_OFFERED"),
        (APP, {"route": Route.COUNTER}, "ROUTE_NOT_OFFERED"),
        ("counter", {}, "ROUTE_NOT_OFFERED"),
        (APP, {"disease_code": "common_cold"}, "DISEASE_NOT_OFFERED"),
    ],
)
async def test_what_the_area_does_not_offer_is_refused_by_name(
    world: World, channel: str, change: dict[str, object], code: str
) -> None:
    body = draft(PERSON).model_copy(update=change)
    assert await world.refused(channel, body, uuid7()) == (422, code)


async def test_a_scheme_that_the_area_does_not_take_is_refused(world: World) -> None:
    strict = tuple(
        pack.model_copy(update={"eligibility": pack.eligibility.model_copy(update={"schemes": ("employee",)})})
        for pack in world.packs
    )
    narrow = World(packs=replace(world.packs, packs=strict))
    assert await narrow.refused(APP, draft(PERSON), uuid7()) == (422, "SCHEME_NOT_OFFERED")


async def test_an_agent_is_not_the_insured_person(world: World) -> None:
    assert await world.refused(APP, draft(PERSON, agent=PERSON), uuid7()) == (422, "AGENT_IS_APPLICANT")


async def test_an_id_is_a_uuid7_and_new(world: World) -> None:
    assert await world.refused(APP, draft(PERSON), uuid4()) == (422, "APPLICATION_ID_INVALID")
    first = Applying(world)
    await first.open()
    assert await world.refused(WECHAT, draft(PERSON), first.id) == (409, "APPLICATION_EXISTS")


async def test_a_person_nobody_registered_is_refused_by_an_answer(world: World) -> None:
    applying = Applying(world)
    world.strangers.add(applying.person)
    await applying.open()
    (refused,) = world.told(APP, RequestRefused)
    assert (refused.code, refused.request) == ("PERSON_UNKNOWN", DraftOpened.type_name())
    assert world.told(APP, ProgressChanged)[-1].reasons == ("PERSON_UNKNOWN",)
    assert len(world.said(DraftExpired)) == 1
    assert await applying.refused(lodging(*applying.papers)) == (422, "PERSON_UNKNOWN")


async def test_an_agent_nobody_registered_is_refused_too(world: World) -> None:
    applying = Applying(world, agent=uuid7())
    world.strangers |= {applying.agent} if applying.agent else set()
    await applying.open()
    assert [each.code for each in world.told(APP, RequestRefused)] == ["PERSON_UNKNOWN"]


async def test_nothing_is_submitted_before_the_vault_has_answered(world: World) -> None:
    world.vault_is_away = True
    applying = Applying(world)
    await applying.submit()
    await world.pass_time(timedelta(minutes=11))
    assert not world.said(ApplicationSubmitted)
    world.vault_is_away = False
    await world.pass_time(timedelta(minutes=2))
    (submitted,) = world.said(ApplicationSubmitted)
    assert submitted.submitted_at == TUESDAY_TEN


async def test_a_vault_that_stays_away_is_asked_again(world: World) -> None:
    world.vault_is_away = True
    applying = Applying(world)
    await applying.submit()
    for _ in range(3):
        await world.pass_time(timedelta(minutes=2))
    assert [effect.new.kind for effect in world.storage.effects.values()].count("CheckPersons") == 2
    world.vault_is_away = False
    await world.pass_time(timedelta(minutes=11))
    assert len(world.said(ApplicationSubmitted)) == 1


async def test_the_vault_is_not_asked_about_what_is_over(world: World) -> None:
    world.vault_is_away = True
    applying = Applying(world)
    await applying.open()
    await applying.ask(WithdrawalLodged())
    for _ in range(3):
        await world.pass_time(timedelta(minutes=2))
    assert len(world.storage.effects) == 1


async def test_a_late_answer_of_the_vault_changes_nothing(world: World) -> None:
    world.vault_is_away = True
    applying = Applying(world)
    world.strangers.add(applying.person)
    await applying.open()
    await applying.ask(WithdrawalLodged())
    world.vault_is_away = False
    await world.pass_time(timedelta(minutes=2))
    assert world.now_is(applying.id).status is ApplicationState.WITHDRAWN


async def test_number_and_day_are_those_of_shanghai() -> None:
    late = World(start=datetime(2026, 12, 31, 16, 0, tzinfo=UTC))
    applying = Applying(late, MINI, NANCHONG, papers=papers(*NANCHONG_PAPERS))
    await applying.open()
    assert str((await applying.lodge())["number"]).startswith("NC20270101")


def test_a_timer_that_is_moot_changes_nothing() -> None:
    cause = Cause(PERSON, TUESDAY_TEN, PERSON, "timer")
    timer = Timer(TimerKind.DRAFT_EXPIRY, TUESDAY_TEN)
    packs = load_packs()
    assert expire_draft(packs, None, timer, cause) == stop_waiting(packs, None, timer, cause) == Decision()
