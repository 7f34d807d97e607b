"""The operators' side of every service: moving the time, what waits, and the audit of an application."""

from datetime import datetime, timedelta
from typing import Any, Self

import httpx

from mante.demo.place import Place

Json = dict[str, Any]


class Operators:
    """The operators' token, and what it opens."""

    def __init__(self, place: Place) -> None:
        self._services = place.services
        login = {"Authorization": f"Bearer {place.operator_token}"}
        self._http = httpx.AsyncClient(headers=login, timeout=60)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def move_time(self, by: timedelta) -> datetime:
        """Let time pass in every service at once; returns what time it is now."""
        moved = [
            await self._post(service, "/clock", {"offset_seconds": by.total_seconds()}) for service in self._services
        ]
        return datetime.fromisoformat(moved[0]["now"])

    async def status(self) -> dict[str, Json]:
        """Return what waits in each service. Raises httpx.HTTPError while one is away."""
        return {service: await self._get(service, "/status") for service in self._services}

    async def audit(self, application: str) -> list[Json]:
        """Return every decision about one application, in time, each with its service and its explanation."""
        rows = [
            {**row, "service": service}
            for service in self._services
            for row in await self._get(service, "/audit", subject=application)
        ]
        return sorted(rows, key=lambda row: str(row["at"]))

    async def published(self, application: str, event: str) -> int:
        """Return how often the services have published an event about an application."""
        return sum(row["emitted"].count(event) for row in await self.audit(application))

    async def _get(self, service: str, path: str, **query: str) -> Any:  # noqa: ANN401
        answer = await self._http.get(f"{self._services[service]}/operations{path}", params=query)
        return answer.raise_for_status().json()

    async def _post(self, service: str, path: str, body: Json) -> Any:  # noqa: ANN401
        answer = await self._http.post(f"{self._services[service]}/operations{path}", json=body)
        return answer.raise_for_status().json()
