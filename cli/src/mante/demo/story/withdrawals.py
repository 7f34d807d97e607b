"""Taking an application back: in time, and in the same moment as the verdict."""

import contextlib

from policy.text import Text

from mante.demo.journal import Refusal
from mante.demo.players.plans import Plan
from mante.demo.story.application import Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI, NANCHONG
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

IN_TIME = Text(zh="审核中撤回", en="withdrawn during review")
FROM_THE_AGENCY = Text(zh="经办机构初审时撤回", en="withdrawn while the agency checks it")
RACE = Text(zh="撤回与决定同时到达，只有一个结果", en="withdrawal and verdict in the same moment: one of them holds")


async def withdrawn_in_time(scene: Scene) -> None:
    """The reviewer hasn't begun."""
    await _withdrawn(scene, Wish(IN_TIME, LIUPANSHUI, scene.someone(10, LIUPANSHUI.area), BUS_HOSPITAL), "gz-app")


async def withdrawn_from_the_agency(scene: Scene) -> None:
    """Neither has the clerk."""
    await _withdrawn(scene, Wish(FROM_THE_AGENCY, NANCHONG, scene.someone(28, NANCHONG.area)), "sc-app")


async def _withdrawn(scene: Scene, wish: Wish, through: str) -> None:
    plan = Plan()
    plan.begin.clear()
    application = await scene.opens(wish, plan, through)
    await application.hand_in(await papers(wish.person.name, wish.city.materials))
    await application.reaches("in_review")
    await application.channel.withdraw(application.id)
    await application.end("withdrawn")


async def withdrawal_races_the_verdict(scene: Scene) -> None:
    """S6: review is the one arbiter; either end is right, both together would be wrong."""
    person, plan = scene.someone(11, LIUPANSHUI.area), Plan()
    plan.decide.clear()
    application = await scene.opens(Wish(RACE, LIUPANSHUI, person, BUS_HOSPITAL), plan)
    await application.hand_in(await papers(person.name, LIUPANSHUI.materials))
    await plan.claimed.wait()
    plan.decide.set()
    with contextlib.suppress(Refusal):  # where the verdict was quicker still
        await application.channel.withdraw(application.id)
    await application.end("approved", "withdrawn")
