"""Making a cluster what the catalogue says: topics, access, and users. Blocking; for commands, not for services."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from contracts.generate.acls import Acl
from contracts.generate.topics import TopicSpec
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient
from kafka.errors import TopicAlreadyExistsError
from pydantic import SecretStr

from chassis.bus import access, logins
from chassis.bus.address import BusAddress
from chassis.bus.logins import NotApplied

TIMEOUT_MS = 30_000
CREATED = (0, TopicAlreadyExistsError.errno)


@dataclass(slots=True)
class Applied:
    """What was not yet so, by name: `grown` got partitions, `altered` another configuration."""

    created: list[str] = field(default_factory=list)
    grown: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    granted: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)


def apply(
    address: BusAddress,
    topics: Iterable[TopicSpec],
    acls: Iterable[Acl] = (),
    users: Mapping[str, SecretStr] | None = None,
    barred: Iterable[str] = (),
) -> Applied:
    """Create what is missing and correct what differs; applying again changes nothing.

    Topics never lose partitions and are never deleted. Access is corrected for every user who is named in `acls`,
    `users` or `barred`: what one of them has beyond `acls` is revoked. `users` get these passwords (SCRAM-SHA-512),
    `barred` lose theirs. Raises `NotApplied`, or kafka-python's errors when the cluster is away or we may not do this.
    """
    applied, passwords, out = Applied(), users or {}, list(barred)
    with _admin(address) as admin:
        # First, and access before logins: it is what counts for a connection that is open already.
        _, barred_from = access.correct(admin, set(), {f"User:{user}" for user in out})
        applied.barred = logins.take(admin, out)
        _apply_topics(admin, list(topics), applied)
        applied.users = logins.give(admin, passwords)
        wanted = {single for acl in acls for single in access.singly(acl)}
        managed = {single.principal for single in wanted} | {f"User:{user}" for user in passwords}
        applied.granted, revoked = access.correct(admin, wanted, managed)
        applied.revoked = [*barred_from, *revoked]
    return applied


def left_behind(address: BusAddress, parties: Collection[str]) -> list[str]:
    """Return the users who still have a party's access, and aren't one of `parties` any more."""
    with _admin(address) as admin:
        return access.left_behind(admin, parties)


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
