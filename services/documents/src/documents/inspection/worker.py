"""Inspecting a file in a confined, throw-away process: whatever the file does, it does it there."""

import asyncio
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from json import dumps
from pathlib import Path

from documents.inspection.outcome import InspectorAway, outcome, refused
from documents.inspection.reasons import Reason
from documents.inspection.report import Declared, Limits, Report, pages_folder

COMMAND = (sys.executable, "-I", "-X", "utf8", "-m", "documents.inspection")
START_SECONDS = 30
TRIES = 2

__all__ = ["InspectorAway", "inspect_in_worker"]


async def inspect_in_worker(path: Path, declared: Declared, limits: Limits) -> Report:
    """Take the file at `path` through all steps; its page images are left in the folder beside it.

    A file that runs into a limit or crashes the worker is refused. A worker that was killed from outside, or came to
    nothing within `limits.wall_seconds`, gets a second try: that can be the machine, but not twice.
    Raises `InspectorAway` if no worker could be run.
    """
    for _ in range(TRIES):
        report = await _inspect_once(path, declared, limits)
        if report is not None:
            return report
        shutil.rmtree(pages_folder(path), ignore_errors=True)
    return refused(path, Reason.TOO_COSTLY, "no answer")


async def _inspect_once(path: Path, declared: Declared, limits: Limits) -> Report | None:
    request = dumps({"path": str(path), "declared": asdict(declared), "limits": asdict(limits)})
    async with _worker() as worker:
        await _start(worker, request)
        try:
            async with asyncio.timeout(limits.wall_seconds):
                answer = await _line(worker)
                code = 0 if answer else await worker.wait()
        except TimeoutError:
            return None
    return outcome(path, declared, answer, code)


@asynccontextmanager
async def _worker() -> AsyncIterator[Process]:
    """A worker without our environment and in a session of its own, out of reach of Ctrl-C here; ended for sure."""
    try:
        worker = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=PIPE, stdout=PIPE, stderr=PIPE, env={}, start_new_session=True
        )
    except OSError as error:
        raise InspectorAway(str(error)) from error
    try:
        yield worker
    finally:
        await _end(worker)


async def _start(worker: Process, request: str) -> None:
    """Hand over the request and wait for "ready": up to here the file has not been touched."""
    assert worker.stdin is not None  # noqa: S101 - for the type only
    ready = b""
    with suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(START_SECONDS):
            worker.stdin.write(request.encode() + b"\n")
            await worker.stdin.drain()
            ready = await _line(worker)
    if ready != b"ready\n":
        raise InspectorAway(await _end(worker) or "the worker did not start")


async def _end(worker: Process) -> str:
    """Kill it, if it still lives, and give the end of what it complained of."""
    with suppress(ProcessLookupError):
        worker.kill()
    _, complaint = await worker.communicate()
    return complaint.decode(errors="replace")[-500:]


async def _line(worker: Process) -> bytes:
    """One line, or "?" for one that is too long: the memory here is not the worker's to fill."""
    assert worker.stdout is not None  # noqa: S101 - for the type only
    with suppress(ValueError):
        return await worker.stdout.readline()
    return b"?"
