"""Several diseases on one form, and a further try after an end: papers are named again, not uploaded again."""

from datetime import timedelta
from uuid import UUID

import pytest
from contracts.events.documents import DocumentErased
from contracts.events.intake import ApplicationNotAccepted, ApplicationSubmitted, DraftExpired, PapersLodged
from contracts.events.review import CaseClosed
from contracts.events.updates import RequestRefused
from contracts.ids import uuid7
from contracts.vocabulary import ApplicationState, Outcome
from intake.domain.refusals import MOST_DISEASES

from .story import Applying, accepted, draft, lodging, papers, rejected
from .world import APP, WECHAT, World

ASTHMA, EPILEPSY = "bronchial_asthma", "epilepsy"
DISEASES = (
    "epilepsy",
    "severe_psychosis",
    "aplastic_anaemia",
    "malignant_tumour",
    "chronic_leukaemia",
    "rheumatic_heart_disease",
)


async def test_a_second_disease_names_papers_of_the_first_and_waits_for_documents_to_lend_them(world: World) -> None:
    first = Applying(world)
    await first.submit()
    second = Applying(world, person=first.person, disease=EPILEPSY, of=first.id)
    await second.open()
    card = first.papers[0]
    own = papers("diagnosis_certificate", "clinical_record", "test_report")
    await second.ask(lodging(card, *own))
    (lodged,) = world.said(PapersLodged, second.id)
    assert lodged.with_papers_of == first.id
    assert {paper.document_id for paper in lodged.papers} == {card.document_id, *(paper.document_id for paper in own)}
    for paper in own:
        await second.hear(accepted(paper, world.now))
    assert world.now_is(second.id).status is ApplicationState.LODGED  # documents has not lent the card yet
    await second.hear(accepted(card, world.now))
    assert len(world.said(ApplicationSubmitted, second.id)) == 1


async def test_the_papers_that_may_be_named_are_those_that_were_accepted(world: World) -> None:
    first = Applying(world)
    await first.open()
    await first.lodge()
    good, bad, gone, _ = first.papers
    await first.hear(accepted(good, world.now))
    await first.hear(rejected(bad, world.now))
    await first.hear(accepted(gone, world.now))
    await first.hear(DocumentErased(document_id=gone.document_id, erased_at=world.now))
    second = Applying(world, person=first.person, disease=EPILEPSY, of=first.id)
    await second.open()
    linked = world.now_is(second.id).linked
    assert linked is not None
    assert linked.papers == (good,)


async def test_a_paper_that_documents_does_not_lend_is_one_more_item(world: World) -> None:
    first = Applying(world)
    await first.submit()
    second = Applying(world, person=first.person, disease=EPILEPSY, of=first.id, papers=first.papers)
    await second.open()
    await second.lodge()
    for paper in first.papers[1:]:
        await second.hear(accepted(paper, world.now))
    await second.hear(rejected(first.papers[0], world.now, "unknown_document"))
    (notice,) = world.said(ApplicationNotAccepted, second.id)
    assert [(item.material, item.code) for item in notice.items] == [("identity_card", "unknown_document")]


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.LAPSED, Outcome.WITHDRAWN])
@pytest.mark.parametrize("channel", [APP, WECHAT])
async def test_after_an_end_the_person_tries_again_in_any_channel_they_came_through(
    world: World, outcome: Outcome, channel: str
) -> None:
    first = Applying(world)
    await first.submit_and_review()
    await first.hear(CaseClosed(outcome=outcome, closed_at=world.now))
    world.met.add((first.person, channel))
    again = Applying(world, channel, person=first.person, of=first.id, papers=first.papers)
    await again.open()
    answer = await again.lodge()
    await again.accept_all()
    assert world.now_is(again.id).status is ApplicationState.SUBMITTED
    assert answer["number"] != world.now_is(first.id).number
    assert world.said(PapersLodged, again.id)[0].with_papers_of == first.id


MOTHER, DAUGHTER, SON = uuid7(), uuid7(), uuid7()


@pytest.mark.parametrize(
    ("first_agent", "channel", "person", "agent", "has_met", "allowed"),
    [
        (None, APP, MOTHER, None, False, True),
        (DAUGHTER, APP, MOTHER, None, False, True),  # the person herself, whoever filed for her
        (DAUGHTER, APP, MOTHER, DAUGHTER, False, True),
        (None, WECHAT, MOTHER, None, True, True),
        (DAUGHTER, WECHAT, MOTHER, DAUGHTER, True, True),
        (None, WECHAT, MOTHER, None, False, False),  # a channel that she never came through
        (None, APP, MOTHER, DAUGHTER, False, False),  # an agent, of what the person filed herself
        (SON, APP, MOTHER, DAUGHTER, True, False),  # an agent, of what another agent filed
        (None, APP, SON, None, True, False),  # another person
    ],
)
async def test_whose_papers_may_be_used_by_whom(  # noqa: PLR0913, PLR0917 - a row of the table
    world: World,
    first_agent: UUID | None,
    channel: str,
    person: UUID,
    agent: UUID | None,
    has_met: bool,  # noqa: FBT001
    allowed: bool,  # noqa: FBT001
) -> None:
    first = Applying(world, person=MOTHER, agent=first_agent)
    await first.open()
    if has_met:
        world.met.add((agent or person, channel))
    second = Applying(world, channel, person=person, agent=agent, disease=EPILEPSY, of=first.id)
    await second.open()
    state = world.now_is(second.id)
    assert (state.status is ApplicationState.DRAFT) == allowed
    refused = world.told(channel, RequestRefused, second.id)
    assert [each.code for each in refused] == ([] if allowed else ["NOT_FOUND"])
    assert len(world.said(DraftExpired, second.id)) == (0 if allowed else 1)


async def test_another_persons_and_nobodys_application_get_the_same_answer(world: World) -> None:
    foreign = Applying(world)
    await foreign.submit()
    codes = []
    for of in (foreign.id, uuid7()):
        mine = Applying(world, of=of)
        await mine.open()
        (refused,) = world.told(APP, RequestRefused, mine.id)
        codes.append((refused.code, refused.detail))
        assert await mine.refused(lodging(*mine.papers)) == (404, "NOT_FOUND")
    assert codes[0] == codes[1]


async def test_a_form_has_so_many_diseases_and_no_more(world: World) -> None:
    first = Applying(world)
    await first.submit()
    others = [Applying(world, person=first.person, disease=disease, of=first.id) for disease in DISEASES]
    for other in others[: MOST_DISEASES - 1]:
        await other.open()
        await world.pass_time(timedelta(seconds=1))
        assert world.now_is(other.id).status is ApplicationState.DRAFT
    one_too_many = others[MOST_DISEASES - 1]
    await one_too_many.open()
    (refused,) = world.told(APP, RequestRefused, one_too_many.id)
    assert refused.code == "TOO_MANY_DISEASES"
    assert str(MOST_DISEASES) in refused.detail
    await first.hear(CaseClosed(outcome=Outcome.REJECTED, closed_at=world.now))
    again = Applying(world, person=first.person, of=first.id)
    await again.open()
    assert world.now_is(again.id).status is ApplicationState.DRAFT


async def test_what_is_lodged_before_the_link_is_checked_goes_to_documents_once_it_is(world: World) -> None:
    first = Applying(world)
    await first.submit()
    world.vault_is_away = True
    second = Applying(world, person=first.person, disease=EPILEPSY, of=first.id, papers=first.papers)
    await second.open()
    await second.lodge()
    await world.pass_time(timedelta(minutes=11))
    assert not world.said(PapersLodged, second.id)
    assert not world.said(ApplicationSubmitted, second.id)
    world.vault_is_away = False
    await world.pass_time(timedelta(minutes=11))
    (lodged,) = world.said(PapersLodged, second.id)
    assert lodged.with_papers_of == first.id


async def test_an_application_cannot_use_its_own_papers_as_anothers(world: World) -> None:
    own = uuid7()
    assert await world.refused(APP, draft(uuid7(), of=own), own) == (404, "NOT_FOUND")
