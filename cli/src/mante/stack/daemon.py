"""The process behind `mante up`: keeps the stack of one folder up until it is asked to stop."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from mante.stack.files import write_private
from mante.stack.logs import open_log
from mante.stack.stack import Stack
from mante.stack.wanted import Wanted

_WANTED = "wanted.json"


def start(folder: Path, wanted: Wanted) -> int:
    """Starts the process, detached from this one and its terminal, and returns its pid."""
    write_private(folder / _WANTED, wanted.to_json())
    command = (sys.executable, "-m", __name__, folder)
    with open_log(log_file(folder)) as log:
        told = subprocess.run(  # noqa: S603 - our own module
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True, check=True
        )
    return int(told.stdout)


def log_file(folder: Path) -> Path:
    """What the process itself has to say."""
    return folder / "logs" / "supervisor.log"


async def _serve(folder: Path) -> None:
    """Keeps the stack up; being asked to stop while it comes up is being asked to stop."""
    loop = asyncio.get_running_loop()
    keeping = loop.create_task(_keep(folder, Wanted.from_json((folder / _WANTED).read_text())))
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, keeping.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await keeping


async def _keep(folder: Path, wanted: Wanted) -> None:
    async with Stack(folder, wanted):
        await asyncio.Event().wait()


def _detach() -> None:
    """Leaves whoever started us: goes on as a child of the system, whose pid is the one thing that is told."""
    if child := os.fork():
        sys.stdout.write(str(child))
        sys.stdout.flush()
        os._exit(0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


if __name__ == "__main__":
    _detach()
    asyncio.run(_serve(Path(sys.argv[1])))
