"""A fake SMS gateway: a real HTTP server that keeps a ledger, sends receipts, and misbehaves as it is told.

It takes every message it is given, even the same one twice, and writes each down: a second copy is ours to avoid and
its to show. `POST /sms` and `GET /sms/{out_id}` are the provider's interface; `/ledger` and `/faults` are the player's.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import uvicorn
from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, TypeAdapter

from mante.fakes.faults import Fault, Faults, Habit, Script
from mante.fakes.ledger import Ledger, Taken
from mante.fakes.receipts import Receipts

NEVER = 3600.0
PATIENCE = 1
"""Seconds for which those that get no answer are kept when it is told to stop."""
TAKEN = (Fault.TIME_OUT_TAKEN, Fault.ERROR_TAKEN, Fault.UNDELIVERED, Fault.NO_RECEIPT, None)
SILENT = (Fault.TIME_OUT_TAKEN, Fault.TIME_OUT_LOST)


class Sms(BaseModel):
    """A message to send; `out_id` is the sender's own id for it."""

    out_id: str
    phone: str
    text: str


@dataclass(slots=True)
class Gateway:
    """The provider: takes messages, or misbehaves."""

    ledger: Ledger
    receipts: Receipts
    faults: Faults = field(default_factory=Faults)
    reporting: set[asyncio.Task[None]] = field(default_factory=set)

    async def take(self, sms: Sms) -> dict[str, str]:
        """Take one message, as the script for its number says."""
        fault = self.faults.next_for(sms.phone, sms.out_id)
        receipt = None if fault is Fault.NO_RECEIPT else fault is not Fault.UNDELIVERED
        taken = Taken(sms.out_id, sms.phone, sms.text, uuid4().hex, receipt)
        if fault in TAKEN:
            self.ledger.add(taken)
            self._report(taken)
        await _misbehave(fault)
        return {"code": "OK", "biz_id": taken.biz_id}

    def report_what_is_owed(self) -> None:
        """Go on where a gateway that was killed left off."""
        for taken in self.ledger.entries:
            if taken.out_id in self.ledger.owed:
                self._report(taken)

    def _report(self, taken: Taken) -> None:
        if taken.receipt is None:
            return
        task = asyncio.create_task(self.receipts.push(taken, delivered=taken.receipt))
        self.reporting.add(task)
        task.add_done_callback(self.reporting.discard)

    def status(self, out_id: str) -> dict[str, str]:
        """Say what became of a message; raises 404 for one that was never taken."""
        taken = self.ledger.find(out_id)
        if taken is None:
            raise HTTPException(404, {"code": "NOT_FOUND"})
        status = {True: "delivered", False: "failed", None: "accepted"}[self.ledger.delivered.get(out_id)]
        return {"code": "OK", "biz_id": taken.biz_id, "status": status}


async def _misbehave(fault: Fault | None) -> None:
    if fault in SILENT:
        await asyncio.sleep(NEVER)
    if fault in (Fault.ERROR, Fault.ERROR_TAKEN):
        raise HTTPException(500 if fault is Fault.ERROR_TAKEN else 503, {"code": "SYSTEM_ERROR"})
    if fault is Fault.THROTTLED:
        raise HTTPException(429, {"code": "BUSINESS_LIMIT_CONTROL"}, {"Retry-After": "1"})
    if fault is Fault.REFUSED:
        raise HTTPException(400, {"code": "MOBILE_NUMBER_ILLEGAL"})


def create_app(gateway: Gateway, secret: str) -> FastAPI:
    """Return the gateway's HTTP interface. Everything needs `Authorization: Bearer <secret>`."""

    def known(authorization: Annotated[str, Header()] = "") -> None:
        if authorization != f"Bearer {secret}":
            raise HTTPException(401, {"code": "SIGNATURE_DOES_NOT_MATCH"})

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        gateway.ledger.open()
        gateway.report_what_is_owed()
        yield
        for task in gateway.reporting:
            task.cancel()
        await gateway.receipts.close()

    app = FastAPI(title="SMS gateway (fake)", lifespan=lifespan, dependencies=[Depends(known)])

    @app.exception_handler(HTTPException)
    async def say_no(_: Request, error: HTTPException) -> JSONResponse:
        return JSONResponse(error.detail, error.status_code, error.headers)

    @app.post("/sms")
    async def send(sms: Sms) -> dict[str, str]:
        """Send one message."""
        return await gateway.take(sms)

    @app.get("/sms/{out_id}")
    async def find(out_id: str) -> dict[str, str]:
        """Say what became of a message."""
        return gateway.status(out_id)

    _for_the_player(app, gateway)
    return app


def _for_the_player(app: FastAPI, gateway: Gateway) -> None:
    @app.get("/ledger")
    async def ledger() -> list[dict[str, Any]]:
        """Return every message ever taken, in order."""
        return [asdict(taken) for taken in gateway.ledger.entries]

    @app.get("/faults/{phone}")
    async def left(phone: str) -> list[Fault]:
        """Return the misbehaviour that is still to come for a number."""
        return gateway.faults.left(phone)

    @app.put("/faults")
    async def script(script: Script) -> Response:
        """Misbehave for the next messages to a number."""
        gateway.faults.expect(script)
        return Response(status_code=204)


def main() -> None:
    """Serve at `SMS_GATEWAY_HOST`:`SMS_GATEWAY_PORT`; receipts go to `SMS_GATEWAY_RECEIPTS`.

    `SMS_GATEWAY_HABITS` is a list of `Habit`s as JSON.
    """
    given = os.environ  # noqa: TID251 - a program of its own, with no settings class
    secret = given["SMS_GATEWAY_SECRET"]
    ledger = Ledger(Path(given["SMS_GATEWAY_LEDGER"]))
    faults = Faults(TypeAdapter(list[Habit]).validate_json(given.get("SMS_GATEWAY_HABITS", "[]")))
    gateway = Gateway(ledger, Receipts(given["SMS_GATEWAY_RECEIPTS"], secret, ledger), faults)
    host, port = given.get("SMS_GATEWAY_HOST", "127.0.0.1"), int(given["SMS_GATEWAY_PORT"])
    app = create_app(gateway, secret)
    uvicorn.run(app, host=host, port=port, access_log=False, log_level="warning", timeout_graceful_shutdown=PATIENCE)


if __name__ == "__main__":
    main()
