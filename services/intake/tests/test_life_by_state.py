"""What a person can do in each state of an application: withdraw it, lodge it again, apply anew."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from chassis.parties.directory import Directory
from contracts.events.intake import DraftExpired, WithdrawalRequested
from contracts.events.requests import WithdrawalLodged
from contracts.events.review import CaseClosed, WithdrawalRefused
from contracts.events.updates import ProgressChanged, RequestRefused
from contracts.vocabulary import ApplicationState as State
from contracts.vocabulary import Outcome
from intake.pages.desk import CHANNEL
from intake.pages.shown import shown
from policy.calendar import local

from .states import WAYS, closed, lapsed
from .story import Applying, case_opened, lodging, papers
from .world import APP, PACKS, WECHAT, World


@dataclass(frozen=True)
class Row:
    """A state, and what comes in it of withdrawing, of lodging it again, and of applying anew."""

    state: State
    withdrawing: str  # the state after it, `review` where review is asked, else the refusal's code
    again: str  # the state after lodging it again, else the refusal's code
    anew: str  # the state that another application for the same comes to


TABLE = (
    Row(State.DRAFT, "withdrawn", "lodged", "lodged"),
    Row(State.LODGED, "withdrawn", "ALREADY_LODGED", "joined"),
    Row(State.NOT_ACCEPTED, "withdrawn", "lodged", "lodged"),
    Row(State.SUBMITTED, "review", "ALREADY_LODGED", "joined"),
    Row(State.IN_REVIEW, "review", "ALREADY_LODGED", "joined"),
    Row(State.AWAITING_SUPPLEMENT, "review", "ALREADY_LODGED", "joined"),
    Row(State.APPROVED, "ALREADY_DECIDED", "ALREADY_LODGED", "lodged"),
    Row(State.REJECTED, "ALREADY_DECIDED", "ALREADY_LODGED", "lodged"),
    Row(State.LAPSED, "ALREADY_DECIDED", "ALREADY_LODGED", "lodged"),
    Row(State.WITHDRAWN, "ALREADY_WITHDRAWN", "ALREADY_WITHDRAWN", "lodged"),
    Row(State.EXPIRED, "DRAFT_EXPIRED", "DRAFT_EXPIRED", "lodged"),
    Row(State.JOINED, "JOINED", "JOINED", "joined"),
)


def test_no_state_is_left_out() -> None:
    assert {row.state for row in TABLE} == set(State)


@pytest.fixture(params=TABLE, ids=lambda row: row.state.value)
def row(request: pytest.FixtureRequest) -> Row:
    found: Row = request.param
    return found


@pytest.fixture
async def one(row: Row) -> Applying:
    """An application that came to the row's state."""
    applying = Applying(World())
    await WAYS[row.state](applying)
    assert applying.world.now_is(applying.id).status is row.state
    return applying


async def test_withdrawing(row: Row, one: Applying) -> None:
    world = one.world
    if row.withdrawing.isupper():
        assert (await one.refused(WithdrawalLodged()))[1] == row.withdrawing
        return
    answer = await one.ask(WithdrawalLodged())
    if row.withdrawing == "review":
        assert answer["state"] == row.state.value
        assert len(world.said(WithdrawalRequested, one.id)) == 1
        await one.hear(CaseClosed(outcome=Outcome.WITHDRAWN, closed_at=world.now))
    else:
        assert answer["state"] == row.withdrawing
        assert len(world.said(DraftExpired, one.id)) == 1
    news = world.told(APP, ProgressChanged, one.id)[-1]
    assert (news.state, news.outcome) == (State.WITHDRAWN, Outcome.WITHDRAWN)
    assert one.open_key not in world.storage.reservations
    assert not any(subject == one.id for subject, _ in world.storage.timers)


async def test_its_page_offers_to_withdraw_it_wherever_that_is_possible(row: Row, one: Applying) -> None:
    application = replace(one.world.now_is(one.id), channels=(CHANNEL,))
    page = shown(PACKS, Directory.of(()), one.id, application, local(one.world.now).date())
    assert page.may_withdraw is not row.withdrawing.isupper()


async def test_lodging_it_again(row: Row, one: Applying) -> None:
    await one.world.pass_time(timedelta(minutes=1))
    body = lodging(*one.papers, *papers("test_report"))
    if row.again.isupper():
        assert (await one.refused(body))[1] == row.again
    else:
        assert (await one.ask(body))["state"] == row.again


async def test_applying_anew_in_another_channel(row: Row, one: Applying) -> None:
    before = one.world.now_is(one.id)
    anew = Applying(one.world, WECHAT, person=one.person)
    await anew.open()
    answer = await anew.lodge()
    assert answer["state"] == row.anew
    assert (answer["number"] == before.number) == (row.anew == "joined")
    assert one.world.now_is(one.id).status is row.state


@pytest.mark.parametrize(
    ("outcome", "instead"),
    [
        (Outcome.APPROVED, "如需放弃已认定的待遇，请联系参保地医保经办机构办理（电话12393）"),
        (Outcome.REJECTED, "重新提交"),
        (Outcome.LAPSED, "不影响再次申请"),
    ],
)
async def test_who_comes_too_late_is_told_what_to_do_instead(world: World, outcome: Outcome, instead: str) -> None:
    one = Applying(world)
    await closed(outcome)(one)
    reply = await world.ask(APP, WithdrawalLodged(), one.id)
    assert instead in reply.body.decode()


async def test_who_loses_the_race_against_an_approval_is_told_how_to_give_it_up(world: World) -> None:
    one = Applying(world)
    await one.submit_and_review()
    await one.ask(WithdrawalLodged())
    await one.hear(CaseClosed(outcome=Outcome.APPROVED, closed_at=world.now, benefit_start="2026-11-24"))
    await one.hear(WithdrawalRefused(code="ALREADY_DECIDED", refused_at=world.now))
    (refused,) = world.told(APP, RequestRefused)
    assert "放弃" in refused.detail


async def test_a_supplement_that_never_came_ends_without_prejudice(world: World) -> None:
    one = Applying(world)
    await lapsed(one)
    assert world.told(APP, ProgressChanged)[-1].outcome is Outcome.LAPSED
    again = Applying(world, person=one.person, of=one.id, papers=one.papers)
    await again.submit()
    await again.hear(case_opened(world.now))
    assert world.now_is(again.id).status is State.IN_REVIEW
