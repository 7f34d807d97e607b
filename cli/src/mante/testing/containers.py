"""The servers of the tests as containers, each as `docker-compose.yml` has it, on a port of loopback."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from chassis.bus import topics
from chassis.bus.address import BusAddress
from pydantic import SecretStr

from mante.stack.backends.elsewhere import S3At
from mante.stack.backends.postgres import NO_FSYNC, options
from mante.stack.kafka_address import ADMIN, KafkaAddress
from mante.stack.keyring import Keyring
from mante.stack.ports import LOOPBACK, Ports
from mante.stack.s3_address import S3Address
from mante.stack.threaded import running
from mante.testing import docker
from mante.testing.composed import Composed, image_of
from mante.testing.servers import KAFKA_USERS, scratch_home

PORTS: Mapping[str, int] = {"postgres": 5432, "kafka": 9092, "s3": 9000}
KAFKA_SETTINGS = "/etc/mante/server.properties"


class Containers:
    """`Servers` that Docker runs, from the images and with the files of the deployment in `compose`."""

    def __init__(self, compose: Path) -> None:
        self._compose = compose

    def prepare(self) -> None:
        """Brings the images that aren't here. Raises `pytest.UsageError`."""
        docker.bring(image_of(self._compose, server) for server in PORTS)

    @contextmanager
    def postgres(self) -> Iterator[str]:
        """A Postgres with fsync off, by its superuser's DSN."""
        with scratch_home() as home:
            keyring, port = Keyring(home), Ports(home).of("postgres")
            composed = Composed.read(self._compose, "postgres", keyring.password)
            composed = replace(composed, command=["postgres", *options(NO_FSYNC)])
            with docker.running(composed, PORTS["postgres"], port):
                yield f"postgresql://postgres:{keyring.password('POSTGRES_PASSWORD')}@{LOOPBACK}:{port}/postgres"

    @contextmanager
    def kafka(self) -> Iterator[KafkaAddress]:
        """A Kafka with walls, that says of itself that it is on loopback."""
        with scratch_home() as home:
            keyring, port = Keyring(home), Ports(home).of("kafka")
            passwords = {user: keyring.password(user) for user in KAFKA_USERS if user != ADMIN}
            passwords[ADMIN] = keyring.password("KAFKA_ADMIN_PASSWORD")
            address = KafkaAddress(f"{LOOPBACK}:{port}", passwords)
            composed = advertising(
                address.bootstrap, Composed.read(self._compose, "kafka", keyring.password), home / "server.properties"
            )
            with docker.running(composed, PORTS["kafka"], port):
                _give_logins(address)
                yield address

    @contextmanager
    def s3(self) -> Iterator[S3Address]:
        """The deployment's store with the bucket `papers`."""
        with scratch_home() as home:
            keyring, port = Keyring(home), Ports(home).of("s3")
            composed = Composed.read(self._compose, "s3", keyring.password)
            key = f"{keyring.password('S3_ACCESS_KEY')}:{keyring.password('S3_SECRET_KEY')}"
            store = S3At(f"http://{key}@{LOOPBACK}:{port}/papers")
            with docker.running(composed, PORTS["s3"], port), running(home, store.parts()):
                yield store.address


def advertising(bootstrap: str, composed: Composed, changed: Path) -> Composed:
    """The same Kafka, whose settings, written to `changed`, send its clients to `bootstrap`."""
    settings = composed.files[KAFKA_SETTINGS].read_text("utf-8")
    # of two lines for one name the later one counts
    changed.write_text(f"{settings}\nadvertised.listeners=CLIENTS://{bootstrap}\n", "utf-8")
    return replace(composed, files={**composed.files, KAFKA_SETTINGS: changed})


def _give_logins(kafka: KafkaAddress) -> None:
    admin = BusAddress(kafka.bootstrap, kafka.security, ADMIN, SecretStr(kafka.passwords[ADMIN]))
    users = {user: SecretStr(password) for user, password in kafka.passwords.items() if user != ADMIN}
    topics.apply(admin, (), users=users)
