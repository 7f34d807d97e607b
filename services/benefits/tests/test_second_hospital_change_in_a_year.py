"""S7: the first choice of a hospital is no change, one change a year is allowed, and benefits alone says so.

That 南充's page has no such step is intake's to show. What waits for the national platform is in `WAITING`.
"""

import pytest
from benefits.domain.lasting import EndEntitlement, EndReason
from contracts.events.benefits import DesignatedHospitalChosen, HospitalChoiceRefused
from contracts.ids import uuid7

from .world import FIRST, OUTSIDE, SECOND, World, chosen, closed, hospitals

WAITING = (
    "a choice is registered by 2505, a change by 2506 and then 2505 (national platform)",
    "2506 ok and 2505 timed out: 5302 is asked and 2505 repeated, never two hospitals (national platform)",
)


async def test_second_hospital_change_in_a_year() -> None:
    """First choice 2026-03-10, changed 2026-07-01; again 2026-11-24; …002 leaves 2026-12-15; again 2027-01-01."""
    world = World(at="2026-03-10T09:00")
    person = world.person()
    application = await person.approved()
    await person.chooses(FIRST, application)
    await world.until("2026-07-01T10:00")
    await person.chooses(SECOND, application)
    first, changed = world.said(DesignatedHospitalChosen, application)
    assert (first.hospital, first.effective_from, first.changes_left) == (FIRST, "2026-03-10", 1)
    assert (changed.hospital, changed.effective_from, changed.changes_left) == (SECOND, "2026-07-02", 0)
    assert (first.instead_of, changed.instead_of) == (None, FIRST)

    await world.until("2026-11-24T10:00")
    request = await person.chooses(FIRST, application)
    (refused,) = world.said(HospitalChoiceRefused, application)
    assert (refused.code, refused.next_possible, refused.choice_id) == ("CHANGE_QUOTA_USED", "2027-01-01", request)

    await world.until("2026-12-15T10:00")
    world.directory = hospitals(SECOND)
    await person.chooses(FIRST, application)
    free = world.said(DesignatedHospitalChosen, application)[-1]
    assert (free.hospital, free.effective_from, free.change_of_year) == (FIRST, "2026-12-16", 3)
    await person.chooses(OUTSIDE, application)
    assert [one.code for one in world.said(HospitalChoiceRefused)] == ["CHANGE_QUOTA_USED"] * 2

    await world.until("2027-01-01T00:00")
    await person.chooses(OUTSIDE, application)
    anew = world.said(DesignatedHospitalChosen, application)[-1]
    assert (anew.hospital, anew.effective_from, anew.change_of_year, anew.changes_left) == (
        OUTSIDE,
        "2027-01-02",
        1,
        0,
    )


async def test_nanchong_has_no_such_step(world: World) -> None:
    person = world.person("511300")
    application = await person.approved("malignant_tumour")
    await person.chooses(FIRST, application)
    assert [one.code for one in world.said(HospitalChoiceRefused, application)] == ["NOT_OFFERED"]


@pytest.mark.parametrize("hospital", ["H99999999999", FIRST])
async def test_only_a_hospital_that_takes_part_can_be_chosen(world: World, hospital: str) -> None:
    world.directory = hospitals(FIRST)
    person = world.person()
    application = await person.approved()
    await person.chooses(hospital, application)
    assert [one.code for one in world.said(HospitalChoiceRefused)] == ["HOSPITAL_NOT_DESIGNATED"]


async def test_the_year_is_that_of_the_request_and_not_of_the_decision() -> None:
    world = World(at="2026-03-10T09:00")
    person = world.person()
    application = await person.approved()
    await person.chooses(FIRST, application)
    await world.until("2026-12-31T23:59")
    asked_at = world.harness.now
    await world.until("2027-01-01T00:05")
    await world.hear(chosen(person.ref, SECOND, asked_at, uuid7()), application)
    await person.chooses(OUTSIDE, application)
    assert [one.effective_from for one in world.said(DesignatedHospitalChosen)] == [
        "2026-03-10",
        "2027-01-01",
        "2027-01-02",
    ]


async def test_the_hospital_that_is_theirs_already_costs_nothing(world: World) -> None:
    person = world.person()
    application = await person.approved()
    for _ in range(3):
        await person.chooses(FIRST, application)
    told = world.said(DesignatedHospitalChosen, application)
    assert [(one.effective_from, one.change_of_year, one.changes_left) for one in told] == [("2026-11-24", 1, 1)] * 3
    assert len(world.beneficiary(person.ref).hospitals) == 1


async def test_the_choice_belongs_to_the_person_through_whatever_application(world: World) -> None:
    person = world.person()
    asthma, epilepsy = await person.approved(), await person.approved("epilepsy")
    await person.chooses(FIRST, asthma)
    await person.chooses(SECOND, epilepsy)
    await person.chooses(OUTSIDE, asthma)
    assert [one.hospital for one in world.said(DesignatedHospitalChosen, epilepsy)] == [SECOND]
    assert [one.code for one in world.said(HospitalChoiceRefused, asthma)] == ["CHANGE_QUOTA_USED"]


async def test_a_choice_heard_before_the_approval_waits_for_it(world: World) -> None:
    person, application = world.person(), uuid7()
    await world.hear(person.submission(), application)
    for hospital in (FIRST, SECOND):
        await person.chooses(hospital, application)
    assert world.harness.emitted == []
    await world.hear(closed(world.harness.now), application)
    assert [one.hospital for one in world.said(DesignatedHospitalChosen, application)] == [FIRST, SECOND]


async def test_without_a_benefit_there_is_nothing_to_choose(world: World) -> None:
    person = world.person()
    first = await person.approved()
    second, choices = uuid7(), []
    await world.hear(person.submission(), second)
    choices.append(await person.chooses(FIRST, second))
    await world.hear(closed(world.harness.now), second)
    choices.append(await person.chooses(FIRST, second))
    await world.ask(EndEntitlement(reason=EndReason.MOVED_AWAY), first)
    choices.append(await person.chooses(FIRST, first))
    told = world.said(HospitalChoiceRefused)
    assert [(one.code, one.choice_id) for one in told] == [("NOT_ENTITLED", choice) for choice in choices]
    assert world.said(DesignatedHospitalChosen) == []
