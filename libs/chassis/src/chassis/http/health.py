"""Whether the process lives, whether it may be given work, and its figures. Never routed by the front door."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest

from chassis.problem import problem

STIFF_AFTER = 30.0
_EVERY = 1.0


@dataclass(slots=True)
class Heart:
    """Beats with the loop. A loop that has not turned for 30 s is dead, whatever it still holds."""

    _last: float = field(default_factory=time.monotonic)

    async def beat(self) -> None:
        """Beat for ever."""
        while True:
            self._last = time.monotonic()
            await asyncio.sleep(_EVERY)

    @property
    def beats(self) -> bool:
        """Whether it did lately."""
        return time.monotonic() - self._last < STIFF_AFTER


def health_routes(heart: Heart, unready: Callable[[], Awaitable[str]]) -> APIRouter:
    """Return `/livez`, `/readyz` and `/metrics`. `unready` says what is missing: the own database, or nothing."""
    router = APIRouter(include_in_schema=False)

    @router.get("/livez")
    async def livez() -> Response:
        return _verdict("" if heart.beats else "the loop stands still")

    @router.get("/readyz")
    async def readyz() -> Response:
        return _verdict(await unready())

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(generate_latest(REGISTRY), headers={"content-type": CONTENT_TYPE_LATEST})

    return router


def _verdict(missing: str) -> Response:
    if missing:
        return Response(problem(503, "NOT_READY", "服务尚未就绪。", reason=missing), 503)
    return Response(b'{"ok":true}', media_type="application/json")
