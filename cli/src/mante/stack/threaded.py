"""A supervisor for code that isn't asynchronous, or whose loop comes and goes, as a test's does."""

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from mante.stack import home as homes
from mante.stack import status
from mante.stack.guardian import guarded
from mante.stack.parts import Part
from mante.stack.status import Status
from mante.stack.supervisor import Supervisor


@contextmanager
def running(home: Path, parts: Sequence[Part]) -> Iterator[None]:
    """Keeps `parts` up, in a loop in a thread of its own, for as long as the block lasts or this process lives.

    `home` is scratch: it is removed if this process is killed. Raises StartFailed if a part doesn't come up.
    """
    loop = asyncio.new_event_loop()
    up: Future[None] = Future()
    enough = asyncio.Event()
    thread = Thread(target=loop.run_until_complete, args=[_keep(home, parts, up, enough)], name="supervisor")
    with guarded(home, scratch=True):
        thread.start()
        try:
            up.result()
            yield
        finally:
            loop.call_soon_threadsafe(enough.set)
            thread.join()
            loop.close()


async def _keep(home: Path, parts: Sequence[Part], up: "Future[None]", enough: asyncio.Event) -> None:
    known: dict[str, Status] = {}

    def note(part: Status) -> None:
        known[part.name] = part
        status.write(homes.state_file(home), {}, list(known.values()))

    async with Supervisor(home, note) as supervisor:
        try:
            await supervisor.up(parts)
        except BaseException as failure:  # noqa: BLE001 - raised where `up` is waited for
            up.set_exception(failure)
        else:
            up.set_result(None)
        await enough.wait()
