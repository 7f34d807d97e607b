"""The services' own tables of decisions, made once and played many times."""

from dataclasses import dataclass, field
from typing import Any, cast

from chassis.parties import Directory
from chassis.process import Process
from contracts.parties import SERVICES
from policy.registry import Packs, load_packs
from pydantic import TypeAdapter

from mante.rehearsal.processes import process_of
from mante.simulation.outside.town import Town
from mante.simulation.remembering import RememberingCodec


@dataclass(slots=True)
class Cast:
    """All five processes. Whose town it is changes from history to history; the decisions stay the same."""

    packs: Packs = field(default_factory=load_packs)
    town: Town = field(default_factory=lambda: Town(set()))
    processes: dict[str, Process[Any]] = field(init=False)
    memories: dict[str, RememberingCodec] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the processes: building their models takes longer than a history."""
        self.processes = {service: self._process(service) for service in SERVICES}

    def begin(self) -> None:
        """Know nothing of the history before."""
        self.town.without.clear()
        for memory in self.memories.values():
            memory.forget()

    def _process(self, service: str) -> Process[Any]:
        def directory() -> Directory:
            return self.town.of(service)

        process = process_of(service, self.packs, directory)
        memory = self.memories[service] = RememberingCodec(process.codec)
        process.codec = cast("TypeAdapter[Any]", memory)
        return process
