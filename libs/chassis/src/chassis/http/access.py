"""Around every request: its trace, its line in the log, its time, the headers of its answer, and a net for defects."""

import time
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.http.problems import internal
from chassis.observing.figures import HTTP_SECONDS
from chassis.observing.traces import Trace

SECURITY = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_UNLOGGED = {"/livez", "/readyz", "/metrics"}
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_log = structlog.get_logger()


@dataclass(slots=True)
class _Answer:
    """What is known of the answer so far."""

    status: int = 0


class Access:
    """ASGI middleware. It logs the route's pattern, never the path: an address may name an application."""

    def __init__(self, app: ASGIApp, service: str) -> None:
        """Wrap `app`."""
        self._app, self._service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trace = Trace.of(Headers(scope=scope).get("traceparent"))
        scope.setdefault("state", {})["trace"] = trace
        structlog.contextvars.clear_contextvars()
        with structlog.contextvars.bound_contextvars(trace_id=trace.trace_id):
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer, began = _Answer(), time.perf_counter()

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                _complete(MutableHeaders(scope=message))
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception:
            _log.exception("request.failed", route=_route(scope))
            if answer.status:
                raise
            await internal()(scope, receive, send_on)
        finally:
            self._note(scope, answer.status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = scope["method"] if scope["method"] in _METHODS else "OTHER", _route(scope)
        HTTP_SECONDS.labels(self._service, method, route, status).observe(seconds)
        if scope["path"] not in _UNLOGGED:
            _log.info("request.served", method=method, route=route, status=status, ms=round(seconds * 1000, 1))


def _complete(headers: MutableHeaders) -> None:
    for name, value in SECURITY.items():
        headers.setdefault(name, value)


def _route(scope: MutableMapping[str, Any]) -> str:
    return str(getattr(scope.get("route"), "path", "unrouted"))
