"""Before anything is said for good: what it says, in the words that the person will read."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from pages.forms import read_form
from policy.criteria.checking import open_points
from policy.gaps import item_text
from policy.pack import Pack

from review.api.checklist import CriterionShown
from review.domain.case import Review
from review.pages.case import found_for, seen
from review.pages.desk import SITE, Bench
from review.pages.saying import Said

ONE = "/tasks/{task_id}"


def add(routes: APIRouter, bench: Bench) -> None:
    """Add the step between ticking and saying."""

    @routes.post(f"{ONE}/confirmation")
    async def confirm(request: Request, task_id: UUID) -> Response:
        reviewer, said = await bench.reviewer(request), await read_form(request, Said)
        said.event(task_id, reviewer.code)  # what is missing is said before anybody confirms it
        shown = await seen(bench, reviewer, task_id)
        review = (await found_for(bench, reviewer, task_id)).case.review
        pack = bench.desk.rules.pack_of(review.application) if review else None
        texts = [item_text(pack, item.material, item.code) for item in said.items()] if pack else []
        reasons = [reason for reason in shown.rejection_reasons if reason.code in said.reason]
        return SITE.show(
            request,
            "confirm.html",
            reader=reviewer.name,
            shown=shown,
            said=said,
            texts=texts,
            reasons=reasons,
            still_open=_still_open(pack, review, said) if pack and review else [],
        )


def _still_open(pack: Pack, review: Review, said: Said) -> list[tuple[CriterionShown, ...]]:
    """Return the criteria that the ticks don't come to. They only remind: what is so, the reviewer says."""
    disease = pack.disease(review.application.disease_code)
    known = disease.criteria if disease else None
    return [CriterionShown.all_of(point) for point in open_points(known.must, said.criterion)] if known else []
