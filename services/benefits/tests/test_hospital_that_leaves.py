"""A hospital leaves the scheme: whoever uses a benefit there is told once, and may choose another for nothing."""

import pytest
from benefits.domain.beneficiary import key_of
from benefits.domain.departing import HospitalGone
from benefits.domain.lasting import EndEntitlement, EndReason
from contracts.events.benefits import DesignatedHospitalChosen, DesignatedHospitalLeft, HospitalChoiceRefused

from .world import FIRST, OUTSIDE, SECOND, World, hospitals


@pytest.fixture
def world() -> World:
    return World()


async def test_a_person_is_told_once_however_many_benefits_they_have(world: World) -> None:
    person = world.person()
    asthma, epilepsy = await person.approved(), await person.approved("epilepsy")
    await person.chooses(FIRST, asthma)
    world.directory = hospitals(FIRST)
    for _ in range(2):
        await world.loses(FIRST, person)
    (left,) = world.said(DesignatedHospitalLeft)
    assert (left.person_ref, left.hospital, left.left_on) == (person.ref, FIRST, "2026-12-15")
    assert world.said(DesignatedHospitalLeft, epilepsy) == [left]


async def test_another_is_chosen_then_and_the_change_of_the_year_is_left(world: World) -> None:
    person = world.person()
    application = await person.approved()
    await person.chooses(FIRST, application)
    world.directory = hospitals(FIRST)
    await world.loses(FIRST, person)
    await person.chooses(SECOND, application)
    await person.chooses(OUTSIDE, application)
    told = world.said(DesignatedHospitalChosen, application)
    assert [(one.hospital, one.changes_left) for one in told] == [(FIRST, 1), (SECOND, 1), (OUTSIDE, 0)]
    assert not world.said(HospitalChoiceRefused)


async def test_who_has_chosen_another_since_is_told_nothing(world: World) -> None:
    person = world.person()
    application = await person.approved()
    for hospital in (FIRST, SECOND):
        await person.chooses(hospital, application)
    await world.loses(FIRST, person)
    assert not world.said(DesignatedHospitalLeft)


async def test_who_has_no_benefit_any_more_is_told_nothing(world: World) -> None:
    person = world.person()
    application = await person.approved()
    await person.chooses(FIRST, application)
    await world.ask(EndEntitlement(reason=EndReason.DIED), application)
    await world.loses(FIRST, person)
    assert not world.said(DesignatedHospitalLeft)


async def test_where_no_hospital_is_chosen_nobody_loses_one(world: World) -> None:
    person = world.person("511300")
    await person.approved("malignant_tumour")
    await world.loses(FIRST, person)
    assert not world.said(DesignatedHospitalLeft)


async def test_a_hospital_that_leaves_again_is_told_of_again(world: World) -> None:
    person = world.person()
    await person.chooses(FIRST, await person.approved())
    for departure in ("2026-12-15", "2026-12-15", "2027-03-01"):
        await world.loses(FIRST, person, departure)
    assert [one.left_on for one in world.said(DesignatedHospitalLeft)] == ["2026-12-15", "2027-03-01"]


async def test_an_application_that_could_not_be_told_is_told_later(world: World) -> None:
    person = world.person()
    await person.chooses(FIRST, await person.approved())
    gone = HospitalGone(area="520200", hospital=FIRST, left_on="2026-12-15")
    await world.harness.request("benefits", gone, key_of(person.ref, "520200"))
    (pending,) = world.harness.effects
    await world.harness.give_up(pending, "away")
    assert not world.said(DesignatedHospitalLeft)
    await world.settle()
    assert len(world.said(DesignatedHospitalLeft)) == 1
