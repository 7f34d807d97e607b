"""The worklist: what waits for somebody, the most urgent first, as it changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from pages.live import changes
from policy.text import Text

from review.api.checklist import is_sample
from review.api.tasks import TaskShown
from review.pages.desk import SITE, Bench, Reviewer
from review.store import Found

MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A task on the list."""

    task: TaskShown
    disease: Text | None
    sample: bool
    area: Text
    institution: str


def add(routes: APIRouter, bench: Bench) -> None:
    """Add the list, and what changes on it."""

    @routes.get("")
    async def show(request: Request) -> Response:
        reviewer = await bench.reviewer(request)
        rows = await _rows(bench, reviewer)
        return SITE.show(request, "worklist.html", reader=reviewer.name, rows=rows, code=reviewer.code)

    @routes.get("/live")
    async def follow(request: Request) -> Response:
        async def render() -> str:
            reviewer = await bench.reviewer_without_a_click(request)
            return SITE.words(request, "_rows.html", rows=await _rows(bench, reviewer), code=reviewer.code)

        await render()
        return changes(request, render)


async def _rows(bench: Bench, reviewer: Reviewer) -> list[Row]:
    rows: dict[str, Row] = {}
    for institution in dict.fromkeys(post.institution for post in reviewer.posts):
        for found in await bench.desk.cases.open_at(institution, MOST):
            rows |= {str(row.task.task_id): row for row in _of(bench, reviewer, found)}
    return list(rows.values())


def _of(bench: Bench, reviewer: Reviewer, found: Found) -> Iterator[Row]:
    review, now = found.case.review, bench.desk.clock.now()
    for task in review.tasks if review else ():
        if review and task.open and reviewer.may_review(task):
            pack = bench.desk.rules.pack_of(review.application)
            disease = pack.disease(review.application.disease_code)
            shown = TaskShown.of(found.application_id, review, task, now)
            name = disease.name if disease else None
            yield Row(shown, name, is_sample(disease), pack.pooling_area.name, task.institution)
