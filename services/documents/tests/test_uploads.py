"""From a ticket to a verdict, on a real database and a real object store."""

import hashlib
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from chassis.grants import READING, UPLOAD, signer
from chassis.message import Kind, Message
from chassis.service import Service
from chassis.testing.eventually import eventually
from chassis.testing.plugin import Migrated
from chassis.testing.serving import client_of
from contracts.codec import encode
from contracts.event import Event
from contracts.events.intake import DraftExpired, PapersLodged
from contracts.events.requests import NamedPaper
from contracts.ids import uuid7
from documents.app import create_service
from documents.domain.dossier import Dossier, PaperStatus
from documents.settings import Settings
from mante.stack.keyring import Keyring
from mante.stack.s3_address import S3Address
from pydantic import SecretStr

sys.path.insert(0, str(Path(__file__).parents[3] / "examples"))
from papers import Paper, make

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("kafka")]
KIND, HOSPITAL, JPEG = "diagnosis_certificate", "H52020199001", b"\xff\xd8\xff"


@dataclass(slots=True)
class Applicant:
    """One application with its grants, and the service it talks to."""

    service: Service
    http: httpx.AsyncClient
    application: UUID
    upload: str
    keyring: Keyring

    async def tickets(self, papers: list[Paper], key: str = "k1", **more: object) -> httpx.Response:
        asked = [
            {
                "material": KIND,
                "file_name": paper.file_name,
                "media_type": paper.media_type,
                "size": len(paper.content),
                "sha256": hashlib.sha256(paper.content).hexdigest(),
                **more,
            }
            for paper in papers
        ]
        headers = {"Authorization": f"Bearer {self.upload}", "Idempotency-Key": key}
        return await self.http.post("/v1/tickets", json={"papers": asked}, headers=headers)

    async def send(self, ticket: dict[str, Any], content: bytes, **fields: str) -> int:
        async with httpx.AsyncClient() as store:
            files = {"file": ("paper", content, "application/octet-stream")}
            return (await store.post(ticket["url"], data=ticket["fields"] | fields, files=files)).status_code

    async def lodge(self, *documents: str, sequence: int = 1, of: UUID | None = None) -> None:
        named = tuple(NamedPaper(document_id=UUID(one), material=KIND) for one in documents)
        await self.hear(PapersLodged(papers=named, with_papers_of=of), sequence)

    async def hear(self, event: Event, sequence: int = 1) -> None:
        message = Message(
            kind=Kind.EVENT,
            id=uuid7(),
            source="intake.applications.v1",
            subject=self.application,
            type=event.type_name(),
            body=encode(event),
            actor="intake",
            correlation_id=self.application,
            emitter=self.application,
            sequence=sequence,
        )
        await self.service.engine.handle([message])

    async def dossier(self) -> Dossier:
        row = await self.service.ground.pool.fetchrow(
            "select state, state_version from aggregates where subject = $1", self.application
        )
        assert row is not None
        opened: Dossier = self.service.process.open(*row)
        return opened

    async def verdict(self, document: str) -> PaperStatus:
        async def decided() -> PaperStatus | None:
            paper = (await self.dossier()).paper(UUID(document))
            return paper.status if paper and paper.status in (PaperStatus.ACCEPTED, PaperStatus.REJECTED) else None

        found = await eventually(decided, within=30)
        assert found is not None
        return found


@pytest.fixture
async def applicant(migrated: Migrated, s3: S3Address, tmp_path: Path) -> AsyncIterator[Applicant]:
    keyring = Keyring(tmp_path)
    settings = Settings(
        postgres=SecretStr(await migrated("documents")),
        operator_token=SecretStr("an-operators-token"),
        s3_url=s3.url,
        s3_public_url=s3.url,
        s3_bucket=s3.bucket,
        s3_access_key=s3.access_key,
        s3_secret_key=SecretStr(s3.secret_key),
        upload_grant_public_key=keyring.pair("upload-grant").public,
        read_grant_public_key=keyring.pair("read-grant").public,
    )
    service, application = create_service(settings), uuid7()
    async with client_of(service) as http:
        await service.ground.clock.refresh()
        now = int(service.ground.clock.now().timestamp())
        claims = {
            "iss": "intake",
            "aud": "documents",
            "sub": str(application),
            "channel": "gz-app",
            "pack": {"id": "guizhou-liupanshui", "version": "2026.1"},
            "materials": [KIND],
            "iat": now,
            "exp": now + 600,
            "jti": str(uuid7()),
        }
        upload = signer(SecretStr(keyring.pair("upload-grant").private), UPLOAD)(claims)
        yield Applicant(service, http, application, upload, keyring)


def paper(seed: int = 1) -> Paper:
    return make(KIND, "样本", date(2026, 11, 24), seed)


async def test_a_good_paper_is_sealed_inspected_and_shown_to_whoever_may_read_it(applicant: Applicant) -> None:
    good = paper()
    (ticket,) = (await applicant.tickets([good])).json()["tickets"]
    assert await applicant.send(ticket, good.content) == 201
    await applicant.lodge(ticket["document_id"])
    assert await applicant.verdict(ticket["document_id"]) is PaperStatus.ACCEPTED
    assert (await first_page(applicant, ticket["document_id"]))[:3] == JPEG
    views = await applicant.service.ground.pool.fetch("select party, page from page_views")
    assert [tuple(view) for view in views] == [(HOSPITAL, 1)]


async def test_a_paper_of_another_application_is_read_under_the_one_that_uses_it(applicant: Applicant) -> None:
    good = paper()
    (ticket,) = (await applicant.tickets([good])).json()["tickets"]
    await applicant.send(ticket, good.content)
    await applicant.lodge(ticket["document_id"])
    await applicant.verdict(ticket["document_id"])
    first, applicant.application = applicant.application, uuid7()
    await applicant.lodge(ticket["document_id"], of=first)
    assert await applicant.verdict(ticket["document_id"]) is PaperStatus.ACCEPTED
    assert (await first_page(applicant, ticket["document_id"]))[:3] == JPEG
    views = await applicant.service.ground.pool.fetch("select application, document_id from page_views")
    assert [tuple(view) for view in views] == [(applicant.application, UUID(ticket["document_id"]))]


async def first_page(applicant: Applicant, document: str) -> bytes:
    """Look at a page as a hospital does."""
    led = await look(applicant, document, [document])
    assert led.status_code == 307
    async with httpx.AsyncClient() as store:
        return (await store.get(led.headers["location"])).content


async def look(
    applicant: Applicant, document: str, granted: list[str], number: int = 1, application: UUID | None = None
) -> httpx.Response:
    """Ask for a page with review's grant for these documents of the application."""
    now = int(applicant.service.ground.clock.now().timestamp())
    claims = {
        "iss": "review",
        "aud": "documents",
        "sub": str(application or applicant.application),
        "party": HOSPITAL,
        "documents": granted,
        "iat": now,
        "exp": now + 60,
        "jti": "grant-1",
    }
    reading = signer(SecretStr(applicant.keyring.pair("read-grant").private), READING)(claims)
    path = f"/v1/documents/{document}/pages/{number}"
    return await applicant.http.get(path, headers={"Authorization": f"Bearer {reading}"})


async def test_a_page_that_the_grant_does_not_name_is_not_found(applicant: Applicant) -> None:
    good = paper()
    (ticket,) = (await applicant.tickets([good])).json()["tickets"]
    await applicant.send(ticket, good.content)
    await applicant.lodge(ticket["document_id"])
    await applicant.verdict(ticket["document_id"])
    document, other = ticket["document_id"], str(uuid7())
    assert (await look(applicant, document, [other])).status_code == 404
    assert (await look(applicant, other, [other])).status_code == 404
    assert (await look(applicant, document, [document], number=0)).status_code == 404
    assert (await look(applicant, document, [document], number=2)).status_code == 404
    assert (await look(applicant, document, [document], application=uuid7())).status_code == 404
    assert (await look(applicant, document, [document])).status_code == 307
    views = await applicant.service.ground.pool.fetch("select document_id, page from page_views")
    assert [tuple(view) for view in views] == [(UUID(document), 1)]


async def test_an_upload_grant_opens_no_page(applicant: Applicant) -> None:
    path = f"/v1/documents/{uuid7()}/pages/1"
    answer = await applicant.http.get(path, headers={"Authorization": f"Bearer {applicant.upload}"})
    assert answer.status_code == 401


async def test_the_same_key_gives_tickets_for_the_same_papers(applicant: Applicant) -> None:
    first = (await applicant.tickets([paper()])).json()["tickets"]
    again = (await applicant.tickets([paper()])).json()["tickets"]
    assert [one["document_id"] for one in first] == [one["document_id"] for one in again]


async def test_once_the_draft_is_over_no_form_is_signed_under_any_key(applicant: Applicant) -> None:
    good = paper()
    assert (await applicant.tickets([good])).status_code == 200
    await applicant.hear(DraftExpired(expired_at=applicant.service.ground.clock.now()))
    for key in ("k1", "k2"):
        answer = await applicant.tickets([good], key=key)
        assert (answer.status_code, answer.json()["code"]) == (409, "DOSSIER_ERASED")


async def test_a_name_is_cleaned_and_nothing_else_may_hold_what_cannot_be_seen(applicant: Applicant) -> None:
    good = paper()
    assert (await applicant.tickets([good], file_name="\u202e病历\0\u200b😀.jpg")).status_code == 200
    headers = {"Authorization": f"Bearer {applicant.upload}"}
    (shown,) = (await applicant.http.get("/v1/documents", headers=headers)).json()
    assert shown["file_name"] == "病历😀.jpg"
    for more in ({"media_type": "image/jpeg\0"}, {"material": f"{KIND}\u200b"}, {"sha256": "\u202e" + "0" * 63}):
        answer = await applicant.tickets([good], key="k2", **more)
        assert (answer.status_code, answer.json()["reason"]) == (400, "character_not_allowed")


async def test_the_store_refuses_another_size_and_another_key(applicant: Applicant) -> None:
    good = paper()
    (ticket,) = (await applicant.tickets([good])).json()["tickets"]
    assert await applicant.send(ticket, good.content + b"more") >= 400
    assert await applicant.send(ticket, good.content, key=f"{uuid7()}/{uuid7()}") >= 400


async def test_what_is_uploaded_after_the_seal_is_never_read(applicant: Applicant) -> None:
    good = paper()
    (ticket,) = (await applicant.tickets([good])).json()["tickets"]
    await applicant.send(ticket, good.content)
    await applicant.lodge(ticket["document_id"])
    await applicant.verdict(ticket["document_id"])
    sealed = (await applicant.dossier()).paper(UUID(ticket["document_id"]))
    other = bytes(reversed(good.content))
    await applicant.send(ticket, other)
    await applicant.lodge(ticket["document_id"], sequence=2)
    assert (await applicant.dossier()).paper(UUID(ticket["document_id"])) == sealed


async def test_a_file_that_is_not_what_was_declared_is_rejected(applicant: Applicant) -> None:
    good = paper()
    (ticket,) = (await applicant.tickets([good])).json()["tickets"]
    await applicant.send(ticket, bytes(len(good.content)))
    await applicant.lodge(ticket["document_id"])
    assert await applicant.verdict(ticket["document_id"]) is PaperStatus.REJECTED


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"media_type": "image/gif"}, "TYPE_NOT_ALLOWED"),
        ({"size": 1 << 30}, "FILE_TOO_LARGE"),
        ({"material": "relation_proof"}, "MATERIAL_NOT_ASKED"),
    ],
)
async def test_what_the_city_does_not_allow_gets_no_ticket(
    applicant: Applicant, more: dict[str, object], code: str
) -> None:
    answer = await applicant.tickets([paper()], **more)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_more_files_than_allowed_get_no_ticket(applicant: Applicant) -> None:
    good = paper()
    files = [replace(good, content=good.content + bytes([number])) for number in range(21)]
    assert (await applicant.tickets(files[:20])).status_code == 200
    answer = await applicant.tickets(files[20:], key="k2")
    assert (answer.status_code, answer.json()["code"]) == (409, "TOO_MANY_FILES")


async def test_a_paper_that_never_had_a_ticket_is_unknown(applicant: Applicant) -> None:
    stranger = str(uuid7())
    await applicant.lodge(stranger)
    found = (await applicant.dossier()).paper(UUID(stranger))
    assert found is not None
    assert found.reason == "unknown_document"
