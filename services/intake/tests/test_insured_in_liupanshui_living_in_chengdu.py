"""S8: the pack is that of the area where the person is insured, whoever hands in and wherever they are.

That the case is routed to a 六盘水 reviewer by 六盘水's calendar is review's to show: it follows from pack and area.
"""

from dataclasses import replace

from contracts.events.intake import ApplicationSubmitted
from contracts.events.requests import DraftOpened
from contracts.events.updates import ProgressChanged
from contracts.ids import uuid7
from contracts.vocabulary import ApplicationState, Route, Scheme
from intake.domain.register import Insured
from intake.domain.rules import Hospital

from .story import NANCHONG_PAPERS, Applying, draft, lodging, papers
from .world import APP, LIUPANSHUI, NANCHONG, WECHAT, World

CHENGDU, CLINIC, OURS = "H51010500001", "H51010500009", "H52020199002"
PANZHOU = (Insured(area="520281", scheme=Scheme.RESIDENT),)


def remote(one: Applying) -> DraftOpened:
    asked = draft(one.person, one.area, one.disease)
    return asked.model_copy(update={"route": Route.REMOTE_HOSPITAL})


def with_hospitals(world: World) -> World:
    world.hospitals |= {
        CHENGDU: Hospital(2, "510100"),
        CLINIC: Hospital(1, "510100"),
        OURS: Hospital(3, LIUPANSHUI),
    }
    return world


async def test_insured_in_liupanshui_living_in_chengdu(world: World) -> None:
    with_hospitals(world)
    one = Applying(world)  # (a) by the app
    world.register.insured[one.person] = PANZHOU
    await world.answered(APP, draft(one.person).model_copy(update={"care_area": "510100"}), one.id)
    await one.lodge()
    await one.accept_all()

    other = Applying(world, CHENGDU, disease="epilepsy")  # (b) the hospital there hands in
    world.register.insured[other.person] = PANZHOU
    await world.answered(CHENGDU, remote(other), other.id)
    await other.lodge()
    await other.accept_all()
    for application in (one, other):
        (submitted,) = world.said(ApplicationSubmitted, application.id)
        assert (submitted.pack.id, submitted.pooling_area) == ("guizhou-liupanshui", LIUPANSHUI)
        assert submitted.care_area == "510100"

    clinic = Applying(world, CLINIC)  # (c) a clinic of grade I
    assert await clinic.refused(remote(clinic)) == (422, "INSTITUTION_LEVEL")


async def test_nanchong_takes_no_papers_from_hospitals_elsewhere(world: World) -> None:
    one = Applying(with_hospitals(world), OURS, NANCHONG, disease="diabetes", papers=papers(*NANCHONG_PAPERS))
    assert await one.refused(remote(one)) == (422, "NOT_OFFERED")
    low = Applying(world, CLINIC, NANCHONG, disease="diabetes")
    assert await low.refused(remote(low)) == (422, "NOT_OFFERED")


async def test_a_hospital_hands_in_by_its_own_route_and_an_app_by_its_own(world: World) -> None:
    one = Applying(with_hospitals(world), CHENGDU)
    assert await one.refused(draft(one.person)) == (422, "ROUTE_NOT_OFFERED")
    assert await world.refused(APP, remote(one), one.id) == (422, "ROUTE_NOT_OFFERED")


async def test_a_hospital_sees_the_case_it_handed_in_and_no_other(world: World) -> None:
    one = Applying(with_hospitals(world), CHENGDU)
    await world.answered(CHENGDU, remote(one), one.id)
    await one.lodge()
    mine = Applying(world, WECHAT, person=one.person, disease="epilepsy")
    await mine.submit()
    assert world.told(CHENGDU, ProgressChanged, one.id)
    assert not world.told(CHENGDU, ProgressChanged, mine.id)
    assert await world.refused(CHENGDU, lodging(*mine.papers), mine.id) == (404, "NOT_FOUND")
    linked = Applying(world, CHENGDU, person=one.person, disease="aplastic_anaemia", of=mine.id)
    await world.ask(CHENGDU, remote(linked).model_copy(update={"with_papers_of": mine.id}), linked.id)
    assert world.now_is(linked.id).status is ApplicationState.EXPIRED


async def test_a_hospital_that_lost_its_level_can_no_longer_lodge(world: World) -> None:
    one = Applying(with_hospitals(world), CHENGDU)
    await world.answered(CHENGDU, remote(one), one.id)
    world.hospitals[CHENGDU] = replace(world.hospitals[CHENGDU], level=1)
    assert await one.refused(lodging(*one.papers)) == (422, "INSTITUTION_LEVEL")


async def test_a_stranger_with_a_hospitals_code_form_is_no_hospital(world: World) -> None:
    assert await world.refused("H99999999999", draft(uuid7()), uuid7()) == (422, "CHANNEL_NOT_OFFERED")
