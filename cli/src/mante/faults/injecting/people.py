"""People who act at the same moment: one of them is first, and nobody is taken in twice."""

import asyncio
import json
import time
import uuid
from typing import Any

import httpx

from mante.demo.journal import Refusal
from mante.demo.players.plans import Plan, Task
from mante.demo.story.application import Application
from mante.demo.story.cities import BUS_HOSPITAL
from mante.faults.finding import Finding, Kind, Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.load.lives import BY_WEB, anybody, opened
from mante.faults.load.papers import small

TAPS = 5
PATIENCE = 60.0
Said = tuple[str, dict[str, Any]]


async def decide_together(ground: Ground) -> Injected:
    """Two reviewers claim one task at once, then both decide it, and one of them says yes and no at once."""
    application, plan = await held(ground)
    async with asyncio.timeout(PATIENCE):
        await plan.came.wait()
    if plan.task is None:
        raise Unconfirmed("no task came")
    claims = await _say(ground, plan.task, [("claim", {"practitioner": each}) for each in _doctors(ground)])
    yes, no = {"verdict": "approved"}, {"verdict": "rejected", "reasons": ["CRITERIA_NOT_MET"]}
    verdicts = await _say(
        ground,
        plan.task,
        [("verdict", {"practitioner": each, **verdict}) for each in _doctors(ground) for verdict in (yes, no)],
    )
    findings = [
        Finding(Kind.TWICE if accepted else Kind.LOST, f"{accepted} {what} of {application.id} were accepted")
        for what, accepted in (("claims", claims), ("verdicts", verdicts))
        if accepted != 1
    ]
    plan.begin.set()
    await application.end("approved", "rejected")
    return Injected("two reviewers, four verdicts", time.monotonic(), findings=tuple(findings))


async def tap_often(ground: Ground) -> Injected:
    """Somebody taps five times, and the app sends it three times more under other keys."""
    application, _ = await _prepared(ground, ground.load.number())
    application.lodged = await application.channel.upload(
        application.id, application.grant, small(BY_WEB.city.materials)
    )
    body = {"papers": application.lodged, "absent": [], "declared_true": True}
    keys = [application.key] * TAPS + [str(uuid.uuid4()) for _ in range(3)]
    answers = await asyncio.gather(
        *(application.channel.lodge(application.id, body, key) for key in keys), return_exceptions=True
    )
    same = {answer for answer in answers[:TAPS] if isinstance(answer, bytes)}
    wrong = [answer for answer in answers if isinstance(answer, Exception) and not isinstance(answer, Refusal)]
    await application.end("approved")
    findings = [Finding(Kind.TWICE, f"{len(same)} answers to one key of {application.id}")] if len(same) != 1 else []
    findings += [Finding(Kind.UNSETTLED, f"{application.id}: {error!r}") for error in wrong]
    return Injected(f"{len(keys)} taps", time.monotonic(), findings=tuple(findings))


async def apply_twice(ground: Ground) -> Injected:
    """The same person applies for the same disease in two channels at the same moment: the second joins the first."""
    number = ground.load.number()
    pairs = [await _prepared(ground, number, through) for through in ("gz-app", "gz-wechat")]
    for _, plan in pairs:
        plan.begin.clear()
    answers = [
        json.loads(answer)
        for answer in await asyncio.gather(
            *(each.hand_in(small(BY_WEB.city.materials, seed)) for seed, (each, _) in enumerate(pairs))
        )
    ]
    joined = [each for (each, _), answer in zip(pairs, answers, strict=True) if answer["state"] == "joined"]
    findings = []
    if len(joined) != 1 or len({answer["number"] for answer in answers}) != 1:
        about = " ".join(each.id for each, _ in pairs)
        findings.append(Finding(Kind.TWICE, f"one person, one disease, two channels ({about}): {answers}"))
    for each, plan in pairs:
        plan.begin.set()
        if each in joined:
            each.ends = "joined"
            ground.scene.board.notice(each.id, "joined", "")
        else:
            await each.end("approved")
    return Injected("two channels at once", time.monotonic(), findings=tuple(findings))


async def held(ground: Ground) -> tuple[Application, Plan]:
    """Return an application whose reviewer has its task, or will, and waits."""
    application, plan = await _prepared(ground, ground.load.number())
    plan.begin.clear()
    await application.hand_in(small(BY_WEB.city.materials))
    return application, plan


async def _prepared(ground: Ground, number: int, through: str = "") -> tuple[Application, Plan]:
    plan = Plan()
    return await opened(ground.scene, BY_WEB, anybody(number), plan=plan, through=through), plan


def _doctors(ground: Ground) -> list[str]:
    return ground.place.staff(BUS_HOSPITAL, "reviewer")


async def _say(ground: Ground, task: Task, said: list[Said]) -> int:
    """Say all of it at once; return how much was accepted."""
    login = (BUS_HOSPITAL, ground.place.secret(BUS_HOSPITAL))
    async with httpx.AsyncClient(base_url=ground.place.front, auth=login, timeout=PATIENCE) as http:
        if not (codes := (await http.get(f"/v1/tasks/{task.task_id}")).json().get("national_codes", [])):
            codes = [{}]

        async def say(what: str, body: dict[str, Any]) -> bool:
            more = codes[0] and {"national_code": codes[0]["code"]} if body.get("verdict") == "approved" else {}
            answer = await http.post(
                f"/v1/tasks/{task.task_id}/{what}",
                json={"task_id": task.task_id, **body, **more},
                headers={"Idempotency-Key": str(uuid.uuid4())},
            )
            return answer.is_success

        return sum(await asyncio.gather(*(say(*one) for one in said)))
