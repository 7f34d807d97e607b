"""Several diseases on one form: an application each, and the papers that serve all of them are uploaded once."""

from collections.abc import Sequence
from dataclasses import replace

from policy.text import Text

from mante.demo.story.application import Application, Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI, NANCHONG
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

FIRST = Text(zh="一张表申请多个病种：第一个", en="several diseases on one form: the first")
FURTHER = Text(zh="一张表申请多个病种：共用的材料不重复上传", en="several diseases on one form: shared papers are lent")


async def three_diseases_on_one_form(scene: Scene) -> None:
    """六盘水: they share the identity card and the record; the hospital reads their pages under each."""
    others = ("epilepsy", "aplastic_anaemia")
    wish = Wish(FIRST, LIUPANSHUI, scene.someone(18, LIUPANSHUI.area), BUS_HOSPITAL)
    await _on_one_form(scene, wish, others, own=("diagnosis_certificate", "test_report"))


async def four_diseases_on_one_form(scene: Scene) -> None:
    """南充: they share the form and the record, and its experts sit on each."""
    others = ("hypertension", "bronchial_asthma", "coronary_heart_disease")
    wish = Wish(FIRST, NANCHONG, scene.someone(26, NANCHONG.area))
    await _on_one_form(scene, wish, others, own=("test_report",))


async def _on_one_form(scene: Scene, wish: Wish, others: Sequence[str], own: tuple[str, ...]) -> None:
    first = await scene.opens(wish)
    await first.hand_in(await papers(wish.person.name, wish.city.materials))
    await first.reaches("in_review", "approved")
    further = [await _beside(scene, first, disease, own, seed) for seed, disease in enumerate(others, 2)]
    for application in (first, *further):
        await application.end("approved")


async def _beside(scene: Scene, first: Application, disease: str, own: tuple[str, ...], seed: int) -> Application:
    city = replace(first.wish.city, disease=disease)
    application = await scene.opens(replace(first.wish, title=FURTHER, city=city, with_papers_of=first.id))
    application.lodged = [paper for paper in first.lodged if paper["material"] not in own]
    await application.hand_in(await papers(first.wish.person.name, own, seed))
    return application
