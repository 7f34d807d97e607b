"""The operators' side of each service: asked over HTTP behind the front door, with the operators' token."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mante.commands.output import fail

if TYPE_CHECKING:
    import httpx

Service = Annotated[str, typer.Option("--service", "-s", help="Which service.")]
_PATIENCE = 600.0  # seconds: a replay reads a whole topic


def ask(service: str, method: str, path: str, **what: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
    """Asks `service` at `/operations<path>` and returns its JSON; ends the command where it says no or is away."""
    given = answer(service, method, path, **what)
    return given.json() if given.content else None


def lines(service: str, path: str, **parameters: str) -> Iterator[str]:
    """Asks `service` for something that is told line by line."""
    return answer(service, "GET", path, params=parameters).iter_lines()


def services() -> list[str]:
    """The services there are."""
    from mante.commands.running import deployment

    return list(deployment().services)


def answer(service: str, method: str, path: str, **what: Any) -> "httpx.Response":  # noqa: ANN401 - what httpx takes
    """Asks `service` and returns its answer; ends the command where it says no or is away."""
    given = answered(service, method, path, **what)
    if given.is_error:
        fail(f"{service} says {given.status_code}: {_reason(given.text)}")
    return given


def answered(service: str, method: str, path: str, **what: Any) -> "httpx.Response":  # noqa: ANN401 - what httpx takes
    """Asks `service` and returns its answer, be it a no; ends the command where it is away."""
    import httpx

    from mante.commands.running import deployment

    there = deployment()
    if service not in there.services:
        fail(f"there is no service {service}; there are {', '.join(there.services)}", code=2)
    url = f"{there.services[service]}/operations{path}"
    try:
        return httpx.request(method, url, headers=there.login, timeout=_PATIENCE, **what)
    except httpx.HTTPError as error:
        fail(f"{service} does not answer: {error}")


def everywhere(path: str, **what: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON in, JSON out
    """Asks every service for rows, and returns them all, each with its `service`."""
    return [{"service": service, **row} for service in services() for row in ask(service, "GET", path, **what)]


def _reason(body: str) -> str:
    """The sentence in a problem+json, or the body as it is."""
    import json

    try:
        problem = json.loads(body)
    except ValueError:
        return body
    return str(problem.get("detail") or problem.get("title") or body)
