"""An SMS gateway that times out, throttles and fails: every message arrives, none arrives twice."""

from policy.text import Text

from mante.demo.story.application import Wish
from mante.demo.story.cities import LIUPANSHUI, NANCHONG, SCRIPT_HOSPITAL
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene
from mante.fakes.faults import Fault

TIME_OUT = Text(
    zh="短信网关已收却超时：先查询，不重发", en="the SMS gateway took it and timed out: asked, not sent again"
)
THROTTLED = Text(zh="短信网关限流后出错：稍后再发", en="the SMS gateway throttles, then fails: sent later")


async def gateway_times_out(scene: Scene) -> None:
    """The outcome is unknown: it is asked for before anything is sent again."""
    wish = Wish(TIME_OUT, LIUPANSHUI, scene.someone(14, LIUPANSHUI.area), SCRIPT_HOSPITAL)
    await _approved(scene, wish, Fault.TIME_OUT_TAKEN, Fault.ERROR_TAKEN)


async def gateway_throttles(scene: Scene) -> None:
    """The gateway says later, then that it has a fault."""
    wish = Wish(THROTTLED, NANCHONG, scene.someone(15, NANCHONG.area))
    await _approved(scene, wish, Fault.THROTTLED, Fault.ERROR)


async def _approved(scene: Scene, wish: Wish, *faults: Fault) -> None:
    await scene.gateway.misbehave(wish.person.phone, *faults)
    application = await scene.opens(wish)
    await application.hand_in(await papers(wish.person.name, wish.city.materials))
    await application.end("approved")
