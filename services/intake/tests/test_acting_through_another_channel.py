"""Whoever is signed in on our own pages acts on all of their applications, whichever channel or agent filed them."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest
from chassis.testing.plugin import Migrated
from contracts.events.intake import WithdrawalRequested
from contracts.events.requests import WithdrawalLodged
from contracts.events.updates import ProgressChanged
from contracts.ids import uuid7
from contracts.vocabulary import ApplicationState
from intake.domain.taking_up import TakenUp
from pages.sessions import Sessions

from .serving import Asking, asking
from .story import Applying, asked_for, draft, papers, supplement
from .world import APP, WECHAT, World

WEB = "web"


async def take_up(world: World, one: Applying, person: UUID, channel: str = WEB) -> tuple[int, str]:
    reply = await world.harness.request(channel, TakenUp(person_ref=person), one.id)
    await world.settle()
    return reply.status, reply.body.decode()


async def test_the_person_takes_up_what_the_app_filed_and_both_hear_what_follows(world: World) -> None:
    one = Applying(world)
    await one.submit_and_review()
    assert await take_up(world, one, one.person) == (200, '{"state":"in_review"}')
    await one.hear(asked_for(world.now, "test_report"))
    assert [news.state for news in world.told(WEB, ProgressChanged, one.id)] == ["in_review", "awaiting_supplement"]
    answer = await world.answered(WEB, supplement(*papers("test_report")), one.id)
    assert answer["state"] == "awaiting_supplement"
    assert world.told(APP, ProgressChanged, one.id)[-1].items == ()


async def test_it_is_withdrawn_once_by_the_same_rule(world: World) -> None:
    one = Applying(world)
    await one.submit_and_review()
    await take_up(world, one, one.person)
    await world.answered(WEB, WithdrawalLodged(), one.id)
    await world.answered(APP, WithdrawalLodged(), one.id)
    (asked,) = world.said(WithdrawalRequested)
    assert asked.channel == WEB


async def test_an_agent_takes_up_what_they_filed_and_so_does_the_person(world: World) -> None:
    agent = uuid7()
    one = Applying(world, agent=agent)
    await one.submit()
    assert (await take_up(world, one, agent))[0] == 200
    assert (await take_up(world, one, one.person))[0] == 200
    assert world.now_is(one.id).channels == (APP, WEB)


async def test_a_stranger_finds_nothing(world: World) -> None:
    one = Applying(world)
    await one.submit()
    before = world.now_is(one.id)
    assert (await take_up(world, one, uuid7()))[0] == 404
    assert world.now_is(one.id) == before
    nothing = Applying(world)
    assert (await take_up(world, nothing, nothing.person))[0] == 404


async def test_a_channel_that_the_city_does_not_list_takes_nothing_up(world: World) -> None:
    one = Applying(world)
    await one.submit()
    status, body = await take_up(world, one, one.person, "sc-mini")
    assert (status, "CHANNEL_NOT_OFFERED" in body) == (422, True)
    assert world.now_is(one.id).channels == (APP,)


async def test_what_joined_another_names_the_open_one(world: World) -> None:
    first = Applying(world)
    await first.submit()
    second = Applying(world, WECHAT, person=first.person)
    await second.open()
    await second.lodge()
    status, body = await take_up(world, second, first.person)
    assert (status, str(first.id) in body) == (409, True)


@dataclass(slots=True)
class Reader:
    """Somebody who is signed in at `/apply`, without a browser."""

    asked: Asking
    token: str

    async def read(self, path: str) -> httpx.Response:
        return await self.asked.client.get(f"/apply{path}", headers={"cookie": f"mante-apply={self.token}"})

    async def send(self, path: str, **fields: object) -> httpx.Response:
        headers = {"cookie": f"mante-apply={self.token}", "origin": "http://service"}
        return await self.asked.client.post(f"/apply{path}", data=fields, headers=headers)


@pytest.fixture
async def asked(migrated: Migrated) -> AsyncIterator[Asking]:
    async with asking(await migrated("intake"), "gz-app", WEB) as opened:
        yield opened


async def _signed_in(asked: Asking, person: UUID) -> Reader:
    return Reader(asked, await Sessions(asked.pool).begin(str(person)))


async def test_the_page_withdraws_what_the_app_opened(asked: Asking) -> None:
    person = await asked.person("gz-app")
    opened = (await asked.post("gz-app", "/v1/applications", draft(person))).json()["application_id"]
    reader = await _signed_in(asked, person)
    assert opened in (await reader.read("/applications")).text
    page = (await reader.read(f"/applications/{opened}")).text
    assert "在这里办理同样有效" in page
    assert re.search(r'name="declared_true"', page)
    gone = await reader.send(f"/applications/{opened}/withdrawal", key=uuid7(), reason="mistake")
    assert gone.status_code == 303
    shown = (await asked.get("gz-app", f"/v1/applications/{opened}")).json()
    assert shown["progress"]["state"] == ApplicationState.WITHDRAWN


async def test_the_page_gets_a_grant_for_papers_of_what_the_app_opened(asked: Asking) -> None:
    person = await asked.person("gz-app")
    opened = (await asked.post("gz-app", "/v1/applications", draft(person))).json()["application_id"]
    reader = await _signed_in(asked, person)
    assert (await reader.send(f"/applications/{opened}/grant")).json()["grant"]
    assert (await reader.send(f"/applications/{opened}/grant")).json()["grant"]


async def test_what_is_anothers_is_not_there(asked: Asking) -> None:
    person = await asked.person("gz-app")
    opened = (await asked.post("gz-app", "/v1/applications", draft(person))).json()["application_id"]
    other = await _signed_in(asked, uuid7())
    assert (await other.read(f"/applications/{opened}")).status_code == 404
    assert (await other.send(f"/applications/{opened}/withdrawal", key=uuid7())).status_code == 404
    shown = (await asked.get("gz-app", f"/v1/applications/{opened}")).json()
    assert shown["progress"]["state"] == ApplicationState.DRAFT
