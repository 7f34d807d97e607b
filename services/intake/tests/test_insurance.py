"""Is the person insured here, and is nothing in the way? The register may be away; nobody is kept waiting for it."""

from datetime import timedelta

import pytest
from contracts.events.intake import ApplicationNotAccepted, ApplicationSubmitted, InsuranceChecked
from contracts.events.requests import WithdrawalLodged
from contracts.events.updates import ProgressChanged
from contracts.vocabulary import ApplicationState, InsuranceResult, Scheme
from intake.domain.application import TimerKind
from intake.domain.register import Entitled, Insured

from .story import NANCHONG_PAPERS, Applying, case_opened, lodging, papers
from .world import APP, LIUPANSHUI, MINI, NANCHONG, World

HERE = Insured(area=LIUPANSHUI, scheme=Scheme.RESIDENT)


async def test_an_insured_person_is_submitted_with_the_registers_word(world: World) -> None:
    applying = Applying(world)
    await applying.submit()
    (submitted,) = world.said(ApplicationSubmitted)
    assert submitted.insurance.result is InsuranceResult.INSURED
    assert submitted.insurance.checked_at == world.now
    assert world.register.asked == [applying.person]


@pytest.mark.parametrize(
    ("insured", "result"),
    [
        ((Insured(area="520281", scheme=Scheme.RESIDENT),), None),  # 盘州, a county of the pooling area
        ((Insured(area="520299", scheme=Scheme.RESIDENT),), None),  # 医保区划 of the city itself
        ((), "NOT_INSURED_HERE"),
        ((Insured(area=NANCHONG, scheme=Scheme.RESIDENT),), "NOT_INSURED_HERE"),
        ((Insured(area=LIUPANSHUI, scheme=Scheme.EMPLOYEE),), "NOT_INSURED_HERE"),  # in the other scheme
        ((Insured(area=NANCHONG, scheme=Scheme.RESIDENT), HERE), None),
    ],
)
async def test_insured_here_means_the_scheme_and_the_pooling_area_or_a_county_of_it(
    world: World, insured: tuple[Insured, ...], result: str | None
) -> None:
    applying = Applying(world)
    world.register.insured[applying.person] = insured
    await applying.submit()
    assert [item.code for item in world.now_is(applying.id).items] == ([result] if result else [])
    assert len(world.said(ApplicationSubmitted)) == (0 if result else 1)


async def test_what_the_register_says_is_told_together_with_the_papers_that_are_missing(world: World) -> None:
    applying = Applying(world, papers=papers("identity_card", "diagnosis_certificate", "clinical_record"))
    world.register.insured[applying.person] = ()
    await applying.submit()
    (notice,) = world.said(ApplicationNotAccepted)
    assert [(item.material, item.code) for item in notice.items] == [
        ("insurance", "NOT_INSURED_HERE"),
        ("test_report", "MISSING"),
    ]
    assert "参保信息" in notice.items[0].text


async def test_a_register_that_was_wrong_is_asked_again_at_the_next_lodging(world: World) -> None:
    applying = Applying(world)
    world.register.insured[applying.person] = ()
    await applying.submit()
    assert world.now_is(applying.id).status is ApplicationState.NOT_ACCEPTED
    world.register.insured.clear()
    await world.pass_time(timedelta(hours=1))
    await applying.ask(lodging())
    assert world.now_is(applying.id).status is ApplicationState.SUBMITTED


async def test_the_register_is_waited_for_like_papers_but_not_long(world: World) -> None:
    world.register.is_away = True
    applying = Applying(world)
    await applying.submit()
    assert world.now_is(applying.id).status is ApplicationState.LODGED
    await world.pass_time(timedelta(seconds=19))
    assert not world.said(ApplicationSubmitted)
    await world.pass_time(timedelta(seconds=1))
    (submitted,) = world.said(ApplicationSubmitted)
    assert submitted.insurance.result is InsuranceResult.NOT_CHECKED
    assert submitted.insurance.checked_at is None
    assert submitted.submitted_at == world.now - timedelta(seconds=20)
    assert not any(kind == TimerKind.REGISTER_WAIT for _, kind in world.storage.timers)


async def test_a_late_answer_goes_to_review_once_and_changes_nothing_else(world: World) -> None:
    world.register.is_away = True
    applying = Applying(world)
    world.register.entitled[applying.person] = (Entitled(disease_code=applying.disease, start="2020-10-01"),)
    await applying.submit()
    await world.pass_time(timedelta(seconds=20))
    await applying.hear(case_opened(world.now))
    assert not world.said(InsuranceChecked)
    told = len(world.told(APP, ProgressChanged))
    world.register.is_away = False
    await world.pass_time(timedelta(minutes=2))
    (checked,) = world.said(InsuranceChecked, applying.id)
    assert checked.insurance.result is InsuranceResult.ALREADY_ENTITLED
    assert (checked.insurance.since, checked.insurance.checked_at) == ("2020-10-01", world.now)
    assert len(world.told(APP, ProgressChanged)) == told
    assert world.now_is(applying.id).status is ApplicationState.IN_REVIEW


async def test_a_register_that_stays_away_is_asked_until_it_answers_or_nobody_needs_it(world: World) -> None:
    world.register.is_away = True
    needed, given_up = Applying(world), Applying(world)
    for applying in (needed, given_up):
        await applying.submit()
    await given_up.ask(WithdrawalLodged())
    for _ in range(16):
        await world.pass_time(timedelta(minutes=2))
    asked = len([person for person in world.register.asked if person == given_up.person])
    world.register.is_away = False
    await world.pass_time(timedelta(minutes=11))
    await world.pass_time(timedelta(minutes=11))
    assert len([person for person in world.register.asked if person == given_up.person]) == asked
    assert len(world.said(InsuranceChecked, needed.id)) == 1


async def test_an_answer_after_the_notice_completes_the_notice(world: World) -> None:
    world.register.is_away = True
    applying = Applying(world, papers=papers("identity_card", "diagnosis_certificate", "clinical_record"))
    world.register.insured[applying.person] = ()
    await applying.submit()
    await world.pass_time(timedelta(seconds=20))
    assert [item.code for item in world.now_is(applying.id).items] == ["MISSING"]
    world.register.is_away = False
    await world.pass_time(timedelta(minutes=2))
    assert [item.code for item in world.told(APP, ProgressChanged)[-1].items] == ["NOT_INSURED_HERE", "MISSING"]
    assert len(world.said(ApplicationNotAccepted)) == 1


async def test_a_city_without_a_register_asks_nobody() -> None:
    world = World(register_wait=None)
    applying = Applying(world)
    await applying.submit()
    (submitted,) = world.said(ApplicationSubmitted)
    assert submitted.insurance is None
    assert not world.register.asked


@pytest.mark.parametrize(
    ("held", "refused"),
    [
        (Entitled(disease_code="diabetes", start="2020-10-01"), True),
        (Entitled(national_code="M01600", start="2020-10-01"), True),
        (Entitled(national_code="M01600", start="2020-10-01", end="2026-11-24"), True),  # its last day
        (Entitled(national_code="M01600", start="2020-10-01", end="2026-11-23"), False),  # over: to be renewed
        (Entitled(national_code="M99999", start="2020-10-01"), False),
    ],
)
async def test_an_entitlement_stands_in_the_way_while_it_is_in_force(
    world: World,
    held: Entitled,
    refused: bool,  # noqa: FBT001
) -> None:
    applying = Applying(world, MINI, NANCHONG, disease="diabetes", papers=papers(*NANCHONG_PAPERS))
    world.register.entitled[applying.person] = (held,)
    await applying.submit()
    items = world.now_is(applying.id).items
    assert [(item.code, item.since) for item in items] == ([("ALREADY_ENTITLED", "2020-10-01")] if refused else [])
