"""S5: the answer got lost, the person applies again in another channel, and the first channel tries once more."""

import json

from policy.text import Text

from mante.demo.news import WentAstray
from mante.demo.players.plans import Plan
from mante.demo.story.application import Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

FIRST = Text(zh="应答丢失后原样重发，只受理一次", en="the answer was lost, sent again: taken once")
SECOND = Text(zh="同一申请换渠道再交，并入原申请", en="the same application in another channel joins the first")


async def applied_in_two_channels(scene: Scene) -> None:
    """One application, one number, one case; both channels follow it."""
    person, plan = scene.someone(9, LIUPANSHUI.area), Plan()
    plan.begin.clear()
    first = await scene.opens(Wish(FIRST, LIUPANSHUI, person, BUS_HOSPITAL), plan)
    answer = await first.hand_in(await papers(person.name, LIUPANSHUI.materials))
    second = await scene.opens(Wish(SECOND, LIUPANSHUI, person), channel=scene.wechat)
    joined = json.loads(await second.hand_in(await papers(person.name, LIUPANSHUI.materials, seed=2)))
    if (joined["state"], joined["number"]) != ("joined", json.loads(answer)["number"]):
        raise WentAstray(f"{second.id} did not join {first.id}: {joined}")
    if await first.hand_in_again() != answer:
        raise WentAstray(f"{first.id}: another answer to the same request")
    second.ends = "joined"
    await scene.wechat.news.reaches(first.id, "in_review")
    plan.begin.set()
    await first.end("approved")
    await scene.wechat.news.reaches(first.id, "approved")
