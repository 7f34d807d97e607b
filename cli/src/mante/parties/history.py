"""What was changed about parties, from the file and from every service's audit, as one list."""

from typing import Any

import httpx
from chassis.parties.file import read
from chassis.parties.records import Change

from mante.deployment import Deployment

ANSWER_WITHIN = 10.0
Row = dict[str, Any]


def changes_of(there: Deployment, code: str | None) -> tuple[list[Row], list[str]]:
    """The changes of a party, an operator or somebody of a staff (None: all), and the services that don't answer.

    `taken` names the services that have a change in their audit, each with its time of day.
    """
    told = [_row(change) for change in read(there.parties).changes if concerns(change, code)]
    rows, away = {_key(row): row for row in told}, []
    for service in there.services:
        found = _told_by(there, service, code)
        if found is None:
            away.append(service)
        for one in found or ():
            row = rows.setdefault(_key(one), {**one, "taken": []})
            row["taken"].append(f"{service}@{one['taken_at'][11:19]}")
    return sorted(rows.values(), key=lambda row: (row["at"], row["revision"])), away


def concerns(change: Change, code: str | None) -> bool:
    """Whether a change is about this code; one of the whole file is about everybody."""
    return code is None or change.code in {code, ""} or code in change.staff


def _told_by(there: Deployment, service: str, code: str | None) -> list[Row] | None:
    url = f"{there.services[service]}/operations/parties/changes"
    try:
        answer = httpx.get(
            url,
            params={"code": code} if code else None,
            headers=there.login,
            timeout=ANSWER_WITHIN,
            trust_env=False,
        )
        answer.raise_for_status()
    except httpx.HTTPError:
        return None
    rows: list[Row] = answer.json()
    return rows


def _row(change: Change) -> Row:
    return {**change.model_dump(mode="json"), "taken": []}


def _key(row: Row) -> tuple[object, ...]:
    return row["revision"], row["code"], row["what"], row["at"]
