"""Starting a process in a group of its own, and ending the whole group."""

import asyncio
import contextlib
import os
import signal
import time
from pathlib import Path

import psutil

from mante.stack.logs import open_log
from mante.stack.parts import Program, StartFailed
from mante.stack.status import Status
from mante.stack.unprivileged import group_of
from mante.surroundings import inherited

_LOOK_EVERY = 0.02  # seconds


async def spawn(program: Program, folder: Path, log: Path) -> asyncio.subprocess.Process:
    """Starts `program` in `folder`, its output in `log`, in a process group of its own."""
    with open_log(log) as output:
        return await asyncio.create_subprocess_exec(
            *program.command,
            cwd=folder,
            env=inherited(program.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            umask=0o077,  # what it writes is nobody else's to read
            user=program.user,
            group=group_of(program.user) if program.user else None,
            extra_groups=[] if program.user else None,
        )


async def run(program: Program, folder: Path) -> None:
    """Runs `program` to its end. Raises StartFailed if it fails."""
    log = folder / "logs" / f"{program.name}.log"
    process = await spawn(program, folder, log)
    try:
        if await process.wait():
            raise StartFailed(program.name, log)
    finally:
        if process.returncode is None:
            await end(process, program)


async def end(process: asyncio.subprocess.Process, program: Program) -> None:
    """Asks the group of `process` to stop, waits `program.stop_within` seconds, then kills it."""
    signal_group(process.pid, program.stop_signal)
    try:
        async with asyncio.timeout(program.stop_within):
            await process.wait()
    except TimeoutError:
        signal_group(process.pid, signal.SIGKILL)
        await process.wait()


def signal_group(group: int, number: int) -> None:
    """Sends a signal to each process of `group`; none left is fine."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def signal_one(pid: int, number: int) -> None:
    """Sends a signal to one process; if it is gone, that is fine."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def born(pid: int) -> float | None:
    """When process `pid` was created (seconds of the epoch), or None if there is none or it has ended."""
    try:
        process = psutil.Process(pid)
        return None if _has_ended(process) else float(process.create_time())
    except psutil.NoSuchProcess:
        return None


def _has_ended(process: psutil.Process) -> bool:
    """Whether it is a zombie to its last thread: while one of them still ends, its sockets are open."""
    return bool(process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1)


def is_running(status: Status) -> bool:
    """Whether the very process of `status` still lives, and not another that got its pid."""
    return status.pid is not None and status.born is not None and born(status.pid) == status.born


def kill_leftover(status: Status) -> None:
    """Kills the process of `status` and its group, if it still lives, and waits until it has ended."""
    if status.pid is None or not is_running(status):
        return
    signal_group(status.pid, signal.SIGKILL)
    while is_running(status):
        time.sleep(_LOOK_EVERY)


def megabytes(pid: int) -> int | None:
    """The memory of process `pid` and its children in MB, or None if it is gone.

    Where the system tells (Linux), shared pages count once: Postgres' processes have most of theirs in common.
    """
    try:
        process = psutil.Process(pid)
        return int(sum(_bytes(one) for one in [process, *process.children(recursive=True)]) / 1e6)
    except psutil.NoSuchProcess:
        return None


def _bytes(process: psutil.Process) -> int:
    try:
        memory = process.memory_full_info()
    except psutil.AccessDenied:
        memory = process.memory_info()
    return int(getattr(memory, "pss", memory.rss))
