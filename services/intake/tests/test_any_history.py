"""Whatever is asked and heard, in whatever order: nothing breaks, nothing is said twice, nothing is open twice."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

from contracts.events.intake import ApplicationSubmitted, DraftExpired, SupplementProvided
from contracts.events.requests import HospitalChoiceLodged, WithdrawalLodged
from contracts.events.review import CaseClosed, WithdrawalRefused
from contracts.events.updates import ProgressChanged
from contracts.vocabulary import ApplicationState, Outcome
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.domain.application import WITH_REVIEW, Benefit

from .granting import granted, refused, theirs
from .story import Applying, accepted, asked_for, case_opened, draft, lodging, papers, rejected, supplement
from .world import APP, WECHAT, World

Step = Callable[[World, Applying], Awaitable[object]]
OVER = {ApplicationState.APPROVED, ApplicationState.REJECTED, ApplicationState.WITHDRAWN, ApplicationState.EXPIRED}


async def opens(world: World, one: Applying) -> None:
    await world.ask(one.channel, draft(one.person), one.id)


async def lodges(world: World, one: Applying) -> None:
    await world.ask(one.channel, lodging(*one.papers), one.id)


async def lodges_too_little(world: World, one: Applying) -> None:
    await world.ask(one.channel, lodging(*one.papers[:2]), one.id)


async def supplements(world: World, one: Applying) -> None:
    await world.ask(one.channel, supplement(*papers("test_report")), one.id)


async def withdraws(world: World, one: Applying) -> None:
    await world.ask(one.channel, WithdrawalLodged(), one.id)


async def papers_are_accepted(world: World, one: Applying) -> None:
    handover = one.papers if (state := world.state(one.id)) is None or not state.handover else state.handover.papers
    for paper in handover:
        await world.hear(accepted(paper, world.now), one.id)


async def a_paper_is_rejected(world: World, one: Applying) -> None:
    await world.hear(rejected(one.papers[1], world.now), one.id)


async def review_begins(world: World, one: Applying) -> None:
    if with_review(world, one):
        await world.hear(case_opened(world.now), one.id)


async def review_asks(world: World, one: Applying) -> None:
    if with_review(world, one):
        await world.hear(asked_for(world.now, "test_report"), one.id)


async def review_approves(world: World, one: Applying) -> None:
    closed = CaseClosed(outcome=Outcome.APPROVED, closed_at=world.now, benefit_start="2026-11-24")
    if with_review(world, one):
        await world.hear(closed, one.id)


async def review_refuses_withdrawal(world: World, one: Applying) -> None:
    await world.hear(WithdrawalRefused(code="ALREADY_DECIDED", refused_at=world.now), one.id)


async def chooses_a_hospital(world: World, one: Applying) -> None:
    await world.ask(one.channel, HospitalChoiceLodged(hospital="H52020199001"), one.id)


async def benefits_grants(world: World, one: Applying) -> None:
    if is_approved(world, one) and world.now_is(one.id).benefit == Benefit():
        await world.hear(granted(one, end="2031-11-24"), one.id)


async def benefits_confirms_the_hospital(world: World, one: Applying) -> None:
    if is_approved(world, one) and (choosing := world.now_is(one.id).choosing):
        await world.hear(theirs(one, choosing.request_id), one.id)


async def benefits_refuses_the_hospital(world: World, one: Applying) -> None:
    if is_approved(world, one) and (choosing := world.now_is(one.id).choosing):
        await world.hear(refused(one, choosing.request_id, "CHANGE_QUOTA_USED"), one.id)


def is_approved(world: World, one: Applying) -> bool:
    state = world.state(one.id)
    return state is not None and state.status is ApplicationState.APPROVED


async def time_passes(world: World, one: Applying) -> None:
    del one
    await world.pass_time(timedelta(minutes=10))


async def a_month_passes(world: World, one: Applying) -> None:
    del one
    await world.pass_time(timedelta(days=31))


def with_review(world: World, one: Applying) -> bool:
    state = world.state(one.id)
    return state is not None and state.status in WITH_REVIEW


STEPS: list[Step] = [
    *(opens, opens, lodges, lodges, lodges_too_little, supplements, withdraws),
    *(papers_are_accepted, papers_are_accepted, a_paper_is_rejected),
    *(chooses_a_hospital, benefits_grants, benefits_confirms_the_hospital, benefits_refuses_the_hospital),
    *(review_begins, review_asks, review_approves, review_refuses_withdrawal, time_passes, a_month_passes),
]
BEGINNINGS: list[list[Step]] = [
    [],
    [opens, lodges],
    [opens, lodges, papers_are_accepted, review_begins],
    [opens, lodges, papers_are_accepted, review_begins, review_approves, chooses_a_hospital],
    [opens, lodges, papers_are_accepted, review_begins, review_asks],
    [opens, lodges, papers_are_accepted, review_begins, withdraws],
]
histories = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2)), max_size=20)


@settings(deadline=None, max_examples=80)
@given(st.sampled_from(BEGINNINGS), histories)
def test_any_history_ends_well(beginning: list[Step], history: list[tuple[Step, int]]) -> None:
    asyncio.run(lived([*((step, 0) for step in beginning), *history]))


async def lived(history: list[tuple[Step, int]]) -> None:
    world = World()
    first = Applying(world)
    everybody = [first, Applying(world, WECHAT, person=first.person), Applying(world, APP, person=first.person)]
    for step, who in history:
        await step(world, everybody[who])
        assert not world.storage.parked
        check_one_is_open(world, everybody)
    check_nothing_is_said_twice(world, everybody)


def check_one_is_open(world: World, everybody: list[Applying]) -> None:
    states = [state for one in everybody if (state := world.state(one.id))]
    open_now = [state for state in states if state.status in WITH_REVIEW | {ApplicationState.LODGED}]
    assert len(open_now) <= 1
    holder = world.storage.reservations.get(everybody[0].open_key)
    assert (holder is not None) == bool(open_now)
    numbers = {state.number for state in states if state.number and state.status is not ApplicationState.JOINED}
    assert all(f"number:{number}" in world.storage.reservations for number in numbers)


def check_nothing_is_said_twice(world: World, everybody: list[Applying]) -> None:
    said = Counter((type(out.event), out.subject) for out in world.published() if out.topic.startswith("intake.appl"))
    for one in everybody:
        assert said[ApplicationSubmitted, one.id] + said[DraftExpired, one.id] <= 1
        supplied = world.said(SupplementProvided, one.id)
        assert len({(each.round, each.provided_at) for each in supplied}) == len(supplied)
        news = [each for channel in (APP, WECHAT) for each in world.told(channel, ProgressChanged, one.id)]
        ends = [each for each in news if each.state in OVER]
        assert len({each.state for each in ends}) <= 1
        # What benefits adds to an approval is told besides.
        plain = [each for each in ends if each.hospital is None and each.benefit_end is None]
        assert len(plain) <= len(world.now_is(one.id).channels) if news else True
