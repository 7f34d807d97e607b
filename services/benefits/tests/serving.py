"""The whole service on a database of its own, asked as operators ask it; the vault is played by hand."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import asyncpg
import httpx
from benefits.app import create_service
from benefits.settings import Settings
from chassis.message import Kind, Message, Origin
from chassis.parties.file import PartiesFile
from chassis.parties.register import write
from chassis.service import Service
from chassis.settings import Environment
from chassis.testing.eventually import eventually
from chassis.testing.serving import client_of
from chassis.testing.vault_office import MOTHER, TOKEN, VaultOffice, open_office
from contracts.catalogue import TOPIC_OF
from contracts.codec import encode
from contracts.event import Event
from contracts.ids import uuid7
from pydantic import SecretStr

from .world import FIRST, NUMBER, PRACTITIONER, SECOND, closed, decided, submitted

OPERATOR = "operator-token-of-the-tests"


@dataclass(slots=True)
class Office:
    """The running service, the vault beside it, and what an operator asks."""

    service: Service
    client: httpx.AsyncClient
    vault: VaultOffice
    _numbers: dict[tuple[str, UUID], int] = field(default_factory=dict)
    _people: int = 0

    async def hear(self, event: Event, application: UUID) -> None:
        topic = TOPIC_OF[type(event)]
        number = self._numbers[topic.name, application] = self._numbers.get((topic.name, application), 0) + 1
        identity = uuid7()
        message = Message(
            kind=Kind.EVENT,
            id=identity,
            source=topic.name,
            subject=application,
            type=type(event).type_name(),
            body=encode(event),
            actor=topic.publisher,
            correlation_id=identity,
            emitter=application,
            sequence=number,
            origin=Origin(topic.name, 0, number, str(application).encode(), ()),
        )
        await self.service.engine.handle([message])

    async def operate(self, method: str, path: str, token: str = OPERATOR, **what: object) -> httpx.Response:
        headers = {"authorization": f"Bearer {token}", "operator": "wang"}
        return await self.client.request(method, f"/operations{path}", headers=headers, **what)  # type: ignore[arg-type]

    async def grant(self, agent: UUID | None = None, disease: str = "bronchial_asthma") -> tuple[UUID, str]:
        """Let somebody apply, whom review approves today; return the application and its number."""
        application, now = uuid7(), await self.now()
        self._people += 1
        submission = submitted(NUMBER.format(self._people), uuid7(), now, disease=disease, agent=agent)
        self.vault.persons[submission.person_ref] = MOTHER
        for event in (submission, decided(now), closed(now)):
            await self.hear(event, application)
        await eventually(lambda: self._is_granted(application), within=20)
        return application, submission.number

    async def _is_granted(self, application: UUID) -> bool:
        found = "select state #>> '{grant,start}' is not null from aggregates where subject = $1"
        return bool(await self.service.ground.pool.fetchval(found, application))

    async def now(self) -> datetime:
        """The time of the database."""
        now: datetime = await self.service.ground.pool.fetchval("select clock_timestamp()")
        return now

    async def said(self, event: type[Event]) -> int:
        """Return how many events of a kind were published."""
        told: int = await self.service.ground.pool.fetchval(
            "select count(*) from outbox where convert_from(headers, 'utf8')::jsonb->>'ce_type' = $1", event.type_name()
        )
        return told


@asynccontextmanager
async def office(dsn: str, *, chores: bool = True, suspended: Collection[str] = ()) -> AsyncIterator[Office]:
    """Serve benefits, with two hospitals that take part; without `chores` a test does them itself."""
    async with asyncpg.create_pool(dsn, min_size=1, max_size=2) as pool, pool.acquire() as connection:
        await write(connection, _parties(suspended))
    async with open_office() as vault:
        settings = Settings(
            environment=Environment.TEST,
            postgres=SecretStr(dsn),
            operator_token=SecretStr(OPERATOR),
            vault_url=vault.url,
            vault_token=SecretStr(TOKEN),
        )
        service = create_service(settings)
        service.chores = service.chores if chores else {}
        async with client_of(service) as client:
            yield Office(service, client, vault)


def _parties(suspended: Collection[str]) -> PartiesFile:
    staff = [{"practitioner": PRACTITIONER, "name": "=李医生", "roles": ["reviewer"]}]
    about = {
        "kind": "institution",
        "level": 2,
        "area": "520200",
        "roles": ["hospital"],
        "secret": "a secret of sixteen",
    }
    hospitals = [
        {**about, "code": FIRST, "name": "市一医院", "staff": staff},
        {**about, "code": SECOND, "name": "市二医院"},
    ]
    for hospital in hospitals:
        hospital["suspended"] = hospital["code"] in suspended
    return PartiesFile.model_validate({"parties": hospitals})
