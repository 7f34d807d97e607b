"""Following the parties file where a service can see it: a change that missed the service arrives all the same."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import structlog
import yaml
from pydantic import ValidationError

from chassis.parties.file import PartiesFile, read
from chassis.parties.register import Outdated, TwoOfOneRevision, take
from chassis.storage import Away
from chassis.storage.driver import Pool
from chassis.storage.errors import in_our_words

EVERY = 3.0
_log = structlog.get_logger()


@dataclass(slots=True)
class Following:
    """Takes each later revision of the file at `path`; `taken` is called after one.

    What was edited by hand under the same revision isn't taken here: nobody said yet that it is meant.
    """

    pool: Pool
    path: Path
    taken: Callable[[], Awaitable[None]]
    _seen: tuple[int, int] | None = None

    async def look(self) -> None:
        """Take the file if it was written since the last look. Raises `Away`: then the next look tries again."""
        written = _written(self.path)
        if written in (None, self._seen):
            return
        file = await self._read()
        if file is not None and await self._take(file):
            _log.info("parties.taken", revision=file.revision, from_="file")
            await self.taken()
        self._seen = written

    async def run(self) -> None:
        """Look for ever."""
        while True:
            try:
                await self.look()
            except Away as away:
                _log.warning("parties.untaken", reason=str(away))
            await asyncio.sleep(EVERY)

    async def _read(self) -> PartiesFile | None:
        try:
            return await asyncio.to_thread(read, self.path)
        except (OSError, ValueError, ValidationError, yaml.YAMLError) as wrong:
            # Its text may show what stands in the file: the kind of it must do here.
            _log.warning("parties.unreadable", reason=type(wrong).__name__)
            return None

    async def _take(self, file: PartiesFile) -> bool:
        with in_our_words():
            async with self.pool.acquire() as connection:
                try:
                    return await take(connection, file)
                except (Outdated, TwoOfOneRevision) as untaken:
                    _log.warning("parties.untaken", revision=file.revision, reason=type(untaken).__name__)
                    return False


def _written(path: Path) -> tuple[int, int] | None:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_ino
