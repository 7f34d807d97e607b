"""Drafts that wait to be handed in, at Mante's intake and at a bare endpoint, and the requests that do so."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count, islice, product
from typing import Any, Protocol
from uuid import UUID

import orjson
from contracts.ids import uuid7
from policy.calendar import local
from policy.registry import load_packs

from mante.bench import bare_intake_tables as bare
from mante.bench.asking import connections
from mante.bench.connection import Connection, basic, request_of
from mante.bench.intake_service import CHANNEL, Intake, intake_service
from mante.bench.servers import Servers, connected
from mante.bench.serving import serving
from mante.demo.people import someone
from mante.stack.ports import Ports
from mante.stack.readiness import accepts

AREA, SECRET = "520200", "nobody-else-asks"
MATERIALS = ("identity_card", "diagnosis_certificate", "clinical_record", "test_report")
TODAY = local(datetime.now(UTC)).date()
DISEASES = tuple(disease.code for disease in load_packs().in_force(AREA, TODAY).diseases)
NEW = "insert into applications (id, state, person_ref, disease) values ($1, 'draft', $2, $3)"
BUSY = "select exists (select from outbox) or exists (select from effects where done_at is null)"


class Variant(Protocol):
    """A service that takes applications in. `pid` is its process."""

    port: int
    pid: int

    async def drafts(self, count: int) -> list[bytes]:
        """Open drafts; return a request for each that hands it in."""

    async def settle(self) -> None:
        """Return when nothing is left to do."""


@dataclass(slots=True)
class Ours:
    """Mante's intake: drafts are opened as a channel opens them."""

    intake: Intake
    port: int = field(init=False)
    pid: int = field(init=False)
    _people: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self.port, self.pid = self.intake.port, self.intake.pid

    async def drafts(self, count: int) -> list[bytes]:
        """Register as many people as it takes, a draft for each disease of each."""
        wishes = product(islice(self._people, -(-count // len(DISEASES))), DISEASES)
        headers = basic(CHANNEL, self.intake.secret)
        async with connections(self.port, 8) as lines:
            people: dict[int, str] = {}
            drafts = []
            for number, disease in islice(wishes, count):
                if number not in people:
                    people[number] = await _registered(lines[0], number, headers)
                drafts.append((people[number], disease))
            opened = await asyncio.gather(*(_opened(line, drafts[at::8], headers) for at, line in enumerate(lines)))
        return [_lodging(self.port, application, headers) for some in opened for application in some]

    async def settle(self) -> None:
        """Wait until every event is on the bus."""
        async with connected(self.intake.dsn) as connection:
            while await connection.fetchval(BUSY):  # noqa: ASYNC110 - seen from outside
                await asyncio.sleep(0.05)


@dataclass(slots=True)
class Bare:
    """A bare endpoint: drafts are rows."""

    port: int
    pid: int
    dsn: str

    async def drafts(self, count: int) -> list[bytes]:
        """Write the drafts."""
        rows = [(uuid7(), uuid7(), "bronchial_asthma") for _ in range(count)]
        async with connected(self.dsn) as connection:
            await connection.executemany(NEW, rows)
        return [_lodging(self.port, application, basic(CHANNEL, SECRET)) for application, _, _ in rows]

    async def settle(self) -> None:
        """Nothing is left to do."""


@asynccontextmanager
async def ours(servers: Servers, together: int | None = None) -> AsyncIterator[Variant]:
    """Run Mante's intake; one transaction decides `together` requests at most, or as many as usual."""
    async with intake_service(servers, together) as intake:
        yield Ours(intake)


@asynccontextmanager
async def barely(servers: Servers) -> AsyncIterator[Variant]:
    """Run the bare endpoint."""
    dsn, port = await servers.empty_database(), Ports(servers.home).of("bare")
    async with connected(dsn) as connection:
        await connection.execute(bare.TABLES)
    told = bare.Told(port=port, dsn=dsn, secret=SECRET).model_dump_json().encode()
    log = servers.home / "logs" / "bare-intake.log"
    async with serving("mante.bench.bare_intake", accepts(port), log, told=told) as process:
        yield Bare(port, process.pid, dsn)


async def _registered(line: Connection, number: int, headers: dict[str, str]) -> str:
    person = someone(number, AREA)
    given = {"id_number": person.id_number, "name": person.name, "phone": person.phone}
    return str((await line.ask("POST", "/v1/persons", given, headers))["person_ref"])


async def _opened(line: Connection, wishes: Sequence[tuple[str, str]], headers: dict[str, str]) -> list[UUID]:
    return [
        UUID((await line.ask("POST", "/v1/applications", draft(*wish), headers))["application_id"]) for wish in wishes
    ]


def draft(person_ref: str, disease: str) -> dict[str, Any]:
    """Return what a channel says to begin an application."""
    return {
        "person_ref": person_ref,
        "applicant": {"kind": "self"},
        "pooling_area": AREA,
        "scheme": "resident",
        "disease_code": disease,
    }


def _lodging(port: int, application: UUID, headers: dict[str, str]) -> bytes:
    papers = [{"document_id": str(uuid7()), "material": material} for material in MATERIALS]
    body = orjson.dumps({"papers": papers, "declared_true": True})
    path, keyed = f"/v1/applications/{application}/lodging", headers | {"Idempotency-Key": str(uuid7())}
    return request_of("POST", f"127.0.0.1:{port}", path, keyed, body)
