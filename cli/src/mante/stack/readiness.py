"""One look at whether a program does its work yet."""

import asyncio
from collections.abc import Awaitable, Callable

from mante.stack.ports import LOOPBACK

Probe = Callable[[], Awaitable[bool]]

_PATIENCE = 2.0  # seconds for one look


async def at_once() -> bool:
    """Ready as soon as it runs."""
    return True


def accepts(port: int) -> Probe:
    """Ready when it takes connections on `port`."""

    async def look() -> bool:
        try:
            _, writer = await asyncio.open_connection(LOOPBACK, port)
        except OSError:
            return False
        writer.close()
        return True

    return look


def answers(port: int, path: str) -> Probe:
    """Ready when `GET path` on `port` answers with a status below 300."""

    async def look() -> bool:
        try:
            async with asyncio.timeout(_PATIENCE):
                return await _status(port, path) < 300  # noqa: PLR2004 - HTTP: success
        except (OSError, ValueError, TimeoutError):
            return False

    return look


async def _status(port: int, path: str) -> int:
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\nConnection: close\r\n\r\n".encode())
        _, status, *_ = (await reader.readline()).split(b" ", 2)
        return int(status)
    finally:
        writer.close()
