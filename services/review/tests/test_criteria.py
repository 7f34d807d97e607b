"""What is ticked of the criteria: the disease's own, by the pack that the case is decided by, and nothing else."""

from dataclasses import replace

import pytest
from contracts.event import Event
from contracts.events.intake import PackVersion
from contracts.events.review import CaseClosed, ReviewDecided, VerdictRefused
from contracts.vocabulary import Verdict
from policy.pack import Pack

from .applying import PACKS
from .story import ASTHMA, Reviewing
from .town import FIRST
from .world import World

HYPERTENSION, CODE = "hypertension_with_complications", "M03900"
TICKED = ("diagnosis", "one_stay", "kidney")


def approval(case: Reviewing, *criteria: str, code: str = CODE) -> Event:
    return case.verdict(Verdict.APPROVED, national_code=code, criteria=criteria)


async def _in_hand(world: World, disease: str = HYPERTENSION) -> Reviewing:
    case = Reviewing(world, disease=disease)
    await case.submit()
    await case.claim()
    return case


async def test_the_criteria_that_were_ticked_go_with_the_decision(world: World) -> None:
    case = await _in_hand(world)
    assert await case.act(approval(case, *TICKED)) == ""
    assert world.said(ReviewDecided)[0].criteria == TICKED


async def test_what_the_ticks_come_to_is_the_reviewers_to_judge(world: World) -> None:
    case = await _in_hand(world)
    assert await case.act(approval(case, "eye")) == ""
    assert world.said(CaseClosed)


@pytest.mark.parametrize(
    "verdict",
    [
        {"verdict": Verdict.APPROVED, "national_code": CODE},
        {"verdict": Verdict.REJECTED, "reasons": ("CRITERIA_NOT_MET",)},
    ],
)
@pytest.mark.parametrize("unknown", ["egfr", "Kidney", "lung_function"])
async def test_a_tick_of_another_disease_or_of_none_is_refused(
    world: World, verdict: dict[str, Verdict], unknown: str
) -> None:
    case = await _in_hand(world)
    assert await case.act(case.verdict(**verdict, criteria=("diagnosis", unknown))) == "UNKNOWN_CRITERION"
    assert not world.said(CaseClosed)
    assert await case.act(case.verdict(**verdict, criteria=("diagnosis",))) == ""


async def test_over_kafka_it_is_refused_by_the_same_code_and_nothing_is_decided(world: World) -> None:
    case = await _in_hand(world)
    before = world.case(case.id)
    await world.ask(FIRST, approval(case, "egfr"), case.id, kafka=True)
    (refused,) = world.told(FIRST, VerdictRefused)
    assert (refused.code, "“egfr”" in refused.detail) == ("UNKNOWN_CRITERION", True)
    assert world.case(case.id) == before


@pytest.mark.parametrize("disease", ["bronchial_asthma", "not_listed"])
async def test_where_the_pack_has_no_criteria_there_is_nothing_to_tick(world: World, disease: str) -> None:
    case = await _in_hand(world, disease)
    code = ASTHMA if disease == "bronchial_asthma" else None
    ticked = case.verdict(Verdict.APPROVED, national_code=code, criteria=("diagnosis",))
    assert await case.act(ticked) == "UNKNOWN_CRITERION"
    assert await case.approve(code=code) == ""


def _next_version(pack: Pack) -> Pack:
    """The same pack, but that nothing is ticked for hypertension any more."""
    diseases = (
        each.model_copy(update={"criteria": None}) if each.code == HYPERTENSION else each for each in pack.diseases
    )
    return pack.model_copy(update={"version": "2199.1", "diseases": tuple(diseases)})


async def test_the_criteria_are_those_of_the_version_that_the_application_was_submitted_under() -> None:
    later = tuple(map(_next_version, PACKS))
    world = World(packs=replace(PACKS, packs=(*PACKS, *later)))
    old = await _in_hand(world)
    assert await old.act(approval(old, *TICKED)) == ""

    new = Reviewing(world, disease=HYPERTENSION)
    pinned = PackVersion(id=new.submission().pack.id, version="2199.1")
    await new.hear(new.submission().model_copy(update={"pack": pinned}))
    await new.claim()
    assert await new.act(approval(new, *TICKED)) == "UNKNOWN_CRITERION"
    assert await new.approve(code=CODE) == ""
