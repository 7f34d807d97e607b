"""Lodging as one writes it from FastAPI's documentation: the body as a model, a transaction per request.

It knows no rule of a city, no papers and no persons, audits nothing, and its outbox is read by nobody: what an answer
costs at least.
"""

import json
import secrets
import sys
from typing import Annotated, Any
from uuid import UUID

import asyncpg
import uvicorn
import uvloop
from contracts.ids import uuid7
from fastapi import Depends, FastAPI, Header, HTTPException, Response
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from mante.bench.bare_intake_tables import ANSWER, ANSWERED, LOCK, LODGE, PUBLISH, Lodging, Told


def create(pool: "asyncpg.Pool[Any]", secret: str) -> FastAPI:
    """Return the service."""
    app, basic = FastAPI(), HTTPBasic()

    @app.post("/v1/applications/{application_id}/lodging")
    async def lodge(
        application_id: UUID,
        body: Lodging,
        idempotency_key: Annotated[str, Header()],
        who: Annotated[HTTPBasicCredentials, Depends(basic)],
    ) -> Response:
        if not secrets.compare_digest(who.password, secret):
            raise HTTPException(401)
        async with pool.acquire() as connection, connection.transaction():
            if answered := await connection.fetchval(ANSWERED, who.username, idempotency_key):
                return Response(answered, media_type="application/json")
            if await connection.fetchval(LOCK, application_id) != "draft":
                raise HTTPException(409)
            number = f"LP{uuid7().int % 10**17:017}"
            await connection.execute(LODGE, application_id, number, body.model_dump_json())
            event = {"papers": [str(paper.document_id) for paper in body.papers], "number": number}
            await connection.execute(PUBLISH, "intake.applications.v1", application_id, json.dumps(event))
            answer = json.dumps({"application_id": str(application_id), "state": "lodged", "number": number})
            await connection.execute(ANSWER, who.username, idempotency_key, answer)
        return Response(answer, media_type="application/json")

    return app


async def main(told: Told) -> None:
    """Serve."""
    async with asyncpg.create_pool(told.dsn, min_size=10, max_size=10) as pool:
        config = uvicorn.Config(create(pool, told.secret), port=told.port, access_log=False, log_level="error")
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    uvloop.run(main(Told.model_validate_json(sys.stdin.read())))
