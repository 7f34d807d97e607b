"""Apache Kafka's jars: fetched once by `jgo`, checked against the committed hashes, kept with the environment."""

import asyncio
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

from mante import surroundings
from mante.stack import processes
from mante.stack.parts import Program

_COORDINATES = "org.apache.kafka:kafka_2.13:4.3.1+org.slf4j:slf4j-simple:1.7.36"
_HASHES = Path(__file__).with_name("kafka_jars.sha256")


class NotTheJarsWeKnow(Exception):  # noqa: N818 - says what is wrong
    """A jar is missing or its SHA-256 is not the committed one."""


def folder() -> Path:
    """Where the jars are kept."""
    return surroundings.programs_folder() / "kafka-4.3.1"


def are_here() -> bool:
    """Whether all jars are in place; their hashes were checked when they came."""
    return folder().exists()


async def fetch(home: Path) -> None:
    """Brings the jars (44 MB) if they are not here. Raises NotTheJarsWeKnow; StartFailed if the network fails."""
    if are_here():
        return
    folder().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder().parent) as scratch:
        await _resolve(Path(scratch), home)
        fresh = Path(scratch) / "checked"
        take(Path(scratch), fresh)
        if not are_here():
            fresh.rename(folder())


def take(scratch: Path, destination: Path) -> None:
    """Copies the jars that were fetched into `scratch` to `destination`. Raises NotTheJarsWeKnow."""
    destination.mkdir()
    for digest, name in map(str.split, _HASHES.read_text().splitlines()):
        found = next((scratch / "jgo").rglob(name), None)
        if found is None or hashlib.sha256(found.read_bytes()).hexdigest() != digest:
            message = f"{name}: not what {_HASHES.name} names"
            raise NotTheJarsWeKnow(message)
        shutil.copy(found, destination / name)


async def _resolve(scratch: Path, home: Path) -> None:
    mirror = surroundings.maven_mirror()
    command = (
        *(sys.executable, "-m", "jgo", "--ignore-config", "--resolver", "python", "--timeout", "60"),
        *("--class-path-only", "--links", "copy", "--color", "plain"),
        *("--cache-dir", scratch / "jgo", "--repo-cache", scratch / "maven"),
        *(("-r", f"central:{mirror}") if mirror else ()),
        *("info", "classpath", _COORDINATES),
    )
    await processes.run(Program("kafka.jars", command), home)


if __name__ == "__main__":
    asyncio.run(fetch(surroundings.programs_folder()))
