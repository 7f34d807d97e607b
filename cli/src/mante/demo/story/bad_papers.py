"""Papers that are missing or unfit: told at once, once, whole; the draft is kept and lodged again."""

from policy.text import Text

from mante.demo.news import WentAstray
from mante.demo.story.application import Wish
from mante.demo.story.cities import LIUPANSHUI, NANCHONG, SCRIPT_HOSPITAL
from mante.demo.story.files import papers, renamed_word_file
from mante.demo.story.scene import Scene

MISSING = Text(zh="缺件一次性告知，补齐后通过", en="two papers missing: told once of both, completed, approved")
UNFIT = Text(
    zh="文件类型不符当场告知，更换后通过", en="a file that isn't what it says: told at once, replaced, approved"
)


async def papers_missing(scene: Scene) -> None:
    """Two of four papers are there: one notice names the other two."""
    person = scene.someone(12, NANCHONG.area)
    application = await scene.opens(Wish(MISSING, NANCHONG, person))
    given, missing = NANCHONG.materials[:2], NANCHONG.materials[2:]
    await application.hand_in(await papers(person.name, given))
    told = await application.reaches("not_accepted")
    if sorted(item["material"] for item in told["items"]) != sorted(missing):
        raise WentAstray(f"{application.id}: told of {told['items']}")
    await application.hand_in(await papers(person.name, missing))
    await application.end("approved")


async def paper_unfit(scene: Scene) -> None:
    """A Word file called .pdf: the person hears of it while they are still there."""
    person = scene.someone(13, LIUPANSHUI.area)
    application = await scene.opens(Wish(UNFIT, LIUPANSHUI, person, SCRIPT_HOSPITAL))
    good = await papers(person.name, LIUPANSHUI.materials)
    bad = renamed_word_file("diagnosis_certificate")
    await application.hand_in([bad, *(file for file in good if file[0] != bad[0])])
    told = await application.reaches("not_accepted")
    if [item["material"] for item in told["items"]] != [bad[0]]:
        raise WentAstray(f"{application.id}: told of {told['items']}")
    application.lodged = application.lodged[1:]
    await application.hand_in([file for file in good if file[0] == bad[0]])
    await application.end("approved")
