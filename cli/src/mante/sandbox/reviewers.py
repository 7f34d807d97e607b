"""`python -m mante.sandbox.reviewers`: reviews at every institution of a sandbox, as the persons' births say."""

import json
import os
import time
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import httpx

from mante.sandbox.acts import Act, Approve, Ask, Plan, Reject, plan_for
from mante.sandbox.desks import Desk, Staff

Json = dict[str, Any]
_LOOK_EVERY = 0.5  # seconds
_AGAIN_AFTER = 2.0  # seconds, where something was refused
_LATE_BY = 5.0  # seconds


def work(desk: Desk) -> None:
    """Look at the worklist again and again, and decide what is to be decided."""
    rests: dict[str, float] = {}
    while True:
        try:
            for task in desk.worklist():
                if time.monotonic() >= rests.get(task["task_id"], 0.0) and not _decided(desk, task):
                    rests[task["task_id"]] = time.monotonic() + _AGAIN_AFTER
        except httpx.HTTPError:
            time.sleep(_AGAIN_AFTER)  # away, or not begun yet
        time.sleep(_LOOK_EVERY)


def is_due(plan: Plan, task: Json, now: datetime) -> bool:
    """Say whether a task's time has come."""
    if plan.is_theirs or (plan.overdue and (not task["overdue"] or now < _seen_late(task))):
        return False
    return now >= datetime.fromisoformat(task["assigned_at"]) + timedelta(seconds=plan.after)


def _seen_late(task: Json) -> datetime:
    """From when to decide: some time after the miss, so that a channel sees the delay by itself before the outcome."""
    return datetime.fromisoformat(task["decide_by"]) + timedelta(seconds=_LATE_BY)


def _decided(desk: Desk, task: Json) -> bool:
    """Claim a task and say the verdict; False where either was refused: recalled, or the register hasn't answered."""
    plan = plan_for(desk.id_number(task["task_id"]))
    if not is_due(plan, task, datetime.now(UTC)):
        return True
    who = {"practitioner": desk.who_acts(task)}
    if not desk.say("claim", task["task_id"], who):
        return False
    act = plan.act_on(task["step"], task["round"])
    return desk.say("supplement" if isinstance(act, Ask) else "verdict", task["task_id"], who | _said(act, desk, task))


def _said(act: Act, desk: Desk, task: Json) -> Json:
    match act:
        case Approve():
            codes = desk.case(task["task_id"])["national_codes"]
            return {"verdict": "approved"} | ({"national_code": codes[0]["code"]} if codes else {})
        case Reject(reasons):
            return {"verdict": "rejected", "reasons": reasons}
        case Ask(items):
            return {"items": [{"material": material, "code": code} for material, code in items]}


def main() -> None:
    """Work at each desk of `SANDBOX_DESKS`, at the front door `SANDBOX_URL`."""
    given = os.environ  # noqa: TID251 - a program of its own, with no settings class
    workers = [
        Thread(target=work, args=(_desk(given["SANDBOX_URL"], one),)) for one in json.loads(given["SANDBOX_DESKS"])
    ]
    for worker in workers:
        worker.start()


def _desk(url: str, told: Json) -> Desk:
    staff = tuple(Staff(one["practitioner"], tuple(one["roles"])) for one in told["staff"])
    return Desk(url, told["code"], told["secret"], staff)


if __name__ == "__main__":
    main()
