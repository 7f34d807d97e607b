"""What a reviewer does with a task: take it, put it back, and, once confirmed, decide it or ask for a supplement."""

from http import HTTPStatus
from uuid import UUID

from contracts.event import Event
from contracts.events.verdicts import TaskClaimed, TaskReleased
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pages.asking import ask
from pages.forms import Form, read_form

from review.pages.case import found_for
from review.pages.desk import SITE, Bench, Reviewer, own_task
from review.pages.saying import Said

ONE = "/tasks/{task_id}"


class Taking(Form):
    """A form's own key."""

    key: UUID


def add(routes: APIRouter, bench: Bench) -> None:
    """Add what is done by forms."""

    async def done(request: Request, reviewer: Reviewer, task_id: UUID, body: Event, key: UUID) -> None:
        found = await found_for(bench, reviewer, task_id)
        institution = own_task(reviewer, found.case.review, task_id).institution
        await ask(request, institution, body, found.application_id, str(key))

    @routes.post(f"{ONE}/claim")
    async def claim(request: Request, task_id: UUID) -> Response:
        reviewer, form = await bench.reviewer(request), await read_form(request, Taking)
        await done(request, reviewer, task_id, TaskClaimed(task_id=task_id, practitioner=reviewer.code), form.key)
        return _to(f"/tasks/{task_id}")

    @routes.post(f"{ONE}/release")
    async def release(request: Request, task_id: UUID) -> Response:
        reviewer, form = await bench.reviewer(request), await read_form(request, Taking)
        await done(request, reviewer, task_id, TaskReleased(task_id=task_id, practitioner=reviewer.code), form.key)
        return _to("")

    @routes.post(f"{ONE}/saying")
    async def say(request: Request, task_id: UUID) -> Response:
        reviewer, said = await bench.reviewer(request), await read_form(request, Said)
        await done(request, reviewer, task_id, said.event(task_id, reviewer.code), said.key)
        return _to("")


def _to(path: str) -> Response:
    return RedirectResponse(f"{SITE.prefix}{path}", HTTPStatus.SEE_OTHER)
