"""S6, intake's part: whoever ends an application, exactly one does, and the person hears only that."""

from contracts.events.intake import DraftExpired, WithdrawalRequested
from contracts.events.requests import WithdrawalLodged
from contracts.events.review import CaseClosed, WithdrawalRefused
from contracts.events.updates import ProgressChanged, RequestRefused
from contracts.ids import uuid7
from contracts.vocabulary import ApplicationState, Outcome

from .story import Applying, lodging
from .world import APP, WECHAT, World


async def test_withdrawal_before_submission_is_intakes_own(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    await applying.lodge()
    assert (await applying.ask(WithdrawalLodged()))["state"] == "withdrawn"
    news = world.told(APP, ProgressChanged)[-1]
    assert (news.state, news.outcome) == (ApplicationState.WITHDRAWN, Outcome.WITHDRAWN)
    assert len(world.said(DraftExpired)) == 1
    assert not world.storage.timers
    assert applying.open_key not in world.storage.reservations
    assert await applying.refused(WithdrawalLodged()) == (409, "ALREADY_WITHDRAWN")
    assert await applying.refused(lodging(*applying.papers)) == (409, "ALREADY_WITHDRAWN")


async def test_withdrawal_comes_first(world: World) -> None:
    applying = Applying(world)
    await applying.submit_and_review()
    heard = len(world.told(APP, ProgressChanged))
    assert (await applying.ask(WithdrawalLodged()))["state"] == "in_review"
    assert len(world.told(APP, ProgressChanged)) == heard
    await applying.hear(CaseClosed(outcome=Outcome.WITHDRAWN, closed_at=world.now))
    assert world.told(APP, ProgressChanged)[-1].state is ApplicationState.WITHDRAWN


async def test_approval_comes_first(world: World) -> None:
    applying = Applying(world)
    await applying.submit_and_review()
    asked = await applying.ask(WithdrawalLodged())
    await applying.hear(CaseClosed(outcome=Outcome.APPROVED, closed_at=world.now, benefit_start="2026-11-24"))
    await applying.hear(WithdrawalRefused(code="ALREADY_DECIDED", refused_at=world.now))
    (refused,) = world.told(APP, RequestRefused)
    assert (refused.code, str(refused.request_id)) == ("ALREADY_DECIDED", asked["request_id"])
    assert world.told(APP, ProgressChanged)[-1].state is ApplicationState.APPROVED
    assert await applying.refused(WithdrawalLodged()) == (409, "ALREADY_DECIDED")
    await applying.hear(WithdrawalRefused(code="ALREADY_DECIDED", refused_at=world.now))
    assert len(world.told(APP, RequestRefused)) == 1


async def test_asking_twice_to_withdraw_asks_review_once(world: World) -> None:
    applying = Applying(world)
    await applying.submit()
    await applying.ask(WithdrawalLodged())
    await applying.ask(WithdrawalLodged())
    assert len(world.said(WithdrawalRequested)) == 1


async def test_a_channel_withdraws_nothing_of_another(world: World) -> None:
    applying = Applying(world)
    await applying.submit()
    assert await world.refused(WECHAT, WithdrawalLodged(), applying.id) == (404, "NOT_FOUND")
    assert await world.refused(WECHAT, WithdrawalLodged(), uuid7()) == (404, "NOT_FOUND")


async def test_a_submitted_application_is_not_lodged_again(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    await applying.lodge()
    assert await applying.refused(lodging(*applying.papers)) == (409, "ALREADY_LODGED")
    await applying.accept_all()
    assert await applying.refused(lodging(*applying.papers)) == (409, "ALREADY_LODGED")
