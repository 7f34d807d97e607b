"""How an application comes to each of its states."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from contracts.events.review import CaseClosed
from contracts.vocabulary import ApplicationState as State
from contracts.vocabulary import Outcome

from .story import Applying, asked_for
from .world import WECHAT

Way = Callable[[Applying], Awaitable[None]]


async def drafted(one: Applying) -> None:
    await one.open()


async def lodged(one: Applying) -> None:
    await one.open()
    await one.lodge()


async def not_accepted(one: Applying) -> None:
    one.papers = one.papers[:2]
    await one.submit()


async def submitted(one: Applying) -> None:
    await one.submit()


async def in_review(one: Applying) -> None:
    await one.submit_and_review()


async def awaiting_supplement(one: Applying) -> None:
    await one.submit_and_review()
    await one.hear(asked_for(one.world.now, "test_report"))


def closed(outcome: Outcome) -> Way:
    async def way(one: Applying) -> None:
        await one.submit_and_review()
        start = "2026-11-24" if outcome is Outcome.APPROVED else None
        await one.hear(CaseClosed(outcome=outcome, closed_at=one.world.now, benefit_start=start))

    return way


async def lapsed(one: Applying) -> None:
    await awaiting_supplement(one)
    await one.hear(CaseClosed(outcome=Outcome.LAPSED, closed_at=one.world.now))


async def expired(one: Applying) -> None:
    await one.open()
    await one.world.pass_time(timedelta(days=30))


async def joined(one: Applying) -> None:
    await Applying(one.world, WECHAT, person=one.person).submit()
    await one.open()
    await one.lodge()


WAYS: dict[State, Way] = {
    State.DRAFT: drafted,
    State.LODGED: lodged,
    State.NOT_ACCEPTED: not_accepted,
    State.SUBMITTED: submitted,
    State.IN_REVIEW: in_review,
    State.AWAITING_SUPPLEMENT: awaiting_supplement,
    State.APPROVED: closed(Outcome.APPROVED),
    State.REJECTED: closed(Outcome.REJECTED),
    State.LAPSED: lapsed,
    State.WITHDRAWN: closed(Outcome.WITHDRAWN),
    State.EXPIRED: expired,
    State.JOINED: joined,
}
