"""Papers and their inspections: on another topic than the application, so in any order."""

from contracts.events.review import SupplementRequested
from review.domain.case import Inspection

from .applying import papers
from .story import Reviewing, asked
from .world import World


async def test_an_inspection_may_be_heard_of_before_the_application(world: World) -> None:
    case = Reviewing(world)
    await case.accept(case.papers[0], pages=3)
    await case.submit()
    await case.accept(case.papers[1])
    known = world.case(case.id)
    assert known.review is not None
    assert known.inspections[case.papers[0].document_id] == Inspection(pages=3)
    assert set(known.inspections) == {paper.document_id for paper in case.papers[:2]}
    assert len(case.tasks()) == 1


async def test_a_submission_repeated_under_another_number_opens_no_second_case(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.submit()
    assert len(case.tasks()) == 1


async def test_a_late_rejection_is_shown_with_the_case_and_may_be_asked_for_by_its_own_reason(world: World) -> None:
    late, *others = papers("diagnosis_certificate", "clinical_record", inspected=False)
    case = Reviewing(world, papers=(late, *others))
    await case.submit()
    await case.reject_paper(late, "invalid_pdf")
    assert world.case(case.id).inspections[late.document_id].reason == "invalid_pdf"
    await case.claim()
    assert await case.ask_for(asked("diagnosis_certificate", "invalid_pdf", late.document_id)) == ""
    (item,) = world.said(SupplementRequested)[0].items
    assert item.document_id == late.document_id


async def test_what_comes_to_light_after_the_first_notice_may_be_asked_for_in_the_second(world: World) -> None:
    late, record = papers("diagnosis_certificate", "clinical_record", inspected=False)
    case = Reviewing(world, papers=(late, record))
    await case.submit()
    await case.claim()
    await case.ask_for(asked("test_report", "MISSING"))
    await case.reject_paper(late)
    await case.supply(1, *papers("test_report"))
    await case.claim()
    assert await case.ask_for(asked("clinical_record", "OUTDATED", record.document_id)) == "NOT_IN_FIRST_NOTICE"
    assert await case.ask_for(asked("diagnosis_certificate", "invalid_pdf", late.document_id)) == ""


async def test_an_item_names_a_material_a_fault_and_a_paper_of_the_case(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    certificate = case.paper("diagnosis_certificate").document_id
    assert await case.ask_for(asked("horoscope", "MISSING")) == "UNKNOWN_ITEM"
    assert await case.ask_for(asked("diagnosis_certificate", "UGLY")) == "UNKNOWN_ITEM"
    assert await case.ask_for(asked("test_report", "NO_SEAL", certificate)) == "UNKNOWN_PAPER"
    elsewhere = papers("test_report")[0].document_id
    assert await case.ask_for(asked("test_report", "NO_SEAL", elsewhere)) == "UNKNOWN_PAPER"
    assert await case.ask_for(asked("diagnosis_certificate", "NO_SEAL", certificate)) == ""


async def test_what_the_person_does_not_have_is_kept_with_the_case(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await case.ask_for(asked("test_report", "MISSING"))
    await case.supply(1, absent=("test_report",))
    review = world.case(case.id).review
    assert review is not None
    assert [(absent.material, absent.reason) for absent in review.absent] == [("test_report", "lost")]
