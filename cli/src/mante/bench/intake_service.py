"""Intake as it is, beside servers of one measurement: its database migrated, its topics made, no limit to hurry.

It has no register of the insured to ask (development allows that), and nobody else runs: what follows a lodging in
other services is `bench city`'s to measure.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from chassis.parties.file import read

from mante.bench.servers import Servers
from mante.bench.serving import serving
from mante.stack import parties, topics
from mante.stack.environment import Facts, environment
from mante.stack.kafka_address import ADMIN, KafkaAddress
from mante.stack.keyring import Keyring
from mante.stack.migrating import bring_up_to_date
from mante.stack.ports import Ports
from mante.stack.readiness import answers
from mante.stack.s3_address import S3Address

CHANNEL = "gz-app"
UNHURRIED = 1_000_000
NOBODY = "http://127.0.0.1:9"
"""Where nothing listens: a provider that is not part of the measurement."""
_NO_STORE = S3Address(NOBODY, "papers", "", "")


@dataclass(frozen=True)
class Intake:
    """Where it is, its process, its database, and the channel's secret."""

    port: int
    pid: int
    dsn: str
    secret: str


@asynccontextmanager
async def intake_service(servers: Servers, together: int | None) -> AsyncIterator[Intake]:
    """Run the service for as long as the block lasts; one transaction decides `together` requests at most.

    None leaves that as the service has it.
    """
    name = "intake" if together is None else f"intake-{together}"
    keyring, port = Keyring(servers.home), Ports(servers.home).of(name)
    file = servers.home / "parties.yaml"
    secrets = parties.write(file, keyring)
    dsn = await servers.empty_database()
    await bring_up_to_date({"intake": dsn}, file)
    await asyncio.to_thread(topics.bring, _kafka(servers, keyring), read(file))
    told = _environment(servers, keyring, dsn, port)
    if together is not None:
        told["INTAKE_REQUESTS_TOGETHER"] = str(together)
    log = servers.home / "logs" / f"{name}.log"
    async with serving("intake", answers(port, "/readyz"), log, told) as process:
        yield Intake(port, process.pid, dsn, secrets[CHANNEL])


def _kafka(servers: Servers, keyring: Keyring) -> KafkaAddress:
    admin = servers.bus.password.get_secret_value()
    passwords = {ADMIN: admin, "intake": keyring.password("kafka.intake")}
    return KafkaAddress(servers.bus.bootstrap, passwords, servers.bus.protocol)


def _environment(servers: Servers, keyring: Keyring, dsn: str, port: int) -> dict[str, str]:
    facts = Facts(
        keyring=keyring,
        dsn=lambda _: dsn,
        kafka=_kafka(servers, keyring),
        s3=_NO_STORE,
        front=NOBODY,
        inside={"intake": f"http://127.0.0.1:{port}", "notify": NOBODY},
        sms_gateway=NOBODY,
        register=NOBODY,
        insured=None,
        parties=servers.home / "parties.yaml",
        requests_per_second=UNHURRIED,
    )
    told = environment(facts, "intake", "bench", port)
    return {name: value for name, value in told.items() if "_INSURANCE_" not in name}
