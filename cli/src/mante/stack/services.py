"""The services as parts of a stack: each is migrated once, then run as many times as wanted."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from mante.stack import processes
from mante.stack.parts import Job, Part, Program
from mante.stack.readiness import answers


def topics(home: Path, after: Sequence[str]) -> Part:
    """Topics, users and rights on Kafka, as the catalogue says."""
    return _ourselves("kafka.topics", home, after, "topics", "apply")


def migrations(services: Sequence[str], home: Path, after: Sequence[str]) -> Part:
    """The databases of `services`, brought up to the code and the parties there are."""
    return _ourselves("migrations", home, after, "migrate", *services)


def _ourselves(name: str, home: Path, after: Sequence[str], *words: str) -> Part:
    """One of our own commands as a job: in a process of its own, as it needs much code that the supervisor does not."""
    program = Program(name, (sys.executable, "-m", "mante", *words), environment={"MANTE_HOME": str(home)})
    return Job(name, lambda: processes.run(program, home), tuple(after))


def instance(name: str, service: str, port: int, environment: Mapping[str, str], after: Sequence[str]) -> Part:
    """One process of `service`."""
    return Program(
        name,
        (sys.executable, "-m", service),
        after=tuple(after),
        environment=environment,
        ready=answers(port, "/readyz"),
    )
