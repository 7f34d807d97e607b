"""What people live through: one with papers of their own applies for several diseases, which all use them."""

import asyncio
import contextlib
from dataclasses import dataclass, replace

from policy.text import Text

from mante.bench.lodging import DISEASES
from mante.demo.journal import Refusal
from mante.demo.people import Person, someone
from mante.demo.players.plans import Act, Plan, Reject
from mante.demo.story.application import Application, Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI, NANCHONG, City
from mante.demo.story.scene import Scene
from mante.demo.story.supplements import NO_SEAL
from mante.faults.load.papers import small

TITLE = Text(zh="故障演练", en="while things happen")
SUPPLEMENTED = ("diagnosis_certificate", "test_report")
DECIDING = ("hospital_review", "expert_panel")
NOT_MET = Reject(("CRITERIA_NOT_MET",))
HERE = replace(LIUPANSHUI, hospital=None)
"""Nobody chooses a hospital here: a choice is one a year and person."""


@dataclass(frozen=True)
class Way:
    """A city, the channel there, whom they ask to review, and the diseases that one person may apply for."""

    city: City
    channel: str
    hospital: str | None
    diseases: tuple[str, ...]


BY_WEB = Way(HERE, "gz-app", BUS_HOSPITAL, DISEASES)
BY_BUS = replace(BY_WEB, channel="gz-wechat")
BY_AGENCY = Way(
    NANCHONG,
    "sc-mini",
    None,
    (
        *("diabetes", "hypertension", "bronchial_asthma", "coronary_heart_disease", "malignant_tumour", "tuberculosis"),
        *("aplastic_anaemia", "epilepsy", "hepatitis_b", "hepatitis_c", "transplant_antirejection"),
    ),
)
WAYS = (BY_WEB, BY_BUS, BY_WEB, BY_WEB, BY_AGENCY)


async def life(scene: Scene, number: int, diseases: int) -> None:
    """Let person `number` apply, for so many `diseases`.

    Some bring a paper later, some are rejected, some take an application back.
    """
    way = WAYS[number % len(WAYS)]
    person = someone(number, way.city.area)
    incomplete = number % 4 == 1 and way.hospital is not None
    first = await opened(scene, way, person, plan=says(NO_SEAL) if incomplete else Plan())
    await first.hand_in(small(way.city.materials))
    if incomplete:
        await first.reaches("awaiting_supplement")
        await first.supplement(1, small(SUPPLEMENTED, seed=2))
    await first.end("approved")
    others = [await opened(scene, way, person, disease, beside=first) for disease in way.diseases[1:diseases]]
    ends: dict[str, tuple[str, ...]] = {each.id: ("approved",) for each in others}
    if number % 3 == 0:
        scene.plans[others[0].id], ends[others[0].id] = says(NOT_MET), ("rejected",)
        ends[others[1].id] = ("approved", "withdrawn")
    for each in others:
        await each.hand_in_the_papers_of(first)
        if "withdrawn" in ends[each.id]:
            with contextlib.suppress(Refusal):  # where the verdict was quicker
                await each.channel.withdraw(each.id)
    await asyncio.gather(*(each.end(*ends[each.id]) for each in others))


def anybody(number: int) -> Person:
    """Return person `number`, who may apply on the web."""
    return someone(number, BY_WEB.city.area)


async def one_application(scene: Scene, person: Person) -> None:
    """Let somebody apply once, with papers of their own."""
    application = await opened(scene, BY_WEB, person)
    await application.hand_in(small(BY_WEB.city.materials))
    await application.end("approved")


def says(act: Act) -> Plan:
    """Return the plan in which whoever decides says this in the first round."""
    return Plan({(step, 1): act for step in DECIDING})


async def opened(  # noqa: PLR0913 - a wish has as many sides
    scene: Scene,
    way: Way,
    person: Person,
    disease: str = "",
    *,
    plan: Plan | None = None,
    beside: Application | None = None,
    through: str = "",
) -> Application:
    """Open an application, for the first of the way's diseases unless another is named."""
    city = replace(way.city, disease=disease or way.diseases[0])
    wish = Wish(TITLE, city, person, way.hospital, with_papers_of=beside.id if beside else None)
    return await scene.opens(wish, plan, through or way.channel)
