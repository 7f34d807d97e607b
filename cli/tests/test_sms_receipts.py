"""The fake SMS gateway gives each receipt until it is answered, whoever is away or killed meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from chassis.testing.eventually import eventually
from mante.fakes import receipts
from mante.fakes.jsonl import Written
from mante.fakes.ledger import Ledger
from mante.fakes.receipts import Receipts
from mante.fakes.sms_gateway import Gateway, Sms, create_app

NOWHERE = "http://127.0.0.1:9/receipts"


@dataclass
class Caller:
    """Whoever sent the messages: answers 503 so many times, then 200."""

    away_for: int = 0
    url: str = NOWHERE
    asked: int = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.asked += 1
        status = 503 if self.asked <= self.away_for else 200
        writer.write(b"HTTP/1.1 %d said\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % status)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def listening(caller: Caller) -> AsyncIterator[None]:
    async with await asyncio.start_server(caller.answer, "127.0.0.1", 0) as server:
        caller.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/receipts"
        yield


@asynccontextmanager
async def gateway(folder: Path, url: str) -> AsyncIterator[Gateway]:
    ledger = Ledger(folder / "ledger.jsonl")
    opened = Gateway(ledger, Receipts(url, "a-secret", ledger))
    app = create_app(opened, "a-secret")
    async with app.router.lifespan_context(app):
        yield opened


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "AFTER", 0.0)
    monkeypatch.setattr(receipts, "PAUSES", (0.01,))
    monkeypatch.setattr(receipts, "THEN_EVERY", 0.01)


async def test_a_receipt_is_given_until_it_is_answered_and_then_never_again(tmp_path: Path) -> None:
    caller = Caller(away_for=12)
    async with listening(caller), gateway(tmp_path, caller.url) as fake:
        await fake.take(Sms(out_id="n1", phone="13800000001", text="您好"))
        await eventually(lambda: not fake.ledger.owed)
    assert caller.asked == 13
    async with gateway(tmp_path, caller.url) as again:
        assert (again.ledger.owed, again.status("n1")["status"]) == ({}, "delivered")


async def test_a_gateway_that_was_killed_gives_the_receipts_that_it_owes(tmp_path: Path) -> None:
    async with gateway(tmp_path, NOWHERE) as killed:
        await killed.take(Sms(out_id="n1", phone="13800000001", text="您好"))
    caller = Caller()
    async with listening(caller), gateway(tmp_path, caller.url) as restarted:
        await eventually(lambda: not restarted.ledger.owed)
        assert restarted.status("n1")["status"] == "delivered"
    assert caller.asked == 1


async def test_a_gateway_that_is_killed_as_soon_as_it_took_a_message_owes_its_receipt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = Written.add

    def add_and_die(written: Written, record: Mapping[str, object]) -> None:
        add(written, record)
        raise Killed

    async with gateway(tmp_path, NOWHERE) as killed:
        with monkeypatch.context() as patched:
            patched.setattr(Written, "add", add_and_die)
            with pytest.raises(Killed):
                await killed.take(Sms(out_id="n1", phone="13800000001", text="您好"))
    async with gateway(tmp_path, NOWHERE) as restarted:
        assert restarted.status("n1")["status"] == "accepted"
        assert restarted.ledger.owed == {"n1": True}


class Killed(BaseException):
    """The gateway wrote no more than this."""
