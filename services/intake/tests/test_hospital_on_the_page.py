"""The step of choosing a hospital on the applicants' pages: 六盘水 has it, 南充 doesn't; in both languages."""

from uuid import UUID

from chassis.parties.directory import Directory
from chassis.parties.party import Party
from contracts.catalogue import PartyKind
from contracts.events.benefits import EntitlementEnded
from contracts.events.intake import HospitalChosen
from contracts.events.requests import HospitalChoiceLodged
from contracts.ids import uuid7
from contracts.vocabulary import Outcome
from fastapi import Request
from intake.pages.desk import CHANNEL, SITE
from intake.pages.shown import Shown, shown
from policy.calendar import local
from policy.registry import load_packs

from .granting import FIRST, SECOND, granted, refused, theirs
from .states import closed
from .story import NANCHONG_PAPERS, Applying, papers
from .world import NANCHONG, World

PACKS = load_packs()
HOSPITALS = ((FIRST, "市一医院", "520200"), (SECOND, "市二医院", "520200"), ("H5113", "顺庆", "511300"))


def town_without(*left: str) -> Directory:
    return Directory.of(
        Party(code, PartyKind.INSTITUTION, name, 2, area, frozenset({"hospital"}), suspended=code in left)
        for code, name, area in HOSPITALS
    )


TOWN = town_without()


async def approved(world: World, area: str = "520200", **more: object) -> Applying:
    one = Applying(world, CHANNEL, area, **more)  # type: ignore[arg-type]
    await closed(Outcome.APPROVED)(one)
    await one.hear(granted(one))
    return one


def page(world: World, one: Applying, town: Directory = TOWN) -> Shown:
    return shown(PACKS, town, one.id, world.now_is(one.id), local(world.now).date())


def text(name: str, found: Shown, language: str = "zh") -> str:
    cookie = (b"cookie", f"mante-language={language}".encode())
    scope = {"type": "http", "method": "GET", "path": "/apply", "query_string": b"", "headers": [cookie]}
    return SITE.words(Request(scope), name, reader="样本", shown=found, form_key=uuid7())


async def test_who_is_approved_is_offered_the_hospitals_of_their_city(world: World) -> None:
    found = page(world, await approved(world))
    assert found.choice is not None
    assert [hospital.code for hospital in found.choice.offered] == [FIRST, SECOND]
    chinese, english = text("application.html", found), text("application.html", found, "en")
    assert "选择就诊医院" in chinese
    assert "市二医院" in chinese
    assert "Choose your hospital" in english
    assert f'action="/apply/applications/{found.line.id}/hospital"' in chinese


async def test_the_hospital_that_is_theirs_is_named_and_another_is_a_change(world: World) -> None:
    one = await approved(world)
    await one.hear(theirs(one, None))
    found = page(world, one)
    assert found.choice is not None
    assert [hospital.code for hospital in found.choice.offered] == [SECOND]
    assert "市一医院，自" in text("_progress.html", found).replace(" ", "")
    assert "变更就诊医院" in text("application.html", found)
    assert "Change the hospital" in text("application.html", found, "en")


async def test_a_hospital_that_has_left_is_said_to_and_another_is_asked_for(world: World) -> None:
    one = await approved(world)
    await one.hear(theirs(one, None))
    found = page(world, one, town_without(FIRST))
    assert [hospital.code for hospital in found.choice.offered] == [SECOND]  # type: ignore[union-attr]
    chinese, english = text("application.html", found), text("application.html", found, "en")
    assert "市一医院" in chinese
    assert "该医院已不再是定点医疗机构，请另选一家。" in chinese
    assert "<details open>" in chinese
    assert "因医院退出定点而变更的不计" in chinese
    assert "That hospital takes no part any more" in english
    assert "该医院已不再是定点医疗机构" not in text("application.html", page(world, one))


async def test_a_refusal_says_why_and_from_when_until_another_is_asked_for(world: World) -> None:
    one = await approved(world)
    await one.hear(theirs(one, None))
    request = await asked(world, one)
    assert page(world, one).choice.offered == ()  # type: ignore[union-attr]
    await one.hear(refused(one, request, "CHANGE_QUOTA_USED", "2027-01-01"))
    found = page(world, one)
    assert "本年度变更次数已用完。2027年1月1日起可再次变更。" in text("_progress.html", found)
    assert "You may change it from 2027-01-01 on." in text("_progress.html", found, "en")
    await asked(world, one)
    assert "本年度变更次数已用完" not in text("_progress.html", page(world, one))


async def test_nanchong_has_no_such_step_and_the_request_is_refused(world: World) -> None:
    one = await approved(world, NANCHONG, papers=papers(*NANCHONG_PAPERS))
    found = page(world, one)
    assert found.choice is None
    assert "就诊医院" not in text("application.html", found)
    assert await world.refused(CHANNEL, HospitalChoiceLodged(hospital=FIRST), one.id) == (422, "NOT_OFFERED")


async def test_nothing_is_offered_before_an_approval_or_after_the_benefits_end(world: World) -> None:
    early = Applying(world, CHANNEL)
    await early.submit_and_review()
    assert page(world, early).choice is None
    late = await approved(world)
    await late.hear(EntitlementEnded(person_ref=late.person, reason="GIVEN_UP", ended_at=world.now))
    assert page(world, late).choice is None


async def test_what_came_through_another_channel_is_chosen_here_as_well(world: World) -> None:
    one = Applying(world)
    await closed(Outcome.APPROVED)(one)
    await one.hear(granted(one))
    await one.hear(theirs(one, None))
    found = page(world, one)
    assert found.choice is not None
    assert (found.choice.name, [one.code for one in found.choice.offered]) == ("市一医院", [SECOND])
    assert "变更就诊医院" in text("application.html", found)


async def asked(world: World, one: Applying) -> UUID | None:
    await world.answered(CHANNEL, HospitalChoiceLodged(hospital=SECOND), one.id)
    return world.said(HospitalChosen)[-1].choice_id
