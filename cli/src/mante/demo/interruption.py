"""What goes wrong in the middle of the story: a process is killed, or stopped for a while."""

import asyncio
import signal
from dataclasses import dataclass
from pathlib import Path

from mante.stack import control


@dataclass(frozen=True)
class Interruption:
    """Which part is killed, and which is stopped for how many seconds; the supervisor starts both again."""

    kill: str | None = None
    stop: str | None = None
    seconds: float = 20.0

    async def __call__(self, home: Path) -> None:
        """Let it happen to the stack in `home`."""
        if self.kill:
            control.restart(home, self.kill, signal.SIGKILL)
        if self.stop:
            control.hold(home, self.stop)
            await asyncio.sleep(self.seconds)
            control.release(home, self.stop)

    def __str__(self) -> str:
        words = [f"kill -9 {self.kill}"] if self.kill else []
        return ", ".join([*words, f"{self.stop} stopped for {self.seconds:g} s"] if self.stop else words)
