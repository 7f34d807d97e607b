"""S5: a channel's answer is lost, and the person tries another channel, as the city's guide advises."""

from chassis.between import Between
from chassis.message import Message
from chassis.rows import Reply
from chassis.storage import Job
from contracts.events.intake import ApplicationJoined, ApplicationSubmitted
from contracts.events.requests import WithdrawalLodged
from contracts.events.review import CaseClosed
from contracts.events.updates import ProgressChanged, RequestRefused
from contracts.ids import uuid7
from contracts.vocabulary import ApplicationState, Outcome
from intake.domain.joining import ChannelJoined, Joined, JoinOpen
from intake.effects.joins import Joining

from .story import Applying, accepted, asked_for, case_opened, lodging, papers, supplement
from .world import APP, WECHAT, World, grant_of


async def test_same_application_in_another_channel(world: World) -> None:
    first = Applying(world)
    await first.open()
    lost = await world.ask(APP, lodging(*first.papers), first.id, key="lodge")

    second = Applying(world, WECHAT, person=first.person)
    await second.open()
    joined = await second.lodge()
    number = world.now_is(first.id).number
    assert (joined["state"], joined["number"], joined["joined"]) == ("joined", number, str(first.id))
    assert await world.ask(APP, lodging(*first.papers), first.id, key="lodge") == lost

    await first.accept_all()
    (submitted,) = world.said(ApplicationSubmitted)
    assert (submitted.number, submitted.channel) == (number, APP)
    states = [news.state for news in world.told(WECHAT, ProgressChanged, first.id)]
    assert states == [ApplicationState.LODGED, ApplicationState.SUBMITTED]
    assert len({number for number in world.storage.reservations if number.startswith("number:")}) == 1
    assert len(world.told(APP, RequestRefused)) == len(world.told(WECHAT, RequestRefused)) == 0


async def test_the_joining_channel_may_add_papers_to_the_open_one(world: World) -> None:
    first = Applying(world)
    await first.submit_and_review()
    second = Applying(world, WECHAT, person=first.person)
    await second.open()
    grant = grant_of((await second.lodge())["upload_grant"], world.now)
    assert (grant["sub"], grant["channel"]) == (str(first.id), WECHAT)

    await first.hear(asked_for(world.now, "test_report"))
    answer = await world.answered(WECHAT, supplement(*papers("test_report")), first.id)
    assert answer["state"] == "awaiting_supplement"


async def test_a_joined_application_names_the_open_one_ever_after(world: World) -> None:
    first = Applying(world)
    await first.submit()
    second = Applying(world, WECHAT, person=first.person)
    await second.open()
    await second.lodge()
    assert await second.refused(WithdrawalLodged()) == (409, "JOINED")
    assert await second.refused(lodging(*second.papers)) == (409, "JOINED")


async def test_the_same_channel_joins_without_following_twice(world: World) -> None:
    first = Applying(world)
    await first.submit()
    second = Applying(world, person=first.person)
    await second.open()
    assert (await second.lodge())["joined"] == str(first.id)
    assert world.now_is(first.id).channels == (APP,)


async def test_another_disease_is_another_application(world: World) -> None:
    first = Applying(world)
    await first.submit()
    second = Applying(world, WECHAT, person=first.person, disease="epilepsy")
    await second.submit()
    assert len(world.said(ApplicationSubmitted)) == 2


async def test_after_a_rejection_the_person_may_apply_again(world: World) -> None:
    first = Applying(world)
    await first.submit_and_review()
    await first.hear(CaseClosed(outcome=Outcome.REJECTED, closed_at=world.now, reasons=("NOT_MET",)))
    second = Applying(world, WECHAT, person=first.person)
    await second.submit()
    assert [each.channel for each in world.said(ApplicationSubmitted)] == [APP, WECHAT]


async def test_an_agent_is_told_only_that_one_is_open(world: World) -> None:
    first = Applying(world)
    await first.submit()
    by_agent = Applying(world, WECHAT, person=first.person, agent=uuid7())
    await by_agent.open()
    assert await by_agent.refused(lodging(*by_agent.papers)) == (409, "ALREADY_OPEN")
    reply = await world.ask(WECHAT, lodging(*by_agent.papers), by_agent.id)
    assert str(first.id) not in reply.body.decode()
    assert "LP2026" not in reply.body.decode()


async def test_the_agent_who_opened_it_joins_through_another_channel(world: World) -> None:
    agent = uuid7()
    first = Applying(world, agent=agent)
    await first.open()
    await first.lodge()
    again = Applying(world, WECHAT, person=first.person, agent=agent)
    await again.open()
    assert (await again.lodge())["joined"] == str(first.id)


async def test_the_person_joins_what_their_agent_opened(world: World) -> None:
    first = Applying(world, agent=uuid7())
    await first.open()
    await first.lodge()
    again = Applying(world, WECHAT, person=first.person)
    await again.open()
    assert (await again.lodge())["joined"] == str(first.id)


async def test_followers_of_an_application_that_joins_another_go_along(world: World) -> None:
    first = Applying(world, papers=papers("identity_card"))
    await first.open()
    await first.lodge()
    follower = Applying(world, WECHAT, person=first.person)
    await follower.open()
    await follower.lodge()
    for paper in first.papers:
        await first.hear(accepted(paper, world.now))
    assert world.now_is(first.id).status is ApplicationState.NOT_ACCEPTED

    third = Applying(world, "gz-gov", person=first.person)
    await third.open()
    await third.lodge()
    assert (await first.lodge())["joined"] == str(third.id)
    assert set(world.now_is(third.id).channels) == {"gz-gov", APP, WECHAT}


async def test_a_channel_that_joins_late_is_passed_on_to_where_the_application_went(world: World) -> None:
    first = Applying(world, papers=())
    await first.open()
    await first.lodge()
    third = Applying(world, "gz-gov", person=first.person)
    await third.open()
    await third.lodge()
    assert (await first.lodge())["joined"] == str(third.id)
    await world.answered(f"intake/{uuid7()}", ChannelJoined(channel=WECHAT), first.id)
    assert ApplicationJoined(open_application=third.id, channel=WECHAT) in world.said(ApplicationJoined)
    assert WECHAT in world.now_is(third.id).channels


async def test_following_tells_the_new_channel_where_things_stand(world: World) -> None:
    first = Applying(world)
    await first.submit()
    await first.hear(case_opened(world.now))
    second = Applying(world, WECHAT, person=first.person)
    await second.open()
    await second.lodge()
    (news,) = world.told(WECHAT, ProgressChanged, first.id)
    assert news.state is ApplicationState.IN_REVIEW
    assert news.decide_by is not None


async def test_whoever_joined_what_was_erased_since_is_not_waited_for() -> None:
    async def gone(_: Message) -> Reply:
        return Reply(404, b"{}")

    order = JoinOpen(open_application=uuid7(), channel=WECHAT)
    job = Job(uuid7(), uuid7(), "JoinOpen", b"", 1, 1, uuid7(), None)
    assert await Joining(Between("intake", gone)).perform(order, job) == Joined()
