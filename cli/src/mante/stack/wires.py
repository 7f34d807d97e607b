"""Lines between the services and the servers, for trials: each can be cut, silenced and slowed down from outside."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from mante.stack.kafka_address import KafkaAddress
from mante.stack.parts import Part, Program
from mante.stack.ports import LOOPBACK, Ports
from mante.stack.readiness import accepts
from mante.stack.s3_address import S3Address

_MODULE = "mante.fakes.wire"
READY = "wire"


def wanted(home: Path) -> Path:
    """The file that says what each line is to do."""
    return home / "wires" / "wanted.json"


def done(home: Path) -> Path:
    """The file that says what each line does."""
    return home / "wires" / "done.json"


@dataclass(frozen=True)
class Wires:
    """The ports of the lines to each server, and the listener of Kafka that its clients find behind theirs."""

    home: Path
    kafka: int
    kafka_listener: int
    postgres: int
    s3: int

    @classmethod
    def of(cls, home: Path, ports: Ports) -> Self:
        """Choose the ports."""
        return cls(home, *(ports.of(name) for name in ("wire-kafka", "kafka-wired", "wire-postgres", "wire-s3")))

    def parts(self, postgres: str, s3: str, after: Sequence[str]) -> Sequence[Part]:
        """The program; `postgres` and `s3` are the servers' own addresses."""
        lines = {
            "kafka": (self.kafka, self.kafka_listener),
            "postgres": (self.postgres, urlsplit(postgres).port),
            "s3": (self.s3, urlsplit(s3).port),
        }
        environment = {
            "WIRE_LINES": json.dumps(lines),
            "WIRE_WANTED": str(wanted(self.home)),
            "WIRE_DONE": str(done(self.home)),
        }
        command = (sys.executable, "-m", _MODULE)
        return [Program(READY, command, tuple(after), environment, ready=accepts(self.kafka))]

    def to_postgres(self, dsn: str) -> str:
        """The same database by its line."""
        there = urlsplit(dsn)
        login = there.netloc.rpartition("@")[0]
        return urlunsplit(there._replace(netloc=f"{login}@{LOOPBACK}:{self.postgres}"))

    def to_kafka(self, address: KafkaAddress) -> KafkaAddress:
        """The same Kafka by its line."""
        return replace(address, bootstrap=f"{LOOPBACK}:{self.kafka}")

    def to_s3(self, address: S3Address) -> S3Address:
        """The same store by its line."""
        return replace(address, url=f"http://{LOOPBACK}:{self.s3}")
