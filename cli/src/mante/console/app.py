"""The console put together, and served."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

import httpx
import uvicorn
from chassis.http.addresses import Addresses
from chassis.http.application import new_application
from chassis.http.health import Heart, health_routes
from fastapi import FastAPI
from pages.sessions_in_memory import SessionsInMemory
from pages.signing_in import SignedIn

from mante.console import applications, overview, parked, sign_in
from mante.console.asking import Services
from mante.console.desk import SITE, Desk
from mante.console.settings import Settings


@dataclass
class Inside:
    """What pages ask of the program around them: `stopping` ends those that follow."""

    addresses: Addresses
    stopping: asyncio.Event = field(default_factory=asyncio.Event)


def create_app(settings: Settings, http: httpx.AsyncClient) -> FastAPI:
    """Return the console; `http` is closed at its end."""
    services = Services(settings.services, settings.operator_token, http)
    desk = Desk(services, SignedIn(SessionsInMemory(), SITE.prefix, settings.public_url))
    routes = SITE.router()
    for part in (sign_in, overview, applications, parked):
        part.add(routes, desk)
    heart = Heart()
    app = new_application("console", [routes, health_routes(heart, _nothing_missing)], documented=False)
    app.state.inside = Inside(Addresses.of(settings))
    app.router.lifespan_context = _living(heart, http)
    return app


async def _nothing_missing() -> str:
    return ""


def _living(heart: Heart, http: httpx.AsyncClient) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        beating = asyncio.create_task(heart.beat())
        async with http:
            yield
        app.state.inside.stopping.set()
        beating.cancel()

    return lifespan


def main() -> None:
    """Serve until told to stop."""
    settings = Settings()
    app = create_app(settings, httpx.AsyncClient(trust_env=False))
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )
