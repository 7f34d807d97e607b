"""Tickets: what a city allows, each file once, and not without end."""

import json

import pytest
from contracts.codec import Unreadable, check
from documents.domain.dossier import Dossier, PaperStatus
from documents.domain.refusals import DossierClosed, TicketUsed
from documents.domain.ticketing import TRIES, DeclaredPaper, TicketsGiven, open_tickets

from .dossiers import KIND, OTHER, PACKS, World, declared

MOST = PACKS.pinned("guizhou-liupanshui", "2026.1").files.max_files


@pytest.fixture
def world() -> World:
    return World()


async def test_the_same_file_fifty_times_is_one_paper(world: World) -> None:
    first = await world.tickets(*[declared(1)] * 20)
    again = await world.tickets(*[declared(1)] * 20)
    more = await world.tickets(*[declared(1)] * 10)
    assert len({*first, *again, *more}) == 1


async def test_the_same_file_for_another_material_is_another_paper(world: World) -> None:
    one, other = await world.tickets(declared(1), declared(1, OTHER))
    assert one != other


async def test_a_file_that_was_refused_may_be_sent_again(world: World) -> None:
    (first,) = await world.tickets(declared(1))
    await world.lodge(first)
    await world.judge(first, "hash_mismatch")
    assert await world.tickets(declared(1)) != [first]


async def test_more_files_than_allowed_get_no_ticket_at_all(world: World) -> None:
    await world.tickets(*[declared(number) for number in range(MOST)])
    refused = await world.ask(declared(MOST))
    assert (refused.status, json.loads(refused.body)["code"]) == (409, "TOO_MANY_FILES")
    state = world.harness.state(world.application)
    assert state is not None
    assert len(state.papers) == MOST


async def test_refused_files_leave_their_place_but_not_without_end(world: World) -> None:
    for number in range(TRIES * MOST):
        (document,) = await world.tickets(declared(number))
        await world.complete(document)
        await world.judge(document, "type_not_allowed")
    refused = await world.ask(declared(TRIES * MOST))
    assert (refused.status, json.loads(refused.body)["code"]) == (429, "TOO_MANY_TICKETS")


async def test_a_kept_answer_opens_only_what_is_still_to_come(world: World) -> None:
    reply = await world.ask(declared(1), declared(2), key="k")
    given = TicketsGiven.model_validate_json(reply.body)
    one, other = (ticket.document_id for ticket in given.tickets)
    assert [ticket.document_id for ticket in open_tickets(_state(world), given)] == [one, other]
    await world.complete(one)
    await world.judge(one)
    assert [ticket.document_id for ticket in open_tickets(_state(world), given)] == [other]
    await world.complete(other)
    await world.judge(other)
    with pytest.raises(TicketUsed):
        open_tickets(_state(world), given)
    await world.expire()
    with pytest.raises(DossierClosed):
        open_tickets(_state(world), given)


def _state(world: World) -> Dossier:
    state = world.harness.state(world.application)
    assert state is not None
    return state


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../x", "x"),
        ("..%2fsite", "..%2fsite"),
        ("C:\\x\\病历.pdf", "病历.pdf"),
        ("a\0.pdf", "a.pdf"),
        ("病历.pdf.exe", "病历.pdf.exe"),
        ("\u202efdp.exe", "fdp.exe"),
        ("𠅤𠮷.jpg", "𠅤𠮷.jpg"),
        ("👍.png", "👍.png"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_files_name_is_cleaned_where_it_comes_in(given: str, shown: str) -> None:
    assert (
        DeclaredPaper(material=KIND, media_type="image/png", size=1, sha256="0" * 64, file_name=given).file_name
        == shown
    )


def test_what_a_name_may_hold_nothing_else_may() -> None:
    body = json.dumps({"file_name": "a\u202eb"}).encode()
    check(body, any_character=True)
    with pytest.raises(Unreadable, match="character_not_allowed"):
        check(body)


async def test_inspection_is_bounded_by_the_applications_own_rules(world: World) -> None:
    (document,) = await world.tickets(declared(1))
    await world.complete(document)
    (waiting,) = world.inspections(document)
    files = PACKS.pinned("guizhou-liupanshui", "2026.1").files
    bounds = waiting.body.bounds  # type: ignore[attr-defined]
    assert (bounds.max_bytes, bounds.max_pages, bounds.max_pixels) == (
        files.max_bytes,
        files.max_pages,
        files.max_pixels,
    )
    assert world.paper(document).status is PaperStatus.INSPECTING
