"""Free ports on loopback, chosen once and kept, so that addresses stay the same over restarts."""

import os
import random
import socket
import tempfile
import time
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

    def _any(self) -> int:
        return next(port for port in iter(_random_port, None) if self._usable(port))

    def _usable(self, port: int) -> bool:
        if port in self._given or not is_free(port) or not is_free(port + SECOND):
            return False
        return _claimed(port, self._home)


def _claimed(port: int, home: str) -> bool:
    """Say before other stacks of this machine that `port` is for `home`; False where another one was first."""
    claims = Path(tempfile.gettempdir()) / f"mante-ports-{os.getuid()}"
    claims.mkdir(mode=0o700, exist_ok=True)
    claim = claims / str(port)
    try:
        if claim.read_text() != home and time.time() - claim.stat().st_mtime < STARTING:
            return False
        claim.unlink()
    except FileNotFoundError:
        pass
    try:
        with claim.open("x") as ours:
            ours.write(home)
    except FileExistsError:
        return False
    return True


def _random_port() -> int:
    return random.randrange(_LOWEST, _HIGHEST)  # noqa: S311 - a port is no secret
