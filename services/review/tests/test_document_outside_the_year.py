"""S4, review's part: the reviewer is told before which day a record is too old, whatever is supplied later."""

from datetime import date

from review.api.checklist import MaterialChecks, checks

from .applying import PACKS, papers
from .story import Reviewing, asked
from .world import World


def of_the_record(case: Reviewing) -> MaterialChecks:
    review = case.world.case(case.id).review
    assert review is not None
    pack = PACKS.pinned(review.application.pack_id, review.application.pack_version)
    return next(check for check in checks(pack, review) if check.material == "clinical_record")


async def test_document_outside_the_year(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    told = of_the_record(case)
    assert (told.oldest, told.older_counts) == (date(2025, 11, 24), False)
    assert "OUTDATED" in [rule.code for rule in told.rules]


async def test_a_supplement_does_not_move_the_day(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    await case.ask_for(asked("clinical_record", "OUTDATED", case.paper("clinical_record").document_id))
    await world.until("2026-12-04 10:00")
    await case.supply(1, *papers("clinical_record"))
    assert of_the_record(case).oldest == date(2025, 11, 24)
