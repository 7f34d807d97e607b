"""A hospital that is a shell script of twenty lines with curl: it approves whatever comes."""

import asyncio
import os
import signal
from typing import Self

from mante.demo import EXAMPLES
from mante.demo.place import Place


class ScriptHospital:
    """The process of `examples/hospital.sh`; what it prints goes to a file in the stack's logs."""

    def __init__(self, place: Place, code: str) -> None:
        self.code = code
        doctor = place.staff(code, "reviewer")[0]
        self._command = ("sh", EXAMPLES / "hospital.sh", place.front, code, place.secret(code), doctor)
        self._log = place.home / "logs" / f"{code}.log"
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process is not None and self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGTERM)  # the script and the curl it waits for
            await self._process.wait()
