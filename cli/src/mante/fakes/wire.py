"""The line between services and a server, in user space: it may fall silent, be cut, carry one way only, or be slow.

No root is needed for it. What it is to do lies in a file, which it looks at twenty times a second; what it did, in
another.
"""

import asyncio
import contextlib
import json
import os
import signal
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from mante.stack.files import write_private
from mante.stack.ports import LOOPBACK

LOOK_EVERY = 0.05
PIECE = 16_384
RESET = struct.pack("ii", 1, 0)
"""Closing throws away what is on its way, and says so by a reset."""
SLOW = 50_000
"""Bytes a second, as over a 400 kbit line."""


class Mode(StrEnum):
    """What a line does."""

    THROUGH = "through"
    SILENT = "silent"
    """Connections are taken and nothing is carried; what was said arrives when it speaks again."""
    DEAF = "deaf"
    """The server hears us, and we don't hear the server."""
    CUT = "cut"
    """Connections are reset, and new ones refused."""
    SLOW = "slow"
    """It carries 50 kB a second and connection."""


@dataclass
class Line:
    """One line; `struck` counts what it held up, reset or slowed down since its mode was set."""

    port: int
    target: int
    mode: Mode = Mode.THROUGH
    struck: int = 0
    _server: asyncio.Server | None = None
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def become(self, mode: Mode) -> None:
        """Do this from now on."""
        if mode is self.mode and (self._server is not None or mode is Mode.CUT):
            return
        self.mode, self.struck = mode, 0
        self._changed.set()
        self._changed = asyncio.Event()
        if mode is Mode.CUT:
            self._cut()
        elif self._server is None:
            self._server = await asyncio.start_server(self._carry, LOOPBACK, self.port, limit=PIECE)

    def _cut(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()
        for writer in self._writers:
            self.struck += 1
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection(LOOPBACK, self.target, limit=PIECE)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, back}
        self._writers |= both
        await asyncio.gather(self._pass(reader, back, there=True), self._pass(there, writer, there=False))
        self._writers -= both

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, there: bool) -> None:
        try:
            while data := await reader.read(PIECE):
                while self._holds(there=there):
                    self.struck += 1
                    await self._changed.wait()
                if self.mode is Mode.SLOW:
                    self.struck += 1
                    await asyncio.sleep(len(data) / SLOW)
                writer.write(data)
                await writer.drain()
        except OSError:
            pass  # one side hung up
        finally:
            await closed(writer)

    def _holds(self, *, there: bool) -> bool:
        return self.mode is Mode.SILENT or (self.mode is Mode.DEAF and not there)


async def closed(writer: asyncio.StreamWriter) -> None:
    """Hang up, and return when that is done."""
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


async def serve(lines: Mapping[str, Line], wanted: Path, done: Path) -> None:
    """Carry, as `wanted` says line by line; tell in `done` what each does and how often it struck."""
    told = ""
    while True:
        modes = _modes(wanted)
        for name, line in lines.items():
            await line.become(Mode(modes.get(name, Mode.THROUGH)))
        now = json.dumps({name: {"mode": line.mode, "struck": line.struck} for name, line in lines.items()})
        if now != told:
            write_private(done, told := now)
        await asyncio.sleep(LOOK_EVERY)


def _modes(wanted: Path) -> dict[str, str]:
    return dict(json.loads(wanted.read_text())) if wanted.exists() else {}


async def _main() -> None:
    given = os.environ  # noqa: TID251 - a program of its own, with no settings class
    lines = {name: Line(*ports) for name, ports in json.loads(given["WIRE_LINES"]).items()}
    serving = asyncio.ensure_future(serve(lines, Path(given["WIRE_WANTED"]), Path(given["WIRE_DONE"])))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
    await asyncio.wait([serving])


if __name__ == "__main__":
    asyncio.run(_main())
