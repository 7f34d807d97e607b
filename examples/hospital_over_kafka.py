"""A hospital on its Kafka topics: takes each task, looks at the case over HTTPS, gives its verdict.

    python examples/hospital_over_kafka.py BOOTSTRAP http://127.0.0.1:8080 H52020199002 SECRET D520201000201

Needs aiokafka and httpx. Tasks come on `review.tasks.<hospital>.v1`, and so do the answers to what is sent; verdicts go
to `review.verdicts.<hospital>.v1`. Started anew, it first does what it had taken and not ended: the worklist says what.
"""

import asyncio
import sys
import uuid
from collections import Counter
from typing import Any

import httpx
from ask_again import AskAgain
from on_kafka import OnKafka

Json = dict[str, Any]
LATER = 30  # seconds


class Hospital:
    """One hospital's credential on the bus and over HTTPS."""

    def __init__(self, bootstrap: str, base: str, code: str, secret: str) -> None:
        """Remember where Mante is and who we are."""
        self.bus = OnKafka(bootstrap, code, secret, f"/institutions/{code}")
        self.tasks, self.verdicts = f"review.tasks.{code}.v1", f"review.verdicts.{code}.v1"
        self.web = httpx.Client(base_url=base, auth=(code, secret), transport=AskAgain(), timeout=40)

    async def worklist(self) -> list[Json]:
        """Fetch what is still to be done, the most urgent first."""
        answer = await asyncio.to_thread(self.web.get, "/v1/worklist", params={"limit": 500})
        return list(answer.raise_for_status().json()["tasks"])

    async def case(self, task: str) -> Json:
        """Fetch the case behind a task: the person, the papers with their page images, what to tick."""
        answer = await asyncio.to_thread(self.web.get, f"/v1/tasks/{task}")
        return dict(answer.raise_for_status().json())

    def id_of(self, event: str, body: Json, attempt: int = 1) -> str:
        """Return the id of what is sent, made from its task: said twice, it is said once. Its answer names it.

        The same id gets the same answer for ever: what was refused for now is asked again by another `attempt`.
        """
        return str(uuid.uuid5(uuid.UUID(body["task_id"]), f"{event} {body['practitioner']} {attempt}"))

    async def say(self, event: str, application: str, body: Json, attempt: int = 1) -> None:
        """Send a claim, a verdict or a supplement request."""
        await self.bus.send(self.verdicts, event, application, body, self.id_of(event, body, attempt))

    async def approve(self, application: str, task: str, practitioner: str, attempt: int = 1) -> None:
        """Claim the task, look at the case, and approve with all that the national registration will ask for."""
        await asyncio.sleep(LATER if attempt > 1 else 0)
        who = {"task_id": task, "practitioner": practitioner}
        await self.say("TaskClaimed", application, who, attempt)
        try:
            case = await self.case(task)
        except httpx.HTTPStatusError as error:
            if error.response.is_server_error:
                raise
            return  # it was recalled, or somebody was quicker
        code = next(iter(case["national_codes"]), None)
        verdict = who | {"verdict": "approved"} | ({"national_code": code["code"]} if code else {})
        await self.say("VerdictGiven", application, verdict, attempt)


async def main(bootstrap: str, base: str, code: str, secret: str, practitioner: str) -> None:
    """Approve every task after looking at its case."""
    hospital = Hospital(bootstrap, base, code, secret)
    tries: Counter[str] = Counter()
    async with (
        hospital.bus as bus,
        asyncio.TaskGroup() as doing,
        bus.hear(hospital.tasks, group="workbench") as heard,
    ):

        def begin(application: str, task: str) -> None:
            tries[task] += 1
            doing.create_task(hospital.approve(application, task, practitioner, tries[task]))

        for left in await hospital.worklist():
            begin(left["application_id"], left["task_id"])
        async for kind, application, data in heard:
            print(kind, data)
            if kind == "TaskAssigned" or data.get("code") == "INSURANCE_NOT_CHECKED":  # the register is away for now
                begin(application, data["task_id"])


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:6]))
