"""Who gets a ticket, for what, and how often: nothing fills the store, and nobody is refused who needs another try."""

import json

import pytest
from chassis.rows import Reply
from contracts.events.requests import NamedPaper
from contracts.ids import uuid7
from documents.domain import refusals
from documents.domain.names import shown_name
from documents.domain.ticketing import TRIES, DeclaredPaper, TicketsGiven, check_for_signing

from .shelf import CARD, PACK, REPORT, Shelf

APPLICATION = uuid7()
MOST = PACK.files.max_files


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def given(reply: Reply) -> TicketsGiven:
    assert reply.status == 200, reply.body
    return TicketsGiven.model_validate_json(reply.body)


def code(reply: Reply) -> tuple[int, str]:
    return reply.status, json.loads(reply.body)["code"]


def named(reply: Reply) -> list[NamedPaper]:
    return [NamedPaper(document_id=one.document_id, material=one.material) for one in given(reply).tickets]


async def test_the_same_file_fifty_times_is_one_paper(shelf: Shelf) -> None:
    file = shelf.file(CARD)
    (first,) = named(await shelf.ask(APPLICATION, file))
    for _ in range(49):
        (again,) = named(await shelf.ask(APPLICATION, file))
        assert again == first
    assert len(set(map(str, named(await shelf.ask(APPLICATION, *[file] * 20))))) == 1
    dossier = shelf.harness.state(APPLICATION)
    assert dossier is not None
    assert len(dossier.papers) == 1


async def test_the_same_file_as_another_material_is_another_paper(shelf: Shelf) -> None:
    file = shelf.file(CARD)
    as_report = file.model_copy(update={"material": REPORT})
    first, second = named(await shelf.ask(APPLICATION, file, as_report))
    assert first.document_id != second.document_id


async def test_a_file_that_was_refused_may_be_sent_again(shelf: Shelf) -> None:
    file = shelf.file(CARD)
    (first,) = named(await shelf.ask(APPLICATION, file))
    shelf.bad.add(first.document_id)
    await shelf.lodge(APPLICATION, first)
    (again,) = named(await shelf.ask(APPLICATION, file))
    assert again.document_id != first.document_id


async def test_a_full_dossier_takes_no_more_but_knows_what_it_has(shelf: Shelf) -> None:
    files = [shelf.file(CARD) for _ in range(MOST)]
    papers = named(await shelf.ask(APPLICATION, *files))
    assert code(await shelf.ask(APPLICATION, shelf.file(CARD))) == (409, "TOO_MANY_FILES")
    assert named(await shelf.ask(APPLICATION, files[3])) == [papers[3]]


async def test_a_refused_paper_leaves_its_place_but_not_for_ever(shelf: Shelf) -> None:
    for _ in range(TRIES):
        papers = await shelf.upload(APPLICATION, *[CARD] * MOST)
        shelf.bad |= {paper.document_id for paper in papers}
        await shelf.lodge(APPLICATION, *papers)
    assert code(await shelf.ask(APPLICATION, shelf.file(CARD))) == (409, "TOO_MANY_TICKETS")


async def test_what_is_refused_as_unknown_is_nobodys_try(shelf: Shelf) -> None:
    strangers = [NamedPaper(document_id=uuid7(), material=CARD) for _ in range(20)]
    for _ in range(TRIES):
        await shelf.lodge(APPLICATION, *strangers)
    await shelf.upload(APPLICATION, *[CARD] * MOST)


async def test_from_the_end_of_the_draft_on_there_are_no_tickets(shelf: Shelf) -> None:
    tickets = given(await shelf.ask(APPLICATION, shelf.file(CARD)))
    await shelf.expire_only(APPLICATION)
    assert shelf.erased == []
    assert code(await shelf.ask(APPLICATION, shelf.file(CARD))) == (409, "DOSSIER_ERASED")
    dossier = shelf.harness.state(APPLICATION)
    assert dossier is not None
    with pytest.raises(refusals.DossierErased):
        check_for_signing(dossier, tickets)


async def test_a_draft_that_nobody_uploaded_anything_for_is_closed_too(shelf: Shelf) -> None:
    await shelf.expire(APPLICATION)
    assert code(await shelf.ask(APPLICATION, shelf.file(CARD))) == (409, "DOSSIER_ERASED")
    assert shelf.erased == []
    assert shelf.harness.timers(APPLICATION) == {}


async def test_nothing_is_signed_for_a_paper_that_was_refused(shelf: Shelf) -> None:
    tickets = given(await shelf.ask(APPLICATION, shelf.file(CARD), shelf.file(REPORT)))
    card, report = tickets.tickets
    dossier = shelf.harness.state(APPLICATION)
    assert dossier is not None
    check_for_signing(dossier, tickets)
    shelf.bad.add(report.document_id)
    await shelf.lodge(APPLICATION, NamedPaper(document_id=report.document_id, material=REPORT))
    dossier = shelf.harness.state(APPLICATION)
    assert dossier is not None
    with pytest.raises(refusals.TicketsUsed):
        check_for_signing(dossier, tickets)
    check_for_signing(dossier, TicketsGiven(tickets=(card,)))


async def test_the_pack_says_what_a_file_of_the_application_may_be(shelf: Shelf) -> None:
    (card,) = await shelf.upload(APPLICATION, CARD)
    await shelf.lodge(APPLICATION, card)
    (order,) = shelf.inspected
    assert order.limits is not None
    files = PACK.files
    assert (order.limits.max_bytes, order.limits.max_pages, order.limits.max_pixels) == (
        files.max_bytes,
        files.max_pages,
        files.max_pixels,
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..%2fx.pdf", "..%2fx.pdf"),
        ("C:\\fakepath\\病历.pdf", "病历.pdf"),
        ("a\0.pdf", "a.pdf"),
        ("病历.pdf.exe", "病历.pdf.exe"),
        ("\u202efdp.exe", "fdp.exe"),
        ("𠮷田 👩\u200d⚕️.jpg", "𠮷田 👩⚕️.jpg"),
        ("zero\u200bwidth\ufeff.pdf", "zerowidth.pdf"),
        ("line\u2028\r\nbreak.pdf", "linebreak.pdf"),
        ("\u200b", ""),
        ("长" * 300 + ".jpg", "长" * 96 + ".jpg"),
    ],
)
def test_the_name_of_a_file_is_cleaned_as_it_is_read(name: str, shown: str) -> None:
    declared = DeclaredPaper(material=CARD, file_name=name, media_type="image/jpeg", size=1, sha256="0" * 64)
    assert declared.file_name == shown == shown_name(shown)
