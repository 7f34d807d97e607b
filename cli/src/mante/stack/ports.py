"""Free ports on loopback, chosen once and kept, so that addresses stay the same over restarts."""

import fcntl
import os
import random
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mante.stack.remembered import Remembered

LOOPBACK = "127.0.0.1"
# Below the range from which systems take the ports of outgoing connections (32768 on Linux), and low enough
# that SeaweedFS's second port, 10,000 above the first, is below it too.
_LOWEST, _HIGHEST = 12_000, 22_000
SECOND = 10_000
STARTING = 300.0
"""Seconds for which a port that was chosen is taken, though nobody listens there yet."""


def is_free(port: int) -> bool:
    """Whether nobody listens on `port`; a connection that is just closing does not count."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


class Ports:
    """The ports of one stack, by name."""

    def __init__(self, home: Path) -> None:
        self._home = str(home)
        self._kept = Remembered(home / "ports.json")
        self._given: set[int] = set()

    def of(self, name: str, preferred: int | None = None) -> int:
        """The port of `name`: last time's if it is still free, else `preferred`, else any free one."""
        port = int(self._kept.get(name, lambda: str(preferred or self._any())))
        if not self._usable(port):
            port = self._any()
        self._kept.put(name, str(port))
        self._given.add(port)
        return port

    def listening(self) -> None:
        """Take the claims away: whoever was given a port listens on it by now."""
        with _claims() as claims:
            for port in self._given:
                (claims / str(port)).unlink(missing_ok=True)

    def _any(self) -> int:
        return next(port for port in iter(_random_port, None) if self._usable(port))

    def _usable(self, port: int) -> bool:
        if port in self._given or not is_free(port) or not is_free(port + SECOND):
            return False
        return _claimed(port, self._home)


def _claimed(port: int, home: str) -> bool:
    """Say before other stacks of this machine that `port` is for `home`; False where another one was first."""
    with _claims() as claims:
        claim = claims / str(port)
        if claim.exists() and claim.read_text() != home:
            return False
        claim.write_text(home)
    return True


@contextmanager
def _claims() -> Iterator[Path]:
    """The folder in which claims stand, nobody else being at it; those whose time is over are gone."""
    claims = Path(tempfile.gettempdir()) / f"mante-ports-{os.getuid()}"
    claims.mkdir(mode=0o700, exist_ok=True)
    with (claims / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for claim in claims.iterdir():
            if time.time() - claim.stat().st_mtime >= STARTING:
                claim.unlink()
        yield claims


def _random_port() -> int:
    return random.randrange(_LOWEST, _HIGHEST)  # noqa: S311 - a port is no secret
