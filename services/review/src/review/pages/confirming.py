"""Before anything is said for good: what it says, in the words that the person will read."""

from typing import Any
from uuid import UUID

from contracts.events.verdicts import SupplementAsked
from fastapi import APIRouter, Request, Response
from pages.forms import read_form
from policy.criteria.checking import open_points
from policy.gaps import item_text
from policy.pack import Pack

from review.api.cases import Desk
from review.api.checklist import CriterionShown
from review.domain.asking import check_asked
from review.domain.case import Review
from review.pages.approving import Approval
from review.pages.case import seen
from review.pages.desk import SITE, Bench
from review.pages.overriding import WHY
from review.pages.saying import Said

ONE = "/tasks/{task_id}"


def add(routes: APIRouter, bench: Bench) -> None:
    """Add the step between ticking and saying."""

    @routes.post(f"{ONE}/confirmation")
    async def confirm(request: Request, task_id: UUID) -> Response:
        reviewer, said = await bench.reviewer(request), await read_form(request, Said)
        event = said.event(task_id, reviewer.code)  # what is missing is said before anybody confirms it
        case = await seen(bench, reviewer, task_id)
        if isinstance(event, SupplementAsked):
            check_asked(bench.desk.rules, case.case, case.review, event)
        told = _told(bench.desk, case.review, said)
        return SITE.show(request, "confirm.html", reader=reviewer.name, shown=case.shown, said=said, **told)


def _told(desk: Desk, review: Review, said: Said) -> dict[str, Any]:
    """Return what is said, in the pack's words."""
    pack = desk.rules.pack_of(review.application)
    return {
        "why_overridden": WHY,
        "texts": [item_text(pack, item.material, item.code) for item in said.items()],
        "reasons": [reason for code in said.reason if (reason := pack.rejection_reason(code))],
        "approval": Approval.of(pack, review, desk.clock.now()),
        "still_open": _still_open(pack, review, said),
    }


def _still_open(pack: Pack, review: Review, said: Said) -> list[tuple[CriterionShown, ...]]:
    """Return the criteria that the ticks don't come to. They only remind: what is so, the reviewer says."""
    disease = pack.disease(review.application.disease_code)
    known = disease.criteria if disease else None
    return [CriterionShown.all_of(point) for point in open_points(known.must, said.criterion)] if known else []
