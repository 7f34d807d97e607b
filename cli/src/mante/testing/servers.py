"""The servers that tests ask for, wherever they come from."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from mante.stack.kafka_address import ADMIN, KafkaAddress
from mante.stack.s3_address import S3Address
from mante.stack.wanted import SERVICES

KAFKA_USERS = (
    *(ADMIN, *SERVICES),
    *("gz-app", "sc-mini", "H52020199001", "H52020199002", "H51130299001", "A51139900001"),
)


class Servers(Protocol):
    """Starts each server as a block begins, and ends it, with all it holds, as the block ends."""

    def prepare(self) -> None:
        """Brings what they are started from. Raises `pytest.UsageError`, which says what is to be done."""

    def postgres(self) -> AbstractContextManager[str]:
        """A Postgres, by its superuser's DSN."""
        ...

    def kafka(self) -> AbstractContextManager[KafkaAddress]:
        """A Kafka with walls, and a login for each of `KAFKA_USERS`."""
        ...

    def s3(self) -> AbstractContextManager[S3Address]:
        """An object store with the empty, versioned bucket `papers`."""
        ...


@contextmanager
def scratch_home() -> Iterator[Path]:
    """A folder for one server; not pytest's own, which pytest closes to the user that Postgres runs as under root."""
    home = Path(tempfile.mkdtemp(prefix="mante-"))
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)
