"""Two diseases on one form: two applications, and the papers that serve both are uploaded once."""

from dataclasses import replace

from policy.text import Text

from mante.demo.story.application import Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

FIRST = Text(zh="一张表申请两个病种：第一个", en="two diseases on one form: the first")
SECOND = Text(zh="一张表申请两个病种：第二个共用身份证，不重复上传", en="the second uses the first one's identity card")
_SHARED = "identity_card"


async def two_diseases_on_one_form(scene: Scene) -> None:
    """The second application names the identity card of the first; the hospital reads its pages under either."""
    person = scene.someone(18, LIUPANSHUI.area)
    first = await scene.opens(Wish(FIRST, LIUPANSHUI, person, BUS_HOSPITAL))
    await first.hand_in(await papers(person.name, LIUPANSHUI.materials))
    await first.reaches("in_review", "approved")
    other = replace(LIUPANSHUI, disease="epilepsy")
    second = await scene.opens(Wish(SECOND, other, person, BUS_HOSPITAL, with_papers_of=first.id))
    second.lodged = [paper for paper in first.lodged if paper["material"] == _SHARED]
    own = tuple(material for material in LIUPANSHUI.materials if material != _SHARED)
    await second.hand_in(await papers(person.name, own, seed=2))
    await first.end("approved")
    await second.end("approved")
