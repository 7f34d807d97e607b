"""Free ports on loopback, chosen once and kept, so that addresses stay the same over restarts."""

import random
import socket
from pathlib import Path

from mante.stack.remembered import Remembered

LOOPBACK = "127.0.0.1"
# Below the range from which systems take the ports of outgoing connections (32768 on Linux), and low enough
# that SeaweedFS's second port, 10,000 above the first, is below it too.
_LOWEST, _HIGHEST = 12_000, 22_000
SECOND = 10_000


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
        return port not in self._given and is_free(port) and is_free(port + SECOND)


def _random_port() -> int:
    return random.randrange(_LOWEST, _HIGHEST)  # noqa: S311 - a port is no secret
