"""The servers of the tests as processes of this machine: the embedded ones, which need nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from mante.stack.backends.kafka import EmbeddedKafka
from mante.stack.backends.postgres import EmbeddedPostgres
from mante.stack.backends.s3 import EmbeddedS3
from mante.stack.kafka_address import KafkaAddress
from mante.stack.keyring import Keyring
from mante.stack.ports import Ports
from mante.stack.s3_address import S3Address
from mante.stack.threaded import running
from mante.testing.servers import KAFKA_USERS, scratch_home


class Embedded:
    """`Servers` that are there with the environment."""

    def prepare(self) -> None:
        """Installed already."""

    @contextmanager
    def postgres(self) -> Iterator[str]:
        """A Postgres with fsync off, by its superuser's DSN."""
        with scratch_home() as home:
            server = EmbeddedPostgres(home, Ports(home), Keyring(home), fsync=False)
            with running(home, server.parts()):
                yield server.admin_dsn

    @contextmanager
    def kafka(self) -> Iterator[KafkaAddress]:
        """A Kafka with walls."""
        with scratch_home() as home:
            keyring = Keyring(home)
            server = EmbeddedKafka(home, Ports(home), {user: keyring.password(user) for user in KAFKA_USERS})
            with running(home, server.parts()):
                yield server.address

    @contextmanager
    def s3(self) -> Iterator[S3Address]:
        """A SeaweedFS with the bucket `papers`."""
        with scratch_home() as home:
            server = EmbeddedS3(home, Ports(home), Keyring(home))
            with running(home, server.parts()):
                yield server.address
