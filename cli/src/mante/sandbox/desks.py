"""An institution's desk over HTTP: its worklist, the case behind a task, and what its people say."""

import uuid
from dataclasses import dataclass
from typing import Any

import httpx

Json = dict[str, Any]
_ROLES = {"hospital_review": "reviewer", "agency_check": "clerk", "expert_panel": "expert"}


@dataclass(frozen=True)
class Staff:
    """Somebody who acts for an institution."""

    practitioner: str
    roles: tuple[str, ...]


class Desk:
    """One institution's credential. Calls raise httpx.HTTPError; `say` tells whether it took effect."""

    def __init__(self, base: str, code: str, secret: str, staff: tuple[Staff, ...]) -> None:
        """Remember where Mante is and who we are."""
        self.http = httpx.Client(base_url=base, auth=(code, secret), timeout=20)
        self._staff = staff
        self._persons: dict[str, str] = {}

    def worklist(self) -> list[Json]:
        """Return the open tasks."""
        tasks: list[Json] = self.http.get("/v1/worklist").raise_for_status().json()["tasks"]
        return tasks

    def case(self, task: str) -> Json:
        """Return the case behind a task."""
        case: Json = self.http.get(f"/v1/tasks/{task}").raise_for_status().json()
        return case

    def id_number(self, task: str) -> str:
        """Return the identity number of the person that a task is about, asked for once."""
        if task not in self._persons:
            self._persons[task] = self.case(task)["person"]["id_number"] or ""
        return self._persons[task]

    def who_acts(self, task: Json) -> str:
        """Return who is to act on a task: whose seat it is, or the first who may."""
        able = (one.practitioner for one in self._staff if _ROLES[task["step"]] in one.roles)
        return str(task["practitioner"] or next(able))

    def say(self, what: str, task: str, body: Json) -> bool:
        """Send a claim, a verdict or a supplement request; False where it was refused."""
        key = {"Idempotency-Key": str(uuid.uuid4())}
        return self.http.post(f"/v1/tasks/{task}/{what}", json={"task_id": task, **body}, headers=key).is_success
