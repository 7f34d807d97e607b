"""A disk that is full, as the server that writes to it sees it: the system refuses its writes (ENOSPC), by strace."""

import asyncio
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import psutil

from mante.faults.finding import Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.table import Inject

WRITES = "pwrite64,pwritev,pwritev2,fallocate"
"""What makes a file longer or fills it. Plain `write` stays: it also speaks to sockets and to the log."""
REFUSED = "(INJECTED)"
_SCOPE = Path("/proc/sys/kernel/yama/ptrace_scope")


def cannot() -> str:
    """Say why no write can be refused on this machine; nothing where one can."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        return "this machine has no strace"
    confined = _SCOPE.exists() and _SCOPE.read_text().strip() != "0"
    return "only root may trace programs here" if confined and os.geteuid() else ""


def full(name: str, seconds: float) -> Inject:
    """Refuse whatever a server writes to its files for a while; recovery counts from the moment at which it is back.

    Somebody hands in papers meanwhile, so that there is something to write.
    """

    async def inject(ground: Ground) -> Injected:
        log = ground.place.home / "refused.log"
        ground.load.somebody_applies()
        await _refuse(_processes(ground, name), seconds, log)
        refused = log.read_text(errors="replace").count(REFUSED) if log.exists() else 0
        if not refused:
            raise Unconfirmed(f"{name} wrote nothing")
        await ground.programs.all_ready()
        return Injected(f"{refused} writes of {name} found no space", time.monotonic())

    return inject


def _processes(ground: Ground, name: str) -> list[int]:
    pid = ground.programs.pid(name)
    return [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]


async def _refuse(pids: list[int], seconds: float, log: Path) -> None:
    rule = ("-f", "-qq", "-e", f"trace={WRITES}", "-e", f"inject={WRITES}:error=ENOSPC")
    whom = [word for pid in pids for word in ("-p", str(pid))]
    tracing = await asyncio.create_subprocess_exec(
        *("strace", *rule, "-o", str(log), *whom), stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(seconds):
            await tracing.wait()  # it ends by itself with the last of those that it traces
    except TimeoutError:
        tracing.send_signal(signal.SIGINT)  # lets go of all of them
        await tracing.wait()
