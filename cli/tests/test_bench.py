"""What measures measures the right thing: answers are read whole, a refusal is none, the bare endpoint is right."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import httpx
import pytest
from contracts.ids import uuid7
from mante.bench import bare_intake, bare_intake_tables
from mante.bench.asking import connections, evenly
from mante.bench.connection import Connection, Unexpected, basic, request_of

SECRET = "nobody-else-asks"


@pytest.fixture
async def echo() -> AsyncIterator[int]:
    """A server that gives each body back in two pieces; `/no` is refused."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            body = await reader.readexactly(length)
            status = b"409 Conflict" if b" /no " in head else b"200 OK"
            writer.write(
                b"HTTP/1.1 " + status + b"\r\ncontent-length: " + str(length).encode() + b"\r\n\r\n" + body[:1]
            )
            await writer.drain()
            await asyncio.sleep(0)
            writer.write(body[1:])

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_an_answer_is_read_whole_and_the_connection_is_used_again(echo: int) -> None:
    line = await Connection.open("127.0.0.1", echo)
    assert [await line.ask("POST", "/", {"number": number}) for number in (1, 2)] == [{"number": 1}, {"number": 2}]
    line.close()


async def test_a_refusal_is_no_answer(echo: int) -> None:
    line = await Connection.open("127.0.0.1", echo)
    with pytest.raises(Unexpected, match="409"):
        await line.ask("POST", "/no", {})
    line.close()


async def test_requests_at_a_rate_are_all_answered_and_take_that_long(echo: int) -> None:
    requests = [request_of("POST", "here", "/", {}, b"{}") for _ in range(10)]
    async with connections(echo, 2) as lines:
        asked = await evenly(lines, requests, per_second=100)
    assert len(asked.waits_ms) == 10
    assert asked.seconds >= 0.09


async def test_the_bare_endpoint_takes_an_application_in_once(database: str) -> None:
    connection = await asyncpg.connect(database)
    await connection.execute(bare_intake_tables.TABLES)
    draft = uuid7()
    await connection.execute(
        "insert into applications (id, state, person_ref, disease) values ($1, 'draft', $1, '')", draft
    )
    async with asyncpg.create_pool(database, min_size=1, max_size=1) as pool:
        app = bare_intake.create(pool, SECRET)
        first, again, other = [await _lodged(app, draft, key) for key in ("a", "a", "b")]
    assert first.status_code == 200
    assert again.content == first.content
    assert other.status_code == 409
    assert await connection.fetchval("select count(*) from outbox") == 1
    await connection.close()


async def _lodged(app: object, draft: UUID, key: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://bare", headers=basic("app", SECRET)) as http:
        body = {"papers": [{"document_id": str(uuid7()), "material": "test_report"}], "declared_true": True}
        path = f"/v1/applications/{draft}/lodging"
        return await http.post(path, json=body, headers={"Idempotency-Key": key})
