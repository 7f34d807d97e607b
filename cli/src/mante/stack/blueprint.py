"""What a stack will be: which servers and processes, on which ports, with which secrets."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from mante.stack import parties, sandbox
from mante.stack.backends import databases
from mante.stack.backends.elsewhere import KafkaAt, PostgresAt, S3At
from mante.stack.backends.kafka import EmbeddedKafka
from mante.stack.backends.postgres import EmbeddedPostgres
from mante.stack.backends.s3 import EmbeddedS3
from mante.stack.environment import Facts
from mante.stack.front_door import FrontDoor
from mante.stack.home import failpoints_of
from mante.stack.kafka_address import ADMIN
from mante.stack.keyring import Keyring
from mante.stack.ports import LOOPBACK, Ports
from mante.stack.wanted import SERVICES, Wanted
from mante.stack.wires import Wires

_BUCKET = "papers"


class Blueprint:
    """Made from what is wanted and from what is remembered in `home`: the same addresses and secrets as last time.

    `instances` has the port of each process by service and name, `parties` the secret of each party by its code.
    """

    def __init__(self, home: Path, wanted: Wanted) -> None:
        self.home, self.wanted = home, wanted
        self.ports, self.keyring = Ports(home), Keyring(home)
        self.parties_file = home / "parties.yaml"
        self.parties = parties.write(self.parties_file, self.keyring, sandbox.PARTIES if wanted.sandbox else None)
        self.wires = Wires.of(home, self.ports) if wanted.wires else None
        self.postgres = self._choose_postgres()
        self.kafka = self._choose_kafka()
        self.s3 = S3At(wanted.s3) if wanted.s3 else EmbeddedS3(home, self.ports, self.keyring, _BUCKET)
        self.instances = {service: self._place(service) for service in SERVICES}
        self.console_port = self.ports.of("console")
        self.front = self._build_front_door()
        self.sms_port = self.ports.of("sms")
        self.register_port = self.ports.of("register")

    def database_password(self, service: str) -> str:
        """The password of the role that owns the database of `service`."""
        return self.keyring.password(f"postgres.{service}")

    def dsn(self, service: str) -> str:
        """The connection of `service` to its own database."""
        return databases.dsn_of(self.postgres.admin_dsn, service, self.database_password(service))

    def inside(self, service: str) -> str:
        """The address of the first process of `service` itself, behind the front door."""
        return f"http://{LOOPBACK}:{next(iter(self.instances[service].values()))}"

    def facts(self) -> Facts:
        """What the services are told."""
        wires = self.wires
        return Facts(
            keyring=self.keyring,
            dsn=self.dsn if wires is None else lambda service: wires.to_postgres(self.dsn(service)),
            kafka=self.kafka.address if wires is None else wires.to_kafka(self.kafka.address),
            s3=self.s3.address if wires is None else wires.to_s3(self.s3.address),
            front=self.front.url,
            inside={service: self.inside(service) for service in SERVICES},
            sms_gateway=f"http://{LOOPBACK}:{self.sms_port}",
            register=f"http://{LOOPBACK}:{self.register_port}",
            insured=self.wanted.insured,
            parties=self.parties_file,
            requests_per_second=self.wanted.requests_per_second,
            sandbox_packs=sandbox.packs(self.home) if self.wanted.sandbox else None,
            failpoints=failpoints_of(self.home) if self.wanted.failpoints else None,
        )

    def _choose_postgres(self) -> EmbeddedPostgres | PostgresAt:
        if self.wanted.postgres:
            return PostgresAt(self.wanted.postgres)
        return EmbeddedPostgres(self.home, self.ports, self.keyring, fsync=self.wanted.fsync)

    def _choose_kafka(self) -> EmbeddedKafka | KafkaAt:
        ours = {user: self.keyring.password(f"kafka.{user}") for user in (ADMIN, *SERVICES)}
        if self.wanted.kafka:
            return KafkaAt(self.wanted.kafka, ours | self.parties)
        wired = (self.wires.kafka_listener, self.wires.kafka) if self.wires else None
        return EmbeddedKafka(self.home, self.ports, ours | self.parties, wired)

    def _place(self, service: str) -> Mapping[str, int]:
        return {name: self.ports.of(name) for name in self.wanted.instances(service)}

    def _build_front_door(self) -> FrontDoor:
        services = {
            service: [f"{LOOPBACK}:{port}" for port in placed.values()] for service, placed in self.instances.items()
        }
        services["console"] = [f"{LOOPBACK}:{self.console_port}"]
        store = {self.s3.address.bucket: urlsplit(self.s3.address.url).netloc}
        return FrontDoor(self.home, self.ports.of("front", self.wanted.port), services, store)
