"""Making a cluster what the catalogue says: topics, access, and users. Blocking; for commands, not for services."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from contracts.generate.acls import Acl
from contracts.generate.topics import TopicSpec
from kafka.admin import (
    ConfigResource,
    ConfigResourceType,
    KafkaAdminClient,
    ScramMechanism,
    UserScramCredentialUpsertion,
)
from kafka.errors import TopicAlreadyExistsError
from pydantic import SecretStr

from chassis.bus import access
from chassis.bus.address import BusAddress

TIMEOUT_MS = 30_000
CREATED = (0, TopicAlreadyExistsError.errno)


class NotApplied(Exception):  # noqa: N818
    """The cluster refused a part; the text says which and why. The rest may have been applied: apply again."""


@dataclass(slots=True)
class Applied:
    """What was not yet so, by name: `grown` got partitions, `altered` another configuration."""

    created: list[str] = field(default_factory=list)
    grown: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    granted: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    users: list[str] = field(default_factory=list)


def apply(
    address: BusAddress,
    topics: Iterable[TopicSpec],
    acls: Iterable[Acl] = (),
    users: Mapping[str, SecretStr] | None = None,
) -> Applied:
    """Create what is missing and correct what differs; applying again changes nothing.

    Topics never lose partitions and are never deleted. Access is corrected for every user who is named in `acls` or
    `users`: what one of them has beyond `acls` is revoked. `users` get these passwords (SCRAM-SHA-512). Raises
    `NotApplied`, or kafka-python's errors when the cluster is away or we may not do this.
    """
    applied, passwords = Applied(), users or {}
    with _admin(address) as admin:
        _apply_topics(admin, list(topics), applied)
        _apply_users(admin, passwords, applied)
        wanted = {single for acl in acls for single in access.singly(acl)}
        managed = {single.principal for single in wanted} | {f"User:{user}" for user in passwords}
        if managed:
            applied.granted, applied.revoked = access.correct(admin, wanted, managed)
    return applied


@contextmanager
def _admin(address: BusAddress) -> Iterator[KafkaAdminClient]:
    admin = KafkaAdminClient(**address.for_clients(), client_id="mante-topics", request_timeout_ms=TIMEOUT_MS)
    try:
        yield admin
    finally:
        admin.close()


def _apply_topics(admin: KafkaAdminClient, wanted: list[TopicSpec], applied: Applied) -> None:
    applied.created = _create(admin, wanted)
    there = [spec for spec in wanted if spec.name not in applied.created]
    if there:
        _grow(admin, there, applied)
        _alter(admin, there, applied)


def _create(admin: KafkaAdminClient, wanted: list[TopicSpec]) -> list[str]:
    if not wanted:
        return []
    asked = {spec.name: {"num_partitions": spec.partitions, "configs": dict(spec.config)} for spec in wanted}
    answers = admin.create_topics(asked, raise_errors=False)["topics"]
    refused = {answer["name"]: answer["error_message"] for answer in answers if answer["error_code"] not in CREATED}
    if refused:
        raise NotApplied(f"topics: {refused}")
    admin.wait_for_topics(list(asked))
    return [answer["name"] for answer in answers if answer["error_code"] == 0]


def _grow(admin: KafkaAdminClient, there: list[TopicSpec], applied: Applied) -> None:
    counts = {topic["name"]: len(topic["partitions"]) for topic in admin.describe_topics([spec.name for spec in there])}
    narrow = {spec.name: spec.partitions for spec in there if counts[spec.name] < spec.partitions}
    if narrow:
        admin.create_partitions(narrow)
        applied.grown = list(narrow)


def _alter(admin: KafkaAdminClient, there: list[TopicSpec], applied: Applied) -> None:
    asked = [ConfigResource(ConfigResourceType.TOPIC, spec.name) for spec in there]
    found = admin.describe_configs(asked, config_filter="all")["topic"]
    different = {
        spec.name: dict(spec.config)
        for spec in there
        if any(found[spec.name][name]["value"] != value for name, value in spec.config.items())
    }
    if different:
        changes = [ConfigResource(ConfigResourceType.TOPIC, name, config) for name, config in different.items()]
        admin.alter_configs(changes)
        applied.altered = list(different)


def _apply_users(admin: KafkaAdminClient, users: Mapping[str, SecretStr], applied: Applied) -> None:
    if not users:
        return
    mechanism = ScramMechanism.SCRAM_SHA_512
    upserts = [
        UserScramCredentialUpsertion(user, mechanism, secret.get_secret_value()) for user, secret in users.items()
    ]
    refused = {user: why for user, why in admin.alter_user_scram_credentials(upserts).items() if why}
    if refused:
        raise NotApplied(f"users: {refused}")
    applied.users = list(users)
