"""What goes wrong in the middle of the story: a process is killed, or stopped for a while."""

import asyncio
import signal
from dataclasses import dataclass
from pathlib import Path

from mante.demo.board import Board
from mante.stack import control


@dataclass(frozen=True)
class Interruption:
    """Which part is killed, and which is stopped for how many seconds; the supervisor starts both again."""

    kill: str | None = None
    stop: str | None = None
    seconds: float = 0.0

    async def __call__(self, home: Path, board: Board) -> None:
        """Let it happen to the stack in `home`."""
        if self.kill:
            board.say(f"-- kill -9 {self.kill}")
            control.restart(home, self.kill, signal.SIGKILL)
        if self.stop:
            board.say(f"-- {self.stop} stops for {self.seconds:g} s")
            control.hold(home, self.stop)
            await asyncio.sleep(self.seconds)
            control.release(home, self.stop)
            board.say(f"-- {self.stop} may run again")


NONE = Interruption()
