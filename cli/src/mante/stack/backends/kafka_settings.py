"""The settings of the embedded Kafka: one node, walls up, everything kept that must outlive a kill."""

from pathlib import Path

from mante.stack.kafka_address import ADMIN
from mante.stack.ports import LOOPBACK

_JAAS = "org.apache.kafka.common.security"


def properties(data: Path, port: int, controller: int, password: str, wired: tuple[int, int] | None = None) -> str:
    """The text of `server.properties`. Clients log in by SCRAM, the node at its own controller by PLAIN.

    `wired` is a further port for clients, and the one at which they are told to find it.
    """
    admin = f'required username="{ADMIN}" password="{password}"'
    settings: dict[str, str] = {
        "process.roles": "broker,controller",
        "node.id": "1",
        "log.dirs": str(data),
        "listeners": f"CLIENTS://{LOOPBACK}:{port},CONTROLLER://{LOOPBACK}:{controller}",
        "advertised.listeners": f"CLIENTS://{LOOPBACK}:{port}",
        "inter.broker.listener.name": "CLIENTS",
        "controller.listener.names": "CONTROLLER",
        "controller.quorum.bootstrap.servers": f"{LOOPBACK}:{controller}",
        # who comes in
        "listener.security.protocol.map": "CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
        "sasl.enabled.mechanisms": "SCRAM-SHA-512",
        "sasl.mechanism.inter.broker.protocol": "SCRAM-SHA-512",
        # a connection outlives the secret that it was opened with by no more than this
        "connections.max.reauth.ms": "3600000",
        "sasl.mechanism.controller.protocol": "PLAIN",
        "listener.name.clients.scram-sha-512.sasl.jaas.config": f"{_JAAS}.scram.ScramLoginModule {admin};",
        "listener.name.controller.sasl.enabled.mechanisms": "PLAIN",
        "listener.name.controller.plain.sasl.jaas.config": (
            f'{_JAAS}.plain.PlainLoginModule {admin} user_{ADMIN}="{password}";'
        ),
        # and what they may do
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "allow.everyone.if.no.acl.found": "false",
        "super.users": f"User:{ADMIN}",
        "auto.create.topics.enable": "false",
        "message.max.bytes": "131072",
        # one node
        "offsets.topic.replication.factor": "1",
        "offsets.topic.num.partitions": "6",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1",
        "transaction.state.log.num.partitions": "3",
        # a laptop: quick to rebalance, quick to return after a kill, small
        "group.initial.rebalance.delay.ms": "0",
        "broker.heartbeat.interval.ms": "500",
        "broker.session.timeout.ms": "4000",
        "log.cleaner.dedupe.buffer.size": str(8 * 1024 * 1024),
        "log.segment.bytes": str(64 * 1024 * 1024),
        "log.retention.hours": "168",
    }
    if wired:
        listening, told = wired
        settings["listeners"] += f",WIRED://{LOOPBACK}:{listening}"
        settings["advertised.listeners"] += f",WIRED://{LOOPBACK}:{told}"
        settings["listener.security.protocol.map"] += ",WIRED:SASL_PLAINTEXT"
        settings["listener.name.wired.scram-sha-512.sasl.jaas.config"] = f"{_JAAS}.scram.ScramLoginModule {admin};"
    return "".join(f"{name}={value}\n" for name, value in settings.items())
