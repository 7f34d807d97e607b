"""Supplements: what a reviewer asks for reaches the person, and the whole answer restarts the clock once."""

from datetime import timedelta

from contracts.events.intake import ApplicationNotAccepted, PapersLodged, SupplementProvided
from contracts.events.requests import MAX_PAPERS
from contracts.events.review import CaseClosed, ReviewResumed
from contracts.events.updates import ProgressChanged
from contracts.vocabulary import ApplicationState, Outcome

from .story import HOSPITAL, Applying, accepted, asked_for, lodging, papers, rejected, supplement
from .world import APP, World


async def in_supplement(world: World, *materials: str) -> Applying:
    applying = Applying(world)
    await applying.submit_and_review()
    await applying.hear(asked_for(world.now, *materials))
    return applying


async def test_the_person_hears_every_item_and_the_last_day(world: World) -> None:
    await in_supplement(world, "diagnosis_certificate", "test_report")
    news = world.told(APP, ProgressChanged)[-1]
    assert (news.state, news.round, news.decide_by) == (ApplicationState.AWAITING_SUPPLEMENT, 1, None)
    assert [item.material for item in news.items] == ["diagnosis_certificate", "test_report"]
    assert news.answer_by == world.now + timedelta(days=15)


async def test_a_supplement_goes_to_review_at_the_instant_it_was_lodged(world: World) -> None:
    applying = await in_supplement(world, "test_report")
    sealed = papers("test_report")[0]
    await world.pass_time(timedelta(days=1))
    lodged_at = world.now
    await applying.ask(supplement(sealed))
    assert world.said(PapersLodged)[-1].papers == (sealed,)
    await world.pass_time(timedelta(minutes=1))
    await applying.hear(accepted(sealed, world.now))
    (provided,) = world.said(SupplementProvided)
    assert (provided.round, provided.provided_at) == (1, lodged_at)
    assert [paper.document_id for paper in provided.papers] == [sealed.document_id]

    resumed = ReviewResumed(round=1, institution=HOSPITAL, decide_by=world.now + timedelta(hours=5))
    await applying.hear(resumed)
    news = world.told(APP, ProgressChanged)[-1]
    assert (news.state, news.decide_by, news.items) == (ApplicationState.IN_REVIEW, resumed.decide_by, ())


async def test_what_is_still_missing_is_told_and_the_rest_is_kept(world: World) -> None:
    applying = await in_supplement(world, "test_report", "clinical_record")
    report, record = papers("test_report", "clinical_record")
    await applying.ask(supplement(report))
    await applying.hear(accepted(report, world.now))
    assert not world.said(SupplementProvided)
    assert not world.said(ApplicationNotAccepted)
    assert [item.material for item in world.told(APP, ProgressChanged)[-1].items] == ["clinical_record"]

    await applying.ask(supplement(record))
    await applying.hear(accepted(record, world.now))
    (provided,) = world.said(SupplementProvided)
    assert {paper.document_id for paper in provided.papers} == {report.document_id, record.document_id}


async def test_an_unfit_supplement_is_no_answer(world: World) -> None:
    applying = await in_supplement(world, "test_report")
    report = papers("test_report")[0]
    await applying.ask(supplement(report))
    await applying.hear(rejected(report, world.now))
    assert not world.said(SupplementProvided)
    assert [item.code for item in world.told(APP, ProgressChanged)[-1].items] == ["invalid_pdf"]


async def test_not_having_a_paper_is_an_answer(world: World) -> None:
    applying = await in_supplement(world, "test_report")
    await applying.ask(supplement(absent=("test_report",)))
    (provided,) = world.said(SupplementProvided)
    assert [absent.material for absent in provided.absent] == ["test_report"]


async def test_a_reviewer_may_ask_for_what_the_pack_does_not(world: World) -> None:
    applying = await in_supplement(world, "relation_proof")
    await applying.ask(supplement(*papers("relation_proof")))


async def test_a_supplement_waits_for_a_scanner_ten_minutes_too(world: World) -> None:
    applying = await in_supplement(world, "test_report")
    await applying.ask(supplement(*papers("test_report")))
    await world.pass_time(timedelta(minutes=10))
    assert [paper.inspected for each in world.said(SupplementProvided) for paper in each.papers] == [False]


async def test_a_supplement_is_refused_out_of_turn(world: World) -> None:
    applying = Applying(world)
    await applying.submit_and_review()
    assert await applying.refused(supplement(*papers("test_report"))) == (409, "NOT_AWAITING_SUPPLEMENT")
    await applying.hear(asked_for(world.now, "test_report"))
    assert await applying.refused(supplement(*papers("test_report"), round=2)) == (409, "NOT_AWAITING_SUPPLEMENT")
    report = papers("test_report")[0]
    await applying.ask(supplement(report))
    assert await applying.refused(supplement(*papers("test_report"))) == (409, "ALREADY_PROVIDED")
    await applying.hear(accepted(report, world.now))
    assert await applying.refused(supplement(*papers("test_report"))) == (409, "ALREADY_PROVIDED")


async def test_a_supplement_after_its_last_day_is_refused(world: World) -> None:
    applying = await in_supplement(world, "test_report")
    await world.pass_time(timedelta(days=15, seconds=1))
    assert await applying.refused(supplement(*papers("test_report"))) == (409, "SUPPLEMENT_OVERDUE")


async def test_no_answer_lets_the_application_lapse(world: World) -> None:
    applying = await in_supplement(world, "test_report")
    await applying.hear(CaseClosed(outcome=Outcome.LAPSED, closed_at=world.now))
    news = world.told(APP, ProgressChanged)[-1]
    assert (news.state, news.items, news.answer_by) == (ApplicationState.LAPSED, (), None)
    await applying.hear(asked_for(world.now, "test_report"))
    assert world.now_is(applying.id).status is ApplicationState.LAPSED


async def test_the_list_of_papers_itself_may_be_wrong(world: World) -> None:
    applying = Applying(world)
    await applying.open()
    card = applying.papers[0]
    assert await applying.refused(lodging(card, card)) == (422, "PAPER_NAMED_TWICE")
    assert await applying.refused(lodging(card, absent=("identity_card",))) == (422, "PAPER_NAMED_TWICE")
    assert await applying.refused(lodging(absent=("test_report", "test_report"))) == (422, "PAPER_NAMED_TWICE")
    assert await applying.refused(lodging(*papers("relation_proof"))) == (422, "MATERIAL_NOT_ASKED")
    assert await applying.refused(lodging(*applying.papers, declared=False)) == (422, "NOT_DECLARED_TRUE")


async def test_papers_kept_and_new_together_have_their_limit(world: World) -> None:
    applying = Applying(world, papers=papers(*["clinical_record"] * MAX_PAPERS))
    await applying.submit()
    assert await applying.refused(lodging(*papers("test_report"))) == (422, "TOO_MANY_PAPERS")
