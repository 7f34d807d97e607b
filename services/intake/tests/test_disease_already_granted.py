"""S9 (南充): who has the benefit already is told so at once; another disease goes on; an excluded one is refused.

Waits for the adapter of the national platform: 5301, of which the register's entitlements stand in here, and asking it
again before 2503. That an approval waits at most to the warning point is review's part (`services/review`).
"""

from datetime import timedelta

from contracts.events.intake import ApplicationNotAccepted, ApplicationSubmitted, InsuranceChecked, PapersLodged
from contracts.vocabulary import InsuranceResult
from intake.domain.register import Entitled
from policy.exclusions import Exclusion, Holding
from policy.registry import Packs

from .story import NANCHONG_PAPERS, Applying, papers
from .world import MINI, NANCHONG, PACKS, World

HYPERTENSION = Entitled(national_code="M03900", start="2020-10-01")


EXCLUSION = Exclusion(
    one=Holding(disease="hypertension"), other=Holding(disease="coronary_heart_disease"), source="default"
)


def excluding() -> Packs:
    """南充 with two diseases that can't be had together."""
    packs = tuple(
        pack.model_copy(update={"benefit": pack.benefit.model_copy(update={"exclusions": (EXCLUSION,)})})
        if pack.pooling_area.code == NANCHONG
        else pack
        for pack in PACKS
    )
    return Packs(packs, PACKS.years)


def applies(world: World, disease: str) -> Applying:
    one = Applying(world, MINI, NANCHONG, disease=disease, papers=papers(*NANCHONG_PAPERS))
    world.register.entitled[one.person] = (HYPERTENSION,)
    return one


async def test_disease_already_granted() -> None:
    world = World(packs=excluding())
    granted = applies(world, "hypertension")
    await granted.submit()
    (notice,) = world.said(ApplicationNotAccepted, granted.id)
    (item,) = notice.items
    assert (item.material, item.code, item.since) == ("insurance", "ALREADY_ENTITLED", "2020-10-01")
    assert "2020年10月1日" in item.text
    assert not world.said(ApplicationSubmitted, granted.id)  # nothing is reviewed

    diabetes = applies(world, "diabetes")
    await diabetes.submit()
    (submitted,) = world.said(ApplicationSubmitted, diabetes.id)
    assert submitted.insurance.result is InsuranceResult.INSURED

    excluded = applies(world, "coronary_heart_disease")
    await excluded.submit()
    (notice,) = world.said(ApplicationNotAccepted, excluded.id)
    assert [(item.code, item.since) for item in notice.items] == [("EXCLUDED_WITH", "2020-10-01")]
    assert "放弃" in notice.items[0].text


async def test_while_the_register_is_down_it_is_accepted_and_asked_again_before_the_decision() -> None:
    world = World(packs=excluding())
    world.register.is_away = True
    one = applies(world, "hypertension")
    await one.submit()
    await world.pass_time(timedelta(seconds=20))
    (submitted,) = world.said(ApplicationSubmitted, one.id)
    assert submitted.insurance.result is InsuranceResult.NOT_CHECKED
    assert len(world.said(PapersLodged, one.id)) == 1
    world.register.is_away = False
    await world.pass_time(timedelta(minutes=2))
    (checked,) = world.said(InsuranceChecked, one.id)
    assert (checked.insurance.result, checked.insurance.since) == (InsuranceResult.ALREADY_ENTITLED, "2020-10-01")
