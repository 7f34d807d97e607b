"""A rejection says why, by the pack's reasons; an approval names what it is to be registered as."""

from contracts.events.review import CaseClosed, ReviewDecided
from contracts.vocabulary import Outcome

from .story import Reviewing
from .world import World


async def test_a_rejection_carries_its_reasons_and_starts_no_benefit(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    assert await case.reject("EVIDENCE_INSUFFICIENT", "CRITERIA_NOT_MET", "EVIDENCE_INSUFFICIENT") == ""
    (decided,) = world.said(ReviewDecided)
    (closed,) = world.said(CaseClosed)
    assert decided.reasons == closed.reasons == ("EVIDENCE_INSUFFICIENT", "CRITERIA_NOT_MET")
    assert (closed.outcome, closed.benefit_start, closed.national_code) == (Outcome.REJECTED, None, None)


async def test_a_rejection_without_reasons_or_by_an_unknown_one_is_refused(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    assert await case.reject() == "MISSING_REASONS"
    assert await case.reject("CRITERIA_NOT_MET", "BECAUSE") == "UNKNOWN_REASON"
    assert await case.reject("CRITERIA_NOT_MET") == ""


async def test_an_approval_names_a_national_code_of_the_disease(world: World) -> None:
    case = Reviewing(world, disease="severe_psychosis")
    await case.submit()
    await case.claim()
    assert await case.approve(code=None) == "MISSING_NATIONAL_CODE"
    assert await case.approve(code="M05400") == "UNKNOWN_NATIONAL_CODE"
    assert await case.approve(code="M02102") == ""
    assert world.said(CaseClosed)[0].national_code == "M02102"


async def test_where_the_pack_knows_no_national_code_none_is_asked_for_and_none_invented(world: World) -> None:
    case = Reviewing(world, disease="chronic_leukaemia")
    await case.submit()
    await case.claim()
    assert await case.approve(code="M00599") == "UNKNOWN_NATIONAL_CODE"
    assert await case.approve(code=None) == ""
    assert world.said(CaseClosed)[0].national_code is None


async def test_a_disease_that_the_pack_does_not_list_has_no_code(world: World) -> None:
    case = Reviewing(world, disease="not_listed")
    await case.submit()
    await case.claim()
    assert await case.approve(code=None) == ""


async def test_a_verdict_is_final(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await case.reject("CRITERIA_NOT_MET")
    assert await case.approve() == "CASE_CLOSED"
    assert await case.claim() == "CASE_CLOSED"
    assert len(world.said(CaseClosed)) == 1
