"""What reviewers do with a task, over HTTP: the same that their institution may send over Kafka, answered alike."""

from uuid import UUID

from chassis.http.calls import InstitutionCall, PathMismatch, taking
from contracts.events.review import VerdictAccepted
from contracts.events.verdicts import SupplementAsked, TaskClaimed, TaskReleased, VerdictGiven
from fastapi import APIRouter, Response

from review.domain.standing import Act
from review.store import Cases

ONE = "/v1/tasks/{task_id}"


def router(cases: Cases) -> APIRouter:
    """Return the routes by which a task is claimed, released and decided."""
    routes = APIRouter(tags=["tasks"])

    @routes.post(f"{ONE}/claim", **taking(TaskClaimed, VerdictAccepted))
    async def claim(task_id: UUID, call: InstitutionCall) -> Response:
        """Take the task in hand for half an hour, or for another half."""
        return await _act(cases, call, TaskClaimed, task_id)

    @routes.post(f"{ONE}/release", **taking(TaskReleased, VerdictAccepted))
    async def release(task_id: UUID, call: InstitutionCall) -> Response:
        """Put the task back for colleagues."""
        return await _act(cases, call, TaskReleased, task_id)

    @routes.post(f"{ONE}/verdict", **taking(VerdictGiven, VerdictAccepted))
    async def give_a_verdict(task_id: UUID, call: InstitutionCall) -> Response:
        """Approve, with a national code, or reject, with reasons. A verdict is final."""
        return await _act(cases, call, VerdictGiven, task_id)

    @routes.post(f"{ONE}/supplement", **taking(SupplementAsked, VerdictAccepted))
    async def ask_for_a_supplement(task_id: UUID, call: InstitutionCall) -> Response:
        """Ask for everything that is missing, at once; the task comes back when the answer is in."""
        return await _act(cases, call, SupplementAsked, task_id)

    return routes


async def _act(cases: Cases, call: InstitutionCall, model: type[Act], task_id: UUID) -> Response:
    body = await call.body(model)
    if body.task_id != task_id:
        raise PathMismatch("task_id")
    found = await cases.of_task(task_id)
    return await call.ask(model, found.application_id)
