"""The operators' routes about parties: what the tables say, taking a later revision of the file, and the audit."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import structlog
from fastapi import APIRouter, Query
from pydantic import BaseModel

from chassis.http.problems import Problem
from chassis.parties import changes
from chassis.parties.file import PartiesFile
from chassis.parties.register import Outdated, TwoOfOneRevision, take

if TYPE_CHECKING:
    from chassis.service import Service

KNOWN = "select revision, taken_at from parties_taken"
Code = Annotated[str | None, Query(pattern=r"^[A-Za-z0-9-]{1,30}$")]
_log = structlog.get_logger()


class Known(BaseModel):
    """The revision of the parties file that the tables say, and since when."""

    revision: int
    taken_at: datetime


def party_routes(router: APIRouter, service: "Service") -> None:
    """Add the routes to the operators' own."""
    pool = service.ground.pool

    @router.get("/parties")
    async def known() -> Known:
        (row,) = await pool.fetch(KNOWN)
        return Known.model_validate(dict(row))

    @router.put("/parties")
    async def take_the_file(file: PartiesFile) -> Known:
        async with pool.acquire() as connection:
            try:
                taken = await take(connection, file)
            except Outdated as newer:
                raise outdated(newer.revision) from None
            except TwoOfOneRevision:
                raise two_of_one(file.revision) from None
        if taken:
            _log.info("parties.taken", revision=file.revision, from_="operator")
            await service.ground.parties.refresh()
        return await known()

    @router.get("/parties/changes")
    async def list_changes(code: Code = None) -> list[dict[str, Any]]:
        return await changes.listed(pool, code)


def outdated(revision: int) -> Problem:
    """Return the answer to a revision older than the tables'."""
    return Problem(409, "REVISION_OUTDATED", f"机构名册已更新至第{revision}版，不能退回旧版。", revision=revision)


def two_of_one(revision: int) -> Problem:
    """Return the answer to another file under the tables' own revision."""
    return Problem(409, "REVISION_AMBIGUOUS", f"机构名册第{revision}版已有不同内容，请记为新版后再提交。")
