"""The manual bridge over HTTP: a day's file for the clerks, and the numbers they bring back."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from chassis.http.bearer import ByToken
from chassis.http.bodies import raw_body
from chassis.http.operators import OPERATOR, By
from chassis.http.problems import Problem
from contracts.vocabulary import AreaCode
from fastapi import APIRouter, Depends, Query, Request, Response

from benefits.registrations.exporting import Exporting
from benefits.registrations.importing import Imported, Importing, NotImported

MOST_BYTES = 8 * 1024 * 1024
CSV = "text/csv; charset=utf-8"


def router(exporting: Exporting, importing: Importing, operator: ByToken) -> APIRouter:
    """Return the routes."""
    routes = APIRouter(prefix="/operations", include_in_schema=False, dependencies=[Depends(operator)])

    @routes.get("/registrations")
    async def export(day: date, area: Annotated[AreaCode | None, Query()] = None, by: By = OPERATOR) -> Response:
        """Return the CSV of what was granted on `day`. Each person's data is read for it, and that is audited."""
        return Response(await exporting.of_day(day, area, by), media_type=CSV)

    @routes.post("/registrations")
    async def bring(request: Request, by: By = OPERATOR) -> Imported:
        """Take a CSV of serial numbers, all or none; 422 with every line that is wrong."""
        try:
            return await importing.take(await raw_body(request, MOST_BYTES), by)
        except NotImported as refused:
            lines = [asdict(one) for one in refused.bad]
            raise Problem(422, "LINES_REFUSED", "文件中有不能登记的行，未导入任何内容。", lines=lines) from None

    return routes
