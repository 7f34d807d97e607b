"""What the console asks the services' operations interfaces, with the operators' token and in an operator's name."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx
from chassis.decision import NotFound
from chassis.http.problems import Problem
from chassis.problem import read_problem
from chassis.storage import Away
from pydantic import SecretStr

Json = dict[str, Any]
SECONDS = 5.0
ACCOUNTS_AT = "review"
"""The service that keeps the accounts."""


@dataclass(frozen=True)
class Services:
    """The services by name; `Away` is raised for one that doesn't answer, `Problem` for what it refuses."""

    addresses: Mapping[str, str]
    token: SecretStr
    http: httpx.AsyncClient

    async def status(self) -> dict[str, Json | None]:
        """Return what waits in each service; None for one that doesn't answer."""
        found = await asyncio.gather(*(self._status(service) for service in self.addresses))
        return dict(zip(self.addresses, found, strict=True))

    async def _status(self, service: str) -> Json | None:
        try:
            found: Json = await self.get(service, "/status")
        except (Away, NotFound, Problem):
            return None
        return found

    async def parked(self) -> list[Json]:
        """Return what is kept back anywhere, the oldest first; of services that answer."""
        rows: list[Json] = []
        for service, status in (await self.status()).items():
            if status is not None and status["kept_back"]:
                rows += [{"service": service, **row} for row in await self.get(service, "/parked")]
        return sorted(rows, key=lambda row: str(row["parked_at"]))

    async def deadlines(self) -> list[Json] | None:
        """Return the open cases with a deadline, the most urgent first; None while review doesn't answer."""
        try:
            rows: list[Json] = await self.get("review", "/deadlines")
        except (Away, NotFound, Problem):
            return None
        return rows

    async def applications(self) -> list[Json] | None:
        """Return where the newest applications stand; None while intake doesn't answer."""
        try:
            rows: list[Json] = await self.get("intake", "/applications")
        except (Away, NotFound, Problem):
            return None
        return rows

    async def get(self, service: str, path: str) -> Any:  # noqa: ANN401 - JSON
        """Ask for something."""
        return await self._ask("GET", service, path, "console")

    async def post(self, service: str, path: str, by: str, body: Json | None = None) -> Any:  # noqa: ANN401 - JSON
        """Have something done, in the name of an operator."""
        return await self._ask("POST", service, path, by, json=body)

    async def _ask(self, method: str, service: str, path: str, by: str, **what: Any) -> Any:  # noqa: ANN401 - JSON
        if service not in self.addresses:
            raise NotFound
        login = {"authorization": f"Bearer {self.token.get_secret_value()}", "operator": by}
        url = f"{self.addresses[service]}/operations{path}"
        try:
            answer = await self.http.request(method, url, headers=login, timeout=SECONDS, **what)
        except httpx.HTTPError as error:
            raise Away(f"{service}: {type(error).__name__}") from error
        return _said(service, answer)


def _said(service: str, answer: httpx.Response) -> Any:  # noqa: ANN401 - JSON
    if answer.status_code == HTTPStatus.NOT_FOUND:
        raise NotFound
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Away(f"{service}: status {answer.status_code}")
    if answer.is_error:
        found = read_problem(answer.content)
        raise Problem(answer.status_code, found.code, found.detail)
    return answer.json() if answer.content else None
