"""The whole system on one machine, up for as long as a block lasts."""

import os
import time
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Self

from mante.stack import control, home, status, whole
from mante.stack.addresses import addresses
from mante.stack.blueprint import Blueprint
from mante.stack.kafka_address import KafkaAddress
from mante.stack.parts import StartFailed
from mante.stack.status import Status
from mante.stack.supervisor import Supervisor
from mante.stack.wanted import Wanted


def _nobody(_: Status) -> None:
    """Nobody listens."""


class Stack:
    """`async with Stack(folder) as stack:` brings all of it up, and stops it at the end of the block.

    `tell` hears of each change of a part. Raises StartFailed where a part doesn't come up, InUse where the folder is
    held by another supervisor.
    """

    def __init__(self, folder: Path, wanted: Wanted | None = None, tell: Callable[[Status], None] = _nobody) -> None:
        self.folder = folder
        self.wanted = wanted or Wanted()
        self._tell = tell
        self._parts: dict[str, Status] = {}
        self._about: dict[str, object] = {"pid": os.getpid(), "since": time.time(), "ready": False}
        self._exit = AsyncExitStack()
        self.plan: Blueprint

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            stack.enter_context(home.held(self.folder))
            stack.callback(self._say, ready=False)
            try:
                await self._bring_up(stack)
            except StartFailed as failure:
                self._say(failed=str(failure))
                raise
            self._exit = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._exit.aclose()

    async def _bring_up(self, stack: AsyncExitStack) -> None:
        self.plan = Blueprint(self.folder, self.wanted)
        self._say(addresses=addresses(self.plan))
        supervisor = await stack.enter_async_context(Supervisor(self.folder, self._note))
        await supervisor.up(whole.parts(self.plan))
        self.plan.ports.listening()
        self._say(ready=True)

    @property
    def url(self) -> str:
        """The front door: the one address of all services and of the store."""
        return self.plan.front.url

    @property
    def kafka(self) -> KafkaAddress:
        """The bus; its users are `admin`, the services, and the parties by their codes."""
        return self.plan.kafka.address

    @property
    def credentials(self) -> Mapping[str, str]:
        """The secret of each party, for HTTP Basic and for Kafka, by its code."""
        return self.plan.parties

    @property
    def operator_token(self) -> str:
        """What `/operations` of each service takes as bearer token."""
        return self.plan.keyring.password("operator")

    def postgres_dsn(self, service: str) -> str:
        """The connection of `service` to its own database."""
        return self.plan.dsn(service)

    def inside(self, service: str) -> str:
        """The address of a service itself, behind the front door."""
        return self.plan.inside(service)

    def pid(self, name: str) -> int | None:
        """The process that runs `name` now."""
        return self._parts[name].pid

    def hold(self, name: str) -> None:
        """Stops one program, and keeps it stopped until `release`."""
        control.hold(self.folder, name)

    def release(self, name: str) -> None:
        """Lets a program that was held run again."""
        control.release(self.folder, name)

    def _note(self, part: Status) -> None:
        self._parts[part.name] = part
        self._say()
        self._tell(part)

    def _say(self, **news: object) -> None:
        self._about |= news
        status.write(home.state_file(self.folder), self._about, list(self._parts.values()))
