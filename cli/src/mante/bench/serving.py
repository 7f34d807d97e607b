"""An HTTP server in a process of its own: ready when it answers, ended by a signal."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType

from mante.stack.logs import open_log
from mante.stack.readiness import Probe
from mante.surroundings import inherited

LONGEST = 60.0
"""Seconds that a start may take."""
NOTHING: Mapping[str, str] = MappingProxyType({})


@asynccontextmanager
async def serving(
    module: str, ready: Probe, log: Path, environment: Mapping[str, str] = NOTHING, told: bytes = b""
) -> AsyncIterator[Process]:
    """Run `python -m module` for as long as the block lasts; `told` is what it reads from standard input."""
    with open_log(log) as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module), stdin=PIPE, stdout=output, stderr=output, env=inherited(environment)
        )
    assert process.stdin is not None  # noqa: S101 - it was asked for
    process.stdin.write(told)
    process.stdin.close()
    try:
        async with asyncio.timeout(LONGEST):
            while not await ready():  # noqa: ASYNC110 - seen from outside
                await asyncio.sleep(0.05)
        yield process
    finally:
        process.terminate()
        await process.wait()
