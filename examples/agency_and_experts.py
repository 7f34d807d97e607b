"""南充's agency and its experts over HTTP: the agency checks, then a panel votes; a majority decides.

    python examples/agency_and_experts.py http://127.0.0.1:8080 A51139900001 SECRET CLERK
"""

import sys
import uuid
from typing import Any

import httpx

Json = dict[str, Any]


class Agency:
    """The agency's credential; its clerk and its experts act through it."""

    def __init__(self, base: str, code: str, secret: str) -> None:
        """Remember where Mante is and who we are."""
        self.http = httpx.Client(base_url=base, auth=(code, secret), timeout=40)

    def tasks(self, after: int | None) -> tuple[list[Json], int]:
        """Hear of new tasks since `after`."""
        asked = {"wait": 25} | ({} if after is None else {"after": after})
        page = self.http.get("/v1/tasks", params=asked).raise_for_status().json()
        return [event for event in page["events"] if event["type"] == "mante.TaskAssigned.v1"], page["next"]

    def approve(self, task: str, practitioner: str) -> None:
        """Claim a task and approve it."""
        self._post(f"/v1/tasks/{task}/claim", {"practitioner": practitioner})
        case = self.http.get(f"/v1/tasks/{task}").raise_for_status().json()
        code = next(iter(case["national_codes"]), None)
        verdict = {"practitioner": practitioner, "verdict": "approved"}
        self._post(f"/v1/tasks/{task}/verdict", verdict | ({"national_code": code["code"]} if code else {}))

    def _post(self, path: str, body: Json) -> None:
        # A panel's seat may be recalled before its expert votes: the majority was reached. That answer is 409.
        answer = self.http.post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})
        print(path, answer.status_code, answer.text)


def main(base: str, code: str, secret: str, clerk: str) -> None:
    """Let the clerk check each application and each expert vote."""
    agency, cursor = Agency(base, code, secret), None
    while True:
        tasks, cursor = agency.tasks(cursor)
        for task in tasks:
            agency.approve(task["data"]["task_id"], task["data"].get("practitioner") or clerk)


if __name__ == "__main__":
    main(*sys.argv[1:5])
