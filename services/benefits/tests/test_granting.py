"""What an approval grants, from when and for how long."""

from datetime import timedelta

import pytest
from benefits.domain.holding import BenefitAsked
from benefits.domain.lasting import EndEntitlement, EndReason
from contracts.events.benefits import EntitlementEnded, EntitlementGranted, EntitlementRefused, RecertificationDue
from contracts.ids import uuid7
from contracts.vocabulary import Outcome, Scheme
from policy.exclusions import Exclusion, Holding

from .world import World, closed, packs_with, shanghai

CANCER = "malignant_tumour"


async def test_approved_first_time_the_benefit_starts_that_day(world: World) -> None:
    application = await world.person().approved()
    (granted,) = world.said(EntitlementGranted, application)
    assert (granted.start, granted.end, granted.national_code) == ("2026-11-24", None, "M05400")
    assert world.harness.timers(application) == {}


async def test_an_approval_late_in_the_evening_counts_for_the_day_in_shanghai() -> None:
    world = World(at="2026-11-24T23:59")
    application = await world.person().approved()
    assert world.said(EntitlementGranted, application)[0].start == "2026-11-24"


async def test_nanchong_starts_with_the_approval_too(world: World) -> None:
    application = await world.person("511300").approved(CANCER)
    (granted,) = world.said(EntitlementGranted, application)
    assert (granted.pooling_area, granted.start, granted.end) == ("511300", "2026-11-24", None)


async def test_an_approval_heard_before_its_application_grants_the_same(world: World) -> None:
    person, application = world.person(), uuid7()
    await world.hear(closed(world.harness.now), application)
    assert world.said(EntitlementGranted) == []
    await world.hear(person.submission(), application)
    assert [granted.start for granted in world.said(EntitlementGranted, application)] == ["2026-11-24"]


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.LAPSED])
async def test_nothing_else_grants_anything(world: World, outcome: Outcome) -> None:
    person, application = world.person(), uuid7()
    await world.hear(person.submission(), application)
    await world.hear(closed(world.harness.now, outcome), application)
    assert world.harness.emitted == []


async def test_the_same_disease_is_never_granted_twice(world: World) -> None:
    person = world.person()
    await person.approved()
    again = await person.approved(scheme=Scheme.EMPLOYEE)
    assert len(world.said(EntitlementGranted)) == 1
    (refused,) = world.said(EntitlementRefused, again)
    assert (refused.reason, refused.since) == ("ALREADY_ENTITLED", "2026-11-24")


async def test_another_disease_and_another_person_are_granted(world: World) -> None:
    person = world.person()
    await person.approved()
    await person.approved("epilepsy")
    await world.person().approved()
    assert len(world.said(EntitlementGranted)) == 3


async def test_a_citys_limit_of_diseases_counts_those_in_force() -> None:
    world = World(packs_with("520200", max_diseases_per_person=2))
    person = world.person()
    first, _ = await person.approved(), await person.approved("epilepsy")
    third = await person.approved(CANCER)
    assert world.said(EntitlementRefused, third)[0].reason == "LIMIT_REACHED"
    await world.ask(EndEntitlement(reason=EndReason.GIVEN_UP), first)
    fourth = await person.approved(CANCER)
    assert len(world.said(EntitlementGranted, fourth)) == 1


async def test_a_disease_excluded_by_one_that_is_held_isnt_granted() -> None:
    row = Exclusion(one=Holding(disease="epilepsy"), other=Holding(disease="severe_psychosis"), source="default")
    world = World(packs_with("520200", exclusions=(row,)))
    person = world.person()
    await person.approved("epilepsy")
    second = await person.approved("severe_psychosis")
    (refused,) = world.said(EntitlementRefused, second)
    assert (refused.reason, refused.since) == ("EXCLUDED_WITH", "2026-11-24")


async def test_asked_twice_the_beneficiary_answers_alike(world: World) -> None:
    person = world.person()
    application = await person.approved()
    key = world.entitlement(application).application
    assert key is not None
    asked = BenefitAsked(
        beneficiary=key.beneficiary,
        application=application,
        pack_id=key.pack_id,
        pack_version=key.pack_version,
        disease=key.disease,
        scheme=key.scheme,
        approved_at=world.harness.now,
    )
    reply = await world.ask(asked, key.beneficiary)
    assert b'"start":"2026-11-24"' in reply.body
    assert len(world.beneficiary(person.ref).benefits) == 1


async def test_a_benefit_for_some_years_ends_after_its_last_day(world: World) -> None:
    application = await world.person().approved(CANCER)
    assert world.said(EntitlementGranted, application)[0].end == "2031-11-24"
    await world.until("2031-11-24T23:59")
    assert world.said(EntitlementEnded) == []
    await world.until("2031-11-25T00:00")
    (ended,) = world.said(EntitlementEnded, application)
    assert (ended.reason, ended.ended_at) == ("EXPIRED", shanghai("2031-11-25T00:00"))
    assert world.harness.timers(application) == {}


async def test_recertification_is_told_60_30_and_7_days_before_each_once(world: World) -> None:
    application = await world.person().approved(CANCER)
    for day, told in (("2031-09-25", 1), ("2031-10-25", 2), ("2031-11-17", 3)):
        await world.until(f"{day}T08:59")
        assert len(world.said(RecertificationDue, application)) == told - 1
        await world.until(f"{day}T09:00")
        assert len(world.said(RecertificationDue, application)) == told
    await world.until("2032-12-01T00:00")
    assert [due.due_on for due in world.said(RecertificationDue)] == ["2031-11-24"] * 3


async def test_an_approval_before_the_end_renews_the_benefit_without_a_gap(world: World) -> None:
    person = world.person()
    first = await person.approved(CANCER)
    await world.until("2031-09-24T10:00")
    early = await person.approved(CANCER)
    assert world.said(EntitlementRefused, early)[0].reason == "ALREADY_ENTITLED"
    await world.until("2031-09-26T10:00")
    renewal = await person.approved(CANCER)
    (granted,) = world.said(EntitlementGranted, renewal)
    assert (granted.start, granted.end) == ("2031-11-25", "2036-11-25")
    twice = await person.approved(CANCER)
    assert world.said(EntitlementRefused, twice)[0].reason == "ALREADY_ENTITLED"
    await world.until("2031-11-26T00:00")
    assert len(world.said(RecertificationDue, first)) == 1
    assert [ended.reason for ended in world.said(EntitlementEnded, first)] == ["EXPIRED"]
    assert world.said(EntitlementEnded, renewal) == []


async def test_after_the_end_the_disease_may_be_granted_anew(world: World) -> None:
    person = world.person()
    await person.approved(CANCER)
    await world.until("2031-12-24T10:00")
    again = await person.approved(CANCER)
    assert world.said(EntitlementGranted, again)[0].start == "2031-12-24"


async def test_the_agency_ends_an_entitlement_once_and_for_one_reason(world: World) -> None:
    application = await world.person().approved(CANCER)
    assert (await world.ask(EndEntitlement(reason=EndReason.GIVEN_UP), application)).status == 200
    assert (await world.ask(EndEntitlement(reason=EndReason.GIVEN_UP), application)).status == 200
    other = await world.ask(EndEntitlement(reason=EndReason.DIED), application)
    assert (other.status, b"ALREADY_ENDED" in other.body) == (409, True)
    assert [ended.reason for ended in world.said(EntitlementEnded, application)] == ["GIVEN_UP"]
    await world.harness.advance(timedelta(days=3000))
    assert world.said(RecertificationDue) == []
    assert (await world.ask(EndEntitlement(reason=EndReason.DIED), uuid7())).status == 404
