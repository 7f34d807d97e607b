"""Who may act on a task, and what the others are told."""

from dataclasses import replace

from contracts.ids import uuid7

from .story import Reviewing
from .town import (
    CLERK,
    COLLEAGUE,
    DOCTOR,
    DOCTOR_OF_SECOND,
    DOCTORS,
    EXPERTS,
    FIRST,
    NANCHONG,
    NANCHONG_AGENCY,
    RECEPTION,
    SECOND,
    town,
)
from .world import World


async def test_another_hospitals_task_does_not_exist_for_it(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    assert await case.claim(DOCTOR_OF_SECOND, institution=SECOND) == "NOT_FOUND"
    assert await case.claim(task=uuid7()) == "NOT_FOUND"


async def test_an_application_that_review_never_heard_of_has_no_tasks(world: World) -> None:
    assert await Reviewing(world).claim(task=uuid7()) == "NOT_FOUND"
    known = Reviewing(world)
    await known.accept(known.papers[0])
    assert await known.claim(task=uuid7()) == "NOT_FOUND"


async def test_only_staff_in_the_right_role_act(world: World) -> None:
    case = Reviewing(world, area=NANCHONG, institution=NANCHONG_AGENCY, practitioner=CLERK)
    await case.submit()
    assert await case.claim(DOCTOR) == "UNKNOWN_PRACTITIONER"
    assert await case.claim(RECEPTION) == "WRONG_ROLE"
    assert await case.claim(EXPERTS[0]) == "WRONG_ROLE"
    assert await case.claim(CLERK) == ""


async def test_a_disabled_reviewer_neither_claims_nor_decides_what_they_had_claimed(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    doctor, colleague, *others = DOCTORS
    world.directory = town(staff=[replace(doctor, disabled=True), colleague, *others])
    assert await case.approve() == "PRACTITIONER_DISABLED"
    assert await case.claim() == "PRACTITIONER_DISABLED"
    await world.until("2026-11-24 10:30")
    assert await case.claim(COLLEAGUE) == ""
    assert await case.approve(COLLEAGUE) == ""


async def test_nobody_reviews_their_own_application(world: World) -> None:
    own = Reviewing(world, person=world.person_behind(FIRST, DOCTOR))
    await own.submit()
    assert await own.claim() == "OWN_CASE"
    for_mother = Reviewing(world, agent=world.person_behind(FIRST, DOCTOR))
    await for_mother.submit()
    assert await for_mother.claim() == "OWN_CASE"


async def test_a_reviewer_who_turns_out_to_be_the_applicant_after_claiming_decides_nothing(world: World) -> None:
    case = Reviewing(world)
    await case.submit()
    await case.claim()
    (doctor,) = world.directory.staff(FIRST)[:1]
    world.directory = town(staff=[replace(doctor, person_ref=case.person)])
    assert await case.approve() == "OWN_CASE"
