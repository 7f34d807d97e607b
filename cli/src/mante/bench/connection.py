"""A connection to an HTTP server that costs the measuring process little: one request after the other, kept open."""

import asyncio
import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import orjson
from contracts.ids import uuid7

JSON = "application/json"


class Unexpected(Exception):  # noqa: N818 - what the server said
    """The server said something else than yes."""


@dataclass(slots=True)
class Connection:
    """One keep-alive connection of HTTP/1.1. Answers tell their length: all that are measured here do."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    host: str

    @classmethod
    async def open(cls, host: str, port: int) -> Self:
        """Connect."""
        reader, writer = await asyncio.open_connection(host, port, limit=1 << 20)
        return cls(reader, writer, f"{host}:{port}")

    async def send(self, request: bytes) -> bytes:
        """Send a request as `request_of` makes it; return the body of the answer. Raises Unexpected."""
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        body = await self.reader.readexactly(_length(head))
        status = int(head[9:12])
        if not 200 <= status < 300:  # noqa: PLR2004 - HTTP: success
            raise Unexpected(f"{status} {body.decode(errors='replace')}")
        return body

    async def ask(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - JSON
        """Send JSON, with a key of its own, and return JSON. Raises Unexpected."""
        keyed = {"Idempotency-Key": str(uuid7())} | dict(headers or {})
        answer = await self.send(
            request_of(method, self.host, path, keyed, b"" if body is None else orjson.dumps(body))
        )
        return orjson.loads(answer) if answer else None

    def close(self) -> None:
        """Hang up."""
        self.writer.close()


def request_of(method: str, host: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    """Return a request as its bytes; the body is JSON unless the headers say something else."""
    known = {"Host": host, "Content-Length": str(len(body))} | ({"Content-Type": JSON} if body else {}) | dict(headers)
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in known.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def basic(user: str, password: str) -> dict[str, str]:
    """Return what HTTP Basic adds to the headers (RFC 7617)."""
    return {"Authorization": f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"}


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
