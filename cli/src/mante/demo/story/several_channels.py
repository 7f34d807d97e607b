"""S5: the answer got lost, the person applies again in another channel, and the first channel tries once more."""

import json

from front_end import File
from policy.text import Text

from mante.demo.news import WentAstray
from mante.demo.players.plans import Plan
from mante.demo.story.application import Application, Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

FIRST = Text(zh="应答丢失后原样重发，只受理一次", en="the answer was lost, sent again: taken once")
SECOND = Text(zh="同一申请换渠道再交，并入原申请", en="the same application in another channel joins the first")
THIRD = Text(zh="又在第三个渠道提交，同样并入", en="in a third channel it joins the first, too")


async def applied_in_several_channels(scene: Scene) -> None:
    """One application, one number, one case; all channels follow it."""
    person, plan = scene.someone(9, LIUPANSHUI.area), Plan()
    plan.begin.clear()
    first = await scene.opens(Wish(FIRST, LIUPANSHUI, person, BUS_HOSPITAL), plan)
    answer = await first.hand_in(await papers(person.name, LIUPANSHUI.materials))
    number = json.loads(answer)["number"]
    second = await scene.opens(Wish(SECOND, LIUPANSHUI, person), through="gz-wechat")
    await _joins(scene, second, await papers(person.name, LIUPANSHUI.materials, seed=2), number)
    third = await scene.opens(Wish(THIRD, LIUPANSHUI, person), through="gz-gov")
    await _joins(scene, third, await papers(person.name, LIUPANSHUI.materials[:1], seed=3), number)
    if await first.hand_in_again() != answer:
        raise WentAstray(f"{first.id}: another answer to the same request")
    for other in (second, third):
        await other.channel.news.reaches(first.id, "in_review")
    plan.begin.set()
    await first.end("approved")
    for other in (second, third):
        await other.channel.news.reaches(first.id, "approved")


async def _joins(scene: Scene, application: Application, files: list[File], number: str) -> None:
    joined = json.loads(await application.hand_in(files))
    if (joined["state"], joined["number"]) != ("joined", number):
        raise WentAstray(f"{application.id} did not join {number}: {joined}")
    application.ends = "joined"
    scene.board.notice(application.id, application.ends, number)
