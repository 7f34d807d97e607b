"""What others do while somebody looks at a page: apply in an app, give out a password, send what nobody can read."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Self
from uuid import UUID

import httpx
from aiokafka import AIOKafkaProducer
from channel_over_http import Channel, File
from contracts.cloudevents import Envelope, Headers, to_headers
from contracts.events.requests import DraftOpened
from contracts.ids import uuid7
from mante.demo.people import Person
from mante.demo.place import Place
from papers import make

KINDS = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report")
DAY = date(2026, 11, 20)
WITHIN = 60.0  # seconds


@dataclass(frozen=True)
class Case:
    """An application that is in review."""

    application: str
    number: str
    grant: str
    name: str


class Applying:
    """Somebody with 贵州医保APP."""

    def __init__(self, place: Place) -> None:
        self.channel = Channel(place.front, "gz-app", place.secret("gz-app"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.channel.http.close()
        self.channel.uploads.close()

    def lodge(self, person: Person, hospital: str) -> Case:
        """Apply for asthma with good papers, and ask for a hospital."""
        channel = self.channel
        asked = {"id_number": person.id_number, "name": person.name, "phone": person.phone}
        draft = {
            "person_ref": channel.person(asked),
            "applicant": {"kind": "self"},
            "pooling_area": "520200",
            "scheme": "resident",
            "disease_code": "bronchial_asthma",
            "hospital": hospital,
        }
        opened = channel.draft(draft)
        application, grant = opened["application_id"], opened["upload_grant"]
        lodged = channel.lodge(application, channel.upload(grant, _files(KINDS, person.name, 1)))
        self.reaches(application, "in_review")
        return Case(application, lodged["number"], grant, person.name)

    def supplement(self, case: Case) -> None:
        """Send what was asked for."""
        asked = self.reaches(case.application, "awaiting_supplement")
        kinds = tuple(dict.fromkeys(item["material"] for item in asked["items"]))
        papers = self.channel.upload(case.grant, _files(kinds, case.name, 2))
        self.channel.supplement(case.application, asked["round"], papers)

    def reaches(self, application: str, state: str) -> dict[str, Any]:
        """Return the progress once it says `state`."""

        def there() -> dict[str, Any] | None:
            progress: dict[str, Any] = self.channel.progress(application)["progress"]
            return progress if progress["state"] == state else None

        return until(there)


def until(found: Callable[[], dict[str, Any] | None]) -> dict[str, Any]:
    """Return what is found, as soon as it is. (Playwright's own loop runs here: nothing may be awaited.)"""
    end = time.monotonic() + WITHIN
    while time.monotonic() < end:
        if (one := found()) is not None:
            return one
        time.sleep(0.2)
    raise AssertionError("it never came to that")


def first_password(place: Place, code: str) -> str:
    """Return a first password, as `mante staff password` prints it."""
    login = {"Authorization": f"Bearer {place.operator_token}", "Operator": "tests"}
    url = f"{place.services['review']}/operations/accounts/{code}/password"
    answer = httpx.post(url, json={"reason": "a journey"}, headers=login).raise_for_status()
    return str(answer.json()["password"])


def poison(place: Place, *subjects: UUID) -> None:
    """Put a record that nobody can read on a channel's topic, for each of these applications."""
    asyncio.run(_send(place, [(str(subject).encode(), _headers(subject)) for subject in subjects]))


def _headers(subject: UUID) -> Headers:
    identity = uuid7()
    envelope = Envelope(
        id=identity,
        type=DraftOpened.type_name(),
        source="/gz-app",
        subject=subject,
        time=datetime.now(UTC),
        correlation_id=identity,
        causation_id=identity,
    )
    return to_headers(envelope)


async def _send(place: Place, records: Sequence[tuple[bytes, Headers]]) -> None:
    async with AIOKafkaProducer(**place.kafka.login("gz-app")) as producer:
        for key, headers in records:
            await producer.send_and_wait("intake.requests.gz-app.v1", b"{not json", key=key, headers=list(headers))


def _files(kinds: tuple[str, ...], name: str, seed: int) -> list[File]:
    made = [(kind, make(kind, name, DAY, seed)) for kind in kinds]
    return [(kind, paper.content, paper.media_type, paper.file_name) for kind, paper in made]
