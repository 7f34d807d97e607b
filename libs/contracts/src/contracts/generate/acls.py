"""Who may do what on the bus: every service its part of the catalogue, every party its own two topics, and no more.

What isn't granted here is denied by the broker (`allow.everyone.if.no.acl.found=false`): nobody but an administrator
creates, alters or deletes anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from contracts.catalogue import TOPICS, PartyKind, Topic
from contracts.parties import SERVICES, Party


class ResourceType(StrEnum):
    """What an ACL is about, in Kafka's words."""

    TOPIC = "TOPIC"
    GROUP = "GROUP"
    CLUSTER = "CLUSTER"


class Pattern(StrEnum):
    """Whether an ACL's name is a whole name or the beginning of one, in Kafka's words."""

    LITERAL = "LITERAL"
    PREFIXED = "PREFIXED"


class Operation(StrEnum):
    """What an ACL allows, in Kafka's words. READ and WRITE imply DESCRIBE."""

    READ = "READ"
    WRITE = "WRITE"
    DESCRIBE = "DESCRIBE"
    IDEMPOTENT_WRITE = "IDEMPOTENT_WRITE"


CLUSTER = "kafka-cluster"
"""Kafka's name for the one cluster resource."""


@dataclass(frozen=True, slots=True)
class Acl:
    """What `principal` (`User:<name>`) is allowed, from any host."""

    principal: str
    resource_type: ResourceType
    name: str
    pattern: Pattern
    operations: tuple[Operation, ...]


def acls(parties: Iterable[Party]) -> list[Acl]:
    """Return every ACL of the services and of `parties`. Raises `ValueError` for a party named like a service."""
    granted = [acl for service in SERVICES for acl in service_acls(service)]
    for party in parties:
        if party.code in SERVICES:
            raise ValueError(f"a party can't be called {party.code}: a service is")
        granted.extend(party_acls(PartyKind(party.kind), party.code))
    return granted


def service_acls(service: str) -> list[Acl]:
    """Return what a service is allowed.

    It writes its own topics, reads what it consumes and the party topics it publishes (to serve them over HTTP), in
    consumer groups named after itself.
    """
    user = f"User:{service}"
    return [
        *(_on_topic(user, topic, Operation.WRITE) for topic in TOPICS if topic.publisher == service),
        *(_on_topic(user, topic, Operation.READ, Operation.DESCRIBE) for topic in _read_by(service)),
        Acl(user, ResourceType.GROUP, service, Pattern.LITERAL, (Operation.READ,)),
        Acl(user, ResourceType.GROUP, f"{service}.", Pattern.PREFIXED, (Operation.READ,)),
        Acl(user, ResourceType.CLUSTER, CLUSTER, Pattern.LITERAL, (Operation.IDEMPOTENT_WRITE,)),
    ]


def party_acls(kind: PartyKind, code: str) -> list[Acl]:
    """Return what a party is allowed: its own topics by their whole names, its own groups by the prefix `<code>.`."""
    user = f"User:{code}"
    own = [topic for topic in TOPICS if topic.party is kind]
    return [
        *(_on_name(user, topic.of(code), *_of_party(topic)) for topic in own),
        Acl(user, ResourceType.GROUP, f"{code}.", Pattern.PREFIXED, (Operation.READ,)),
    ]


def _of_party(topic: Topic) -> tuple[Operation, ...]:
    return (Operation.WRITE,) if topic.ingress else (Operation.READ, Operation.DESCRIBE)


def _read_by(service: str) -> Iterator[Topic]:
    for topic in TOPICS:
        serves_it = topic.publisher == service and topic.party is not None
        if service in topic.consumers or serves_it:
            yield topic


def _on_topic(user: str, topic: Topic, *operations: Operation) -> Acl:
    if topic.party is None:
        return _on_name(user, topic.name, *operations)
    prefix = topic.name.partition("{party}")[0]
    return Acl(user, ResourceType.TOPIC, prefix, Pattern.PREFIXED, operations)


def _on_name(user: str, name: str, *operations: Operation) -> Acl:
    return Acl(user, ResourceType.TOPIC, name, Pattern.LITERAL, operations)
