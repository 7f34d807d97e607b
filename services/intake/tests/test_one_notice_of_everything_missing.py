"""一次性告知: everything that is missing or unfit, in one answer, when all verdicts are in."""

from datetime import timedelta

from contracts.events.intake import ApplicationNotAccepted, ApplicationSubmitted, PapersLodged
from contracts.events.updates import ProgressChanged
from contracts.ids import uuid7
from contracts.vocabulary import ApplicationState
from intake.domain.application import TimerKind

from .story import (
    AGENT_PAPERS,
    LIUPANSHUI_PAPERS,
    Applying,
    accepted,
    case_opened,
    lodging,
    papers,
    rejected,
)
from .world import APP, World


async def test_nothing_is_said_of_gaps_before_the_last_verdict(world: World) -> None:
    applying = Applying(world, papers=papers("identity_card", "diagnosis_certificate"))
    await applying.open()
    await applying.lodge()
    await applying.hear(accepted(applying.papers[0], world.now))
    assert not world.said(ApplicationNotAccepted)
    await applying.hear(rejected(applying.papers[1], world.now))
    (notice,) = world.said(ApplicationNotAccepted)
    assert [(item.material, item.code) for item in notice.items] == [
        ("diagnosis_certificate", "invalid_pdf"),
        ("clinical_record", "MISSING"),
        ("test_report", "MISSING"),
    ]
    assert notice.items[0].document_id == applying.papers[1].document_id


async def test_lodging_nothing_lists_everything_at_once(world: World) -> None:
    applying = Applying(world, papers=())
    await applying.open()
    assert (await applying.lodge())["state"] == "lodged"
    assert not world.said(PapersLodged)
    (notice,) = world.said(ApplicationNotAccepted)
    assert tuple(item.material for item in notice.items) == LIUPANSHUI_PAPERS


async def test_a_rejected_paper_reaches_the_applicant_at_once(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    blurred, again = applying.papers[1], papers("diagnosis_certificate")[0]
    await applying.hear(rejected(blurred, world.now))
    news = world.told(APP, ProgressChanged)
    assert [(each.state, each.items[0].document_id) for each in news] == [(ApplicationState.DRAFT, blurred.document_id)]

    await applying.hear(accepted(again, world.now))
    assert world.told(APP, ProgressChanged)[-1].items == ()

    await applying.lodge()
    await applying.hear(rejected(applying.papers[0], world.now))
    last = world.told(APP, ProgressChanged)[-1]
    assert (last.state, [item.material for item in last.items]) == (ApplicationState.LODGED, ["identity_card"])


async def test_a_paper_that_is_accepted_after_all_is_no_longer_to_put_right(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    await applying.lodge()
    await applying.hear(rejected(applying.papers[0], world.now, "not_uploaded"))
    await applying.accept_all()
    assert len(world.said(ApplicationSubmitted)) == 1
    assert world.now_is(applying.id).items == ()


async def test_papers_completed_before_lodging_count(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    await applying.accept_all()
    await applying.lodge()
    assert len(world.said(ApplicationSubmitted)) == 1


async def test_a_renewed_try_keeps_the_papers_that_were_accepted(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    number = (await applying.lodge())["number"]
    for paper in applying.papers[:3]:
        await applying.hear(accepted(paper, world.now))
    await applying.hear(rejected(applying.papers[3], world.now))
    assert len(world.said(ApplicationNotAccepted)) == 1

    await world.pass_time(timedelta(hours=1))
    better = papers("test_report")[0]
    assert (await applying.ask(lodging(better)))["number"] == number
    await applying.hear(accepted(better, world.now))
    (submitted,) = world.said(ApplicationSubmitted)
    assert [paper.document_id for paper in submitted.papers] == [
        *(paper.document_id for paper in applying.papers[:3]),
        better.document_id,
    ]
    assert submitted.submitted_at == world.now


async def test_what_the_person_does_not_have_stays_said_in_a_renewed_try(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    await applying.ask(lodging(*applying.papers[:2], absent=("test_report",)))
    for paper in applying.papers[:2]:
        await applying.hear(accepted(paper, world.now))
    (notice,) = world.said(ApplicationNotAccepted)
    assert [item.material for item in notice.items] == ["clinical_record"]

    await applying.ask(lodging(applying.papers[2]))
    await applying.hear(accepted(applying.papers[2], world.now))
    (submitted,) = world.said(ApplicationSubmitted)
    assert [absent.material for absent in submitted.absent] == ["test_report"]


async def test_a_scanner_that_is_away_for_longer_than_ten_minutes_keeps_nobody_waiting(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    lodged_at = world.now
    await applying.lodge()
    for paper in applying.papers[:3]:
        await applying.hear(accepted(paper, world.now))
    await world.pass_time(timedelta(minutes=9, seconds=59))
    assert not world.said(ApplicationSubmitted)
    await world.pass_time(timedelta(seconds=1))
    (submitted,) = world.said(ApplicationSubmitted)
    assert [paper.inspected for paper in submitted.papers] == [True, True, True, False]
    assert submitted.submitted_at == lodged_at


async def test_a_rejection_after_submission_is_left_to_the_reviewer(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    await applying.lodge()
    await world.pass_time(timedelta(minutes=10))
    heard = len(world.told(APP, ProgressChanged))
    await applying.hear(rejected(applying.papers[0], world.now))
    await applying.hear(accepted(applying.papers[1], world.now))
    assert len(world.told(APP, ProgressChanged)) == heard
    assert world.now_is(applying.id).findings[applying.papers[0].document_id].reason == "invalid_pdf"


async def test_what_is_known_to_be_wrong_after_ten_minutes_is_told_without_the_rest(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    await applying.lodge()
    await applying.hear(rejected(applying.papers[0], world.now))
    await world.pass_time(timedelta(minutes=10))
    (notice,) = world.said(ApplicationNotAccepted)
    assert [item.material for item in notice.items] == ["identity_card"]

    await applying.hear(rejected(applying.papers[1], world.now))
    assert len(world.said(ApplicationNotAccepted)) == 1
    last = world.told(APP, ProgressChanged)[-1]
    assert [item.material for item in last.items] == ["identity_card", "diagnosis_certificate"]


async def test_a_paper_counts_as_what_it_was_uploaded_as(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    await applying.lodge()
    for paper in applying.papers[:3]:
        await applying.hear(accepted(paper, world.now))
    mislabelled = applying.papers[3].model_copy(update={"material": "identity_card"})
    await applying.hear(accepted(mislabelled, world.now))
    (notice,) = world.said(ApplicationNotAccepted)
    assert [(item.material, item.code) for item in notice.items] == [("test_report", "MISSING")]


async def test_verdicts_on_what_is_over_or_unheard_of_change_nothing(world: World) -> None:
    applying = Applying(world)
    await applying.hear(accepted(applying.papers[0], world.now))
    await applying.hear(rejected(applying.papers[0], world.now))
    assert world.state(applying.id) is None
    await applying.open()
    await world.pass_time(timedelta(days=30))
    expired = world.state(applying.id)
    await applying.hear(accepted(applying.papers[0], world.now))
    await applying.hear(rejected(applying.papers[0], world.now))
    assert world.state(applying.id) == expired


async def test_after_the_notice_the_draft_is_kept_for_its_whole_time_again(world: World) -> None:
    applying = Applying(world, papers=())
    await applying.open()
    await world.pass_time(timedelta(days=29))
    await applying.lodge()
    assert world.storage.timers == {(applying.id, TimerKind.DRAFT_EXPIRY): world.now + timedelta(days=30)}


async def test_review_does_not_see_what_is_not_accepted(world: World) -> None:
    applying = Applying(world, papers=papers(*AGENT_PAPERS[:1]), agent=uuid7())
    await applying.submit()
    await applying.hear(case_opened(world.now))
    assert world.now_is(applying.id).status is ApplicationState.NOT_ACCEPTED
