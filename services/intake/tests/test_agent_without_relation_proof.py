"""S2: 六盘水 asks an agent for papers of their own, 南充 for none; at the counter a clerk may take it in.

That both telephones get the notices is notify's to show.
"""

from contracts.events.intake import ApplicationNotAccepted, ApplicationSubmitted
from contracts.events.requests import AbsentPaper, ApplicationLodged
from contracts.ids import uuid7
from contracts.vocabulary import AbsenceReason, ApplicationState, Route

from .story import NANCHONG_PAPERS, Applying, accepted, draft, papers
from .world import MINI, NANCHONG, World

COUNTER = "counter"


async def test_agent_without_relation_proof(world: World) -> None:
    mother, daughter = uuid7(), uuid7()
    has = papers("identity_card", "diagnosis_certificate", "agent_identity_card")
    there = Applying(world, agent=daughter, person=mother, papers=has)
    await there.submit()
    (notice,) = world.said(ApplicationNotAccepted)
    gaps = {(item.material, item.code) for item in notice.items}
    assert gaps == {(each, "MISSING") for each in ("clinical_record", "test_report", "relation_proof")}
    assert (notice.person_ref, notice.agent_ref) == (mother, daughter)
    assert world.now_is(there.id).status is ApplicationState.NOT_ACCEPTED
    assert there.open_key not in world.storage.reservations

    here = Applying(world, MINI, NANCHONG, agent=daughter, person=mother, papers=papers(*NANCHONG_PAPERS))
    await here.submit()
    assert [each.agent_ref for each in world.said(ApplicationSubmitted)] == [daughter]


async def test_the_agent_is_not_the_person(world: World) -> None:
    mother = uuid7()
    assert await world.refused("gz-app", draft(mother, agent=mother), uuid7()) == (422, "AGENT_IS_APPLICANT")


async def test_at_the_counter_the_clerk_may_take_it_in_without_and_a_reviewer_sees_what_is_absent(world: World) -> None:
    mother, daughter = uuid7(), uuid7()
    has = papers(
        *("application_form", "identity_card", "diagnosis_certificate"),
        *("clinical_record", "test_report", "agent_identity_card"),
    )
    asked = draft(mother, agent=daughter).model_copy(update={"route": Route.COUNTER})
    application = uuid7()
    await world.answered(COUNTER, asked, application)
    lost = AbsentPaper(material="relation_proof", reason=AbsenceReason.LOST)
    await world.answered(COUNTER, ApplicationLodged(papers=has, absent=(lost,), declared_true=True), application)
    for paper in has:
        await world.hear(accepted(paper, world.now), application)
    (submitted,) = world.said(ApplicationSubmitted)
    assert [absent.material for absent in submitted.absent] == ["relation_proof"]
