"""How a reviewer works a task: claim it, look at the case, say what the plan says."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any, Protocol, TypeVar

import httpx

from mante.demo.journal import Refusal
from mante.demo.players.plans import Act, Approve, Ask, Plan, Reject, Task

Json = dict[str, Any]
T = TypeVar("T")
A_WHILE = 1.0  # seconds


class Desk(Protocol):
    """An institution's way to look and to speak; `say` raises Refusal."""

    async def case(self, task: Task) -> Json:
        """Fetch the case behind a task."""

    async def say(self, event: str, task: Task, body: Json, attempt: int = 1) -> None:
        """Send a claim, a verdict or a supplement request, and wait for the answer; another `attempt` is a new one."""


async def work(desk: Desk, task: Task, practitioner: str, plan: Plan) -> None:
    """Do one task. A refusal ends it: it was recalled, or somebody was quicker."""
    plan.task = task
    plan.came.set()
    await plan.begin.wait()
    try:
        await desk.say("TaskClaimed", task, {"practitioner": practitioner})
        case = await desk.case(task)
        plan.claimed.set()
        await plan.decide.wait()
        await _speak(desk, task, practitioner, plan.act_on(task), case)
    except Refusal:
        return


async def answered(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask until there is an answer: who is away for long has said nothing. Raises Refusal where the answer is no."""
    while True:
        try:
            return await ask()
        except httpx.HTTPStatusError as error:
            if error.response.is_client_error:
                raise Refusal(error.response.json()["code"]) from None
        except httpx.TransportError:
            pass
        await asyncio.sleep(A_WHILE)


async def _speak(desk: Desk, task: Task, practitioner: str, act: Act, case: Json) -> None:
    said: Json = {"practitioner": practitioner}
    match act:
        case Approve():
            code = next((each["code"] for each in case["national_codes"]), None)
            said |= {"verdict": "approved"} | ({"national_code": code} if code else {})
        case Reject(reasons):
            said |= {"verdict": "rejected", "reasons": reasons}
        case Ask(items):
            said |= {"items": [{"material": material, "code": code} for material, code in items]}
    await _until_checked(desk, "SupplementAsked" if isinstance(act, Ask) else "VerdictGiven", task, said)


async def _until_checked(desk: Desk, event: str, task: Task, said: Json) -> None:
    """Say it; again and again while nothing but the register's answer is waited for."""
    for attempt in count(1):
        try:
            await desk.say(event, task, said, attempt)
        except Refusal as refusal:
            if refusal.code != "INSURANCE_NOT_CHECKED":
                raise
            await asyncio.sleep(A_WHILE)
        else:
            return
