"""南充's agency and its experts over HTTP: the agency checks, then a panel votes; a majority decides.

python examples/agency_and_experts.py http://127.0.0.1:8080 A51139900001 SECRET D511399000101
"""

import itertools
import sys
from typing import Any

import httpx
from ask_again import AskAgain

Json = dict[str, Any]


class Agency:
    """The agency's credential; its clerk and its experts act through it."""

    def __init__(self, base: str, code: str, secret: str) -> None:
        """Remember where Mante is and who we are."""
        self.http = httpx.Client(base_url=base, auth=(code, secret), transport=AskAgain(), timeout=40)

    def tasks(self, after: int | None, wait: int = 25) -> tuple[list[Json], int]:
        """Hear of new tasks since `after`."""
        asked = {"wait": wait} | ({} if after is None else {"after": after})
        page = self.http.get("/v1/tasks", params=asked).raise_for_status().json()
        return [event for event in page["events"] if event["type"] == "mante.TaskAssigned.v1"], page["next"]

    def case(self, task: str) -> Json:
        """Fetch the case behind a task: the person, the papers with their page images, what to tick."""
        return dict(self.http.get(f"/v1/tasks/{task}").raise_for_status().json())

    def say(self, what: str, task: str, body: Json, attempt: int = 1) -> httpx.Response:
        """Send a claim, a verdict or a supplement request; said twice, it is said once.

        The same key gets the same answer for ever: what was refused for now is asked again by another `attempt`.
        """
        key = f"{what} {task} {body['practitioner']} {attempt}"
        return self.http.post(
            f"/v1/tasks/{task}/{what}", json={"task_id": task, **body}, headers={"Idempotency-Key": key}
        )

    def approve(self, task: str, practitioner: str, attempt: int = 1) -> httpx.Response:
        """Claim a task, look at the case and approve it.

        Where a panel has its majority, the seats that are left are recalled, and their experts hear it as 409,
        be it at the claim, at the look or at the verdict.
        """
        claimed = self.say("claim", task, {"practitioner": practitioner}, attempt)
        if claimed.is_error:
            return claimed
        try:
            case = self.case(task)
        except httpx.HTTPStatusError as error:
            if error.response.is_server_error:
                raise
            return error.response
        code = next(iter(case["national_codes"]), None)
        verdict = {"practitioner": practitioner, "verdict": "approved"}
        return self.say("verdict", task, verdict | ({"national_code": code["code"]} if code else {}), attempt)


def main(base: str, code: str, secret: str, clerk: str) -> None:
    """Let the clerk check each application and each expert vote."""
    agency, cursor = Agency(base, code, secret), None
    later: list[Json] = []
    for turn in itertools.count(1):
        tasks, cursor = agency.tasks(cursor)
        tasks, later = later + tasks, []
        for task in tasks:
            answer = agency.approve(task["data"]["task_id"], task["data"].get("practitioner") or clerk, turn)
            print(task["subject"], answer.status_code, answer.text)
            if answer.json().get("code") == "INSURANCE_NOT_CHECKED":  # the register is away for now
                later.append(task)


if __name__ == "__main__":
    main(*sys.argv[1:5])
