"""补正: the reviewer asks for everything at once, the clock stands, and starts afresh with the answer."""

from policy.text import Text

from mante.demo.news import WentAstray
from mante.demo.players.plans import Ask, Plan
from mante.demo.story.application import Wish
from mante.demo.story.cities import BUS_HOSPITAL, LIUPANSHUI, NANCHONG
from mante.demo.story.files import papers
from mante.demo.story.scene import Scene

CLOCK = Text(zh="补正后重新计时，通过", en="one supplement round restarts the clock, then approved")
CHECK = Text(zh="经办机构初审要求补正，通过", en="the agency's check asks for a supplement, then approved")
NO_SEAL = Ask((("diagnosis_certificate", "NO_SEAL"), ("test_report", "NO_SEAL")))
UNSIGNED = Ask((("diagnosis_certificate", "NO_SIGNATURE"),))


async def supplemented_for_a_hospital(scene: Scene) -> None:
    """Two papers lack the seal; both come back sealed, and half a working day counts anew."""
    person = scene.someone(7, LIUPANSHUI.area)
    plan = Plan({("hospital_review", 1): NO_SEAL})
    application = await scene.opens(Wish(CLOCK, LIUPANSHUI, person, BUS_HOSPITAL), plan)
    await application.hand_in(await papers(person.name, LIUPANSHUI.materials))
    before = await application.reaches("in_review")
    await application.reaches("awaiting_supplement")
    await application.supplement(1, await papers(person.name, ("diagnosis_certificate", "test_report"), seed=2))
    after = await application.channel.news.first(
        application.id,
        lambda kind, data: kind == "ProgressChanged" and data.get("decide_by", "") > before["decide_by"],
    )
    if after["state"] != "in_review":
        raise WentAstray(f"{application.id}: the clock did not start afresh")
    await application.end("approved")


async def supplemented_for_the_agency(scene: Scene) -> None:
    """The doctor's signature is missing."""
    person = scene.someone(8, NANCHONG.area)
    application = await scene.opens(Wish(CHECK, NANCHONG, person), Plan({("agency_check", 1): UNSIGNED}))
    await application.hand_in(await papers(person.name, NANCHONG.materials))
    await application.reaches("awaiting_supplement")
    await application.supplement(1, await papers(person.name, ("diagnosis_certificate",), seed=2))
    await application.end("approved")
