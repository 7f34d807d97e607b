"""Filling the environment: pip brings uv, uv the rest, each by hash; then the workspace itself, and Kafka's jars."""

import fcntl
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mante.launcher.environment import Environment
from mante.launcher.mirrors import mirror
from mante.surroundings import inherited

_MEGABYTES = {"requirements.lock": 270, "requirements-dev.lock": 350}
"""What comes over the network the first time, Apache Kafka's 44 MB included: as counted on Linux x86_64."""


class NotInstalled(Exception):  # noqa: N818 - says what happened
    """A step failed; its own lines say why."""

    def __init__(self) -> None:
        super().__init__(
            "That did not work; the lines above say why. Behind a mirror set PIP_INDEX_URL, "
            "and for Apache Kafka MANTE_MAVEN_MIRROR."
        )


def install(environment: Environment) -> None:
    """Fills `environment`, telling how far it is. Raises NotInstalled. What an earlier try brought stays and counts."""
    steps: tuple[tuple[str, Callable[[Environment], None]], ...] = (
        ("an environment in .venv", _make_folder),
        ("the installer", _bring_uv),
        ("libraries, Postgres, object store, Java", _bring_packages),
        ("Mante itself", _add_members),
        ("Apache Kafka", _bring_kafka),
    )
    with _alone(environment.root):
        if environment.is_complete():  # another one did it while we waited
            return
        _say(_announcement(environment))
        for number, (what, step) in enumerate(steps, start=1):
            started = time.monotonic()
            _say(f"[{number}/{len(steps)}] {what} …")
            step(environment)
            _say(f"[{number}/{len(steps)}] {what}: {time.monotonic() - started:.0f} s")
        environment.mark_complete()


def entry(name: str, lock: Path) -> str:
    """The lines of one package in a lock: its version and its hashes."""
    lines = iter(lock.read_text().splitlines())
    found = [next(line for line in lines if line.startswith(f"{name}=="))]
    while found[-1].endswith("\\"):
        found.append(next(lines))
    return "\n".join(found)


def _announcement(environment: Environment) -> str:
    if environment.python.exists():
        return "What is in .venv is not what the locks name: bringing what is new."
    return (
        f"Once, about {_MEGABYTES[environment.lock.name]} MB come over the network; each file is checked by its hash."
    )


def _make_folder(environment: Environment) -> None:
    if not environment.python.exists():
        venv.create(environment.folder, with_pip=True, clear=environment.folder.exists())


def _bring_uv(environment: Environment) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as only_uv:
        only_uv.write(entry("uv", environment.lock))
        only_uv.flush()
        _run(
            environment, "-m", "pip", "install", "-q", "--require-hashes", "--only-binary", ":all:", "-r", only_uv.name
        )


def _bring_packages(environment: Environment) -> None:
    # Compiled once, here: where Python may not keep what it compiles (PYTHONDONTWRITEBYTECODE, a folder that can't be
    # written) each start of each service would compile all of it again.
    _uv(environment, "install", "--compile-bytecode", "--require-hashes", "-r", str(environment.lock))


def _add_members(environment: Environment) -> None:
    folders = [word for member in environment.members for word in ("-e", str(member))]
    if environment.former_members:
        _uv(environment, "uninstall", *environment.former_members)
    _uv(environment, "install", "--offline", "--no-deps", "--no-build-isolation", *folders)
    _run(environment, "-m", "compileall", "-q", *(str(member / "src") for member in environment.members))


def _bring_kafka(environment: Environment) -> None:
    _run(environment, "-m", "mante.stack.backends.kafka_jars")


def _uv(environment: Environment, task: str, *words: str) -> None:
    loudness = () if sys.stderr.isatty() else ("-q",)  # on a terminal uv shows how far it is
    _run(environment, "-m", "uv", *loudness, "pip", task, "--python", str(environment.python), *words)


def _run(environment: Environment, *words: str) -> None:
    surroundings = inherited(mirror(environment.python))
    if subprocess.run((environment.python, *words), check=False, env=surroundings).returncode:  # noqa: S603 - our own
        raise NotInstalled


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Holds others off who would install into the same environment at the same time."""
    with (root / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
