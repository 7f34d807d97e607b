"""S0, intake's part: from a draft to submission, and what the person hears until approval."""

from datetime import timedelta

from contracts.events.intake import ApplicationSubmitted, PapersLodged
from contracts.events.review import CaseClosed, CaseOpened
from contracts.events.updates import ProgressChanged, RequestAccepted
from contracts.vocabulary import ApplicationState, Outcome, ReviewStep
from intake.domain.numbers import is_number

from .story import AGENCY, LIUPANSHUI_PAPERS, NANCHONG_PAPERS, Applying, case_opened, draft, lodging, papers
from .world import APP, MINI, NANCHONG, World, grant_of


async def test_approved_first_time_in_liupanshui(world: World) -> None:
    asthma = Applying(world)
    opened = await asthma.open()
    grant = grant_of(opened["upload_grant"], world.now)
    assert opened["application_id"] == str(asthma.id) == grant["sub"]
    assert grant["materials"] == sorted(LIUPANSHUI_PAPERS)
    assert (grant["channel"], grant["pack"]["id"]) == (APP, "guizhou-liupanshui")

    lodged = await asthma.lodge()
    assert lodged["state"] == "lodged"
    number = str(lodged["number"])
    assert number.startswith("LP20261124")
    assert is_number(number)
    assert world.said(PapersLodged)[0].papers == asthma.papers

    await world.pass_time(timedelta(seconds=20))
    await asthma.accept_all()
    (submitted,) = world.said(ApplicationSubmitted)
    assert submitted.submitted_at == world.now - timedelta(seconds=20)
    assert submitted.number == number
    assert all(paper.inspected for paper in submitted.papers)

    await asthma.hear(case_opened(world.now))
    closed = CaseClosed(outcome=Outcome.APPROVED, closed_at=world.now, benefit_start="2026-11-24")
    await asthma.hear(closed)
    states = [(news.state.value, news.number) for news in world.told(APP, ProgressChanged)]
    assert states == [(state, number) for state in ("lodged", "submitted", "in_review", "approved")]
    last = world.told(APP, ProgressChanged)[-1]
    assert (last.outcome, last.benefit_start) == (Outcome.APPROVED, "2026-11-24")
    assert not world.storage.timers
    assert asthma.open_key not in world.storage.reservations


async def test_approved_first_time_in_nanchong_over_kafka(world: World) -> None:
    asthma = Applying(world, MINI, NANCHONG, papers=papers(*NANCHONG_PAPERS))
    for body in (draft(asthma.person, asthma.area), lodging(*asthma.papers)):
        await world.ask_over_kafka(MINI, body, asthma.id)
    opened, lodged = world.told(MINI, RequestAccepted, asthma.id)
    assert grant_of(opened.upload_grant, world.now)["materials"] == sorted(NANCHONG_PAPERS)
    assert lodged.number is not None
    assert lodged.number.startswith("NC20261124")

    await asthma.accept_all()
    expected = world.now + timedelta(days=28)
    await asthma.hear(CaseOpened(step=ReviewStep.AGENCY_CHECK, institution=AGENCY, expected_by=expected))
    news = world.told(MINI, ProgressChanged)[-1]
    assert (news.state, news.decide_by, news.expected_by) == (ApplicationState.IN_REVIEW, None, expected)
