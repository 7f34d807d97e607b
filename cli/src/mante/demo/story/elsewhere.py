"""S8: insured in 六盘水, living in 成都. The hospital there uploads, by 六盘水's rules; the result is the person's."""

from dataclasses import replace

from policy.text import Text

from mante.demo.journal import Refusal
from mante.demo.news import WentAstray
from mante.demo.story.application import Application, Wish
from mante.demo.story.cities import LIUPANSHUI, NANCHONG, REMOTE_CLINIC, REMOTE_HOSPITAL, SCRIPT_HOSPITAL
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

UPLOADED = Text(zh="异地医院上传，参保地审核", en="a hospital in 成都 uploads for its patient, reviewed in 六盘水")
ANOTHER = Text(zh="异地医院再报第二个病种，共用材料", en="the same patient's second disease, with papers lent")


async def insured_here_living_elsewhere(scene: Scene) -> None:
    """A clinic of grade I may not upload, and not for 南充 either; a hospital of grade II may, for 六盘水."""
    person = scene.someone(23, LIUPANSHUI.area)
    wish = Wish(UPLOADED, LIUPANSHUI, person, SCRIPT_HOSPITAL)
    await _is_refused(scene, wish, REMOTE_CLINIC, "INSTITUTION_LEVEL")
    await _is_refused(scene, Wish(UPLOADED, NANCHONG, person), REMOTE_HOSPITAL, "NOT_OFFERED")
    first = await scene.opens(wish, through=REMOTE_HOSPITAL)
    await first.hand_in(await papers(person.name, LIUPANSHUI.materials))
    await first.reaches("submitted")
    other = Wish(ANOTHER, replace(LIUPANSHUI, disease="epilepsy"), person, SCRIPT_HOSPITAL, with_papers_of=first.id)
    second = await scene.opens(other, through=REMOTE_HOSPITAL)
    second.lodged = [paper for paper in first.lodged if paper["material"] != "diagnosis_certificate"]
    await second.hand_in(await papers(person.name, ("diagnosis_certificate",), seed=2))
    await _is_told(scene, first)
    await _is_told(scene, second)


async def _is_told(scene: Scene, application: Application) -> None:
    """To the hospital it is closed; how, the person sees in their own app."""
    closed = await application.closes()
    if closed["state"] != "submitted" or "outcome" in closed:
        raise WentAstray(f"the hospital that uploaded {application.id} was told {closed['state']}")
    application.ends = await scene.through[LIUPANSHUI.channel].standing(application.wish.person, application.id)
    if application.ends != "approved":
        raise WentAstray(f"{application.id} is {application.ends}, not approved")
    scene.board.notice(application.id, application.ends, closed["number"])


async def _is_refused(scene: Scene, wish: Wish, through: str, code: str) -> None:
    try:
        application = await scene.opens(wish, through=through)
    except Refusal as refusal:
        if refusal.code == code:
            return
        raise
    raise WentAstray(f"{application.id} was opened by {through}: {code} was to be expected")
