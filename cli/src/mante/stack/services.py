"""The services as parts of a stack: each is migrated once, then run as many times as wanted."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from mante.stack import processes
from mante.stack.parts import Job, Part, Program
from mante.stack.readiness import answers


def topics(home: Path, after: Sequence[str]) -> Part:
    """Topics, users and rights on Kafka, as the catalogue says; in a process of its own, as that needs much code."""
    command = (sys.executable, "-m", "mante", "topics", "apply")
    program = Program("kafka.topics", command, environment={"MANTE_HOME": str(home)})
    return Job(program.name, lambda: processes.run(program, home), tuple(after))


def migration(service: str, home: Path, environment: Mapping[str, str], after: Sequence[str]) -> Part:
    """Brings the database of `service` up to the code."""
    command = (sys.executable, "-m", service, "migrate")
    program = Program(f"{service}.migrations", command, environment=environment)
    return Job(program.name, lambda: processes.run(program, home), tuple(after))


def instance(name: str, service: str, port: int, environment: Mapping[str, str], after: Sequence[str]) -> Part:
    """One process of `service`; its migrations come before it."""
    return Program(
        name,
        (sys.executable, "-m", service),
        after=(*after, f"{service}.migrations"),
        environment=environment,
        ready=answers(port, "/readyz"),
    )
