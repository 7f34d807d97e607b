"""A case: the papers beside what is to be ticked; and the images of its pages, each look written down."""

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

import httpx
from chassis.decision import NotFound
from chassis.storage import Away
from contracts.ids import uuid7
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from review.api.cases import CaseShown, show_case
from review.domain.asking import forbids_what_was_there
from review.domain.case import Case, Review
from review.domain.standing import task_to_look_at
from review.domain.task import Task
from review.pages.desk import SITE, Bench, Reviewer, own_task
from review.pages.overriding import WHY
from review.store import Found

ONE = "/tasks/{task_id}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as its reviewer sees it, and as it is."""

    shown: CaseShown
    case: Case
    review: Review
    task: Task


def add(routes: APIRouter, bench: Bench) -> None:
    """Add the case and its images."""

    @routes.get(ONE)
    async def show(request: Request, task_id: UUID) -> Response:
        reviewer = await bench.reviewer(request)
        case = await seen(bench, reviewer, task_id)
        pack = bench.desk.rules.pack_of(case.review.application)
        return SITE.show(
            request,
            "case.html",
            reader=reviewer.name,
            shown=case.shown,
            code=reviewer.code,
            form_key=uuid7(),
            why_overridden=WHY,
            may_override=reviewer.leads(case.task) and forbids_what_was_there(pack, case.review),
        )

    @routes.get(f"{ONE}/documents/{{document_id}}/pages/{{number}}")
    async def show_page(request: Request, task_id: UUID, document_id: UUID, number: int) -> Response:
        case = await seen(bench, await bench.reviewer(request), task_id)
        link = await _image(bench, case.shown.reading_grant, document_id, number)
        return RedirectResponse(link, HTTPStatus.TEMPORARY_REDIRECT)


async def found_for(bench: Bench, reviewer: Reviewer, task_id: UUID) -> Found:
    """Return the case of a task that the reviewer may take; raises `NotFound`."""
    found = await bench.desk.cases.of_task(task_id)
    own_task(reviewer, found.case.review, task_id)
    return found


async def seen(bench: Bench, reviewer: Reviewer, task_id: UUID) -> Seen:
    """Return the case as the reviewer sees it; the vault and documents write down who looked."""
    found = await found_for(bench, reviewer, task_id)
    institution = own_task(reviewer, found.case.review, task_id).institution
    review, task = task_to_look_at(found.case, task_id, institution)
    shown = await show_case(bench.desk, found, review, task, reader=f"{institution}/{reviewer.code}")
    return Seen(shown, found.case, review, task)


async def _image(bench: Bench, grant: str, document_id: UUID, number: int) -> str:
    """Return where an image is, for five minutes. Raises `NotFound`, `Away`."""
    login = {"authorization": f"Bearer {grant}"}
    try:
        answer = await bench.documents.get(f"/v1/documents/{document_id}/pages/{number}", headers=login)
    except httpx.HTTPError as error:
        raise Away(f"documents: {type(error).__name__}") from error
    if answer.status_code == HTTPStatus.NOT_FOUND:
        raise NotFound
    if answer.status_code != HTTPStatus.TEMPORARY_REDIRECT:
        raise Away(f"documents: status {answer.status_code}")
    return answer.headers["location"]
