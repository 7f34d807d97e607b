"""A running service behind an HTTP client, without a socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from chassis.service import Service


@asynccontextmanager
async def client_of(service: Service) -> AsyncIterator[httpx.AsyncClient]:
    """Run `service` and give a client of it."""
    async with service.running():
        transport = httpx.ASGITransport(service.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
            yield client
