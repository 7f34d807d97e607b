from itertools import permutations

import pytest
from contracts.catalogue import TOPICS, PartyKind
from contracts.generate.acls import Acl, Operation, Pattern, ResourceType, acls
from contracts.generate.topics import topics
from contracts.parties import SERVICES

from .party import PARTIES, Known

GRANTED = acls(PARTIES)
EVERY_TOPIC = [topic.name for topic in topics(PARTIES)]


def allowed(user: str, operation: Operation, kind: ResourceType, name: str) -> bool:
    """Say what a broker would: nothing that isn't granted."""
    return any(
        acl.principal == f"User:{user}"
        and acl.resource_type is kind
        and operation in acl.operations
        and covers(acl, name)
        for acl in GRANTED
    )


def covers(acl: Acl, name: str) -> bool:
    return acl.name == name if acl.pattern is Pattern.LITERAL else name.startswith(acl.name)


def reach(user: str, operation: Operation) -> set[str]:
    return {name for name in EVERY_TOPIC if allowed(user, operation, ResourceType.TOPIC, name)}


@pytest.mark.parametrize("party", PARTIES, ids=lambda party: party.code)
def test_a_party_reads_and_writes_its_own_topics_and_no_others(party: Known) -> None:
    reads, writes = ("intake.updates", "intake.requests")
    if party.kind is PartyKind.INSTITUTION:
        reads, writes = ("review.tasks", "review.verdicts")
    assert reach(party.code, Operation.READ) == reach(party.code, Operation.DESCRIBE) == {f"{reads}.{party.code}.v1"}
    assert reach(party.code, Operation.WRITE) == {f"{writes}.{party.code}.v1"}


@pytest.mark.parametrize(("one", "other"), list(permutations(PARTIES, 2)), ids=lambda party: party.code)
def test_a_party_cannot_join_anothers_group_though_their_codes_begin_alike(one: Known, other: Known) -> None:
    assert allowed(one.code, Operation.READ, ResourceType.GROUP, f"{one.code}.kit")
    assert not allowed(one.code, Operation.READ, ResourceType.GROUP, f"{other.code}.kit")
    assert not allowed(one.code, Operation.READ, ResourceType.GROUP, other.code)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_writes_what_it_publishes_and_nothing_else(service: str) -> None:
    published = {name for topic in TOPICS if topic.publisher == service for name in members(topic.name)}
    assert reach(service, Operation.WRITE) == published


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_reads_what_it_consumes_and_the_party_topics_it_serves(service: str) -> None:
    consumed = {name for topic in TOPICS if service in topic.consumers for name in members(topic.name)}
    served = {name for topic in TOPICS if topic.publisher == service and topic.party for name in members(topic.name)}
    assert reach(service, Operation.READ) == consumed | served


def members(name: str) -> set[str]:
    prefix = name.partition("{party}")[0]
    return {known for known in EVERY_TOPIC if known == name or ("{party}" in name and known.startswith(prefix))}


@pytest.mark.parametrize(("one", "other"), list(permutations(SERVICES, 2)))
def test_a_service_joins_groups_of_its_own_name(one: str, other: str) -> None:
    assert allowed(one, Operation.READ, ResourceType.GROUP, one)
    assert allowed(one, Operation.READ, ResourceType.GROUP, f"{one}.ingress")
    assert not allowed(one, Operation.READ, ResourceType.GROUP, other)
    assert not allowed(one, Operation.READ, ResourceType.GROUP, f"{other}.ingress")


def test_nobody_may_create_alter_or_delete_and_only_services_write_idempotently() -> None:
    assert {operation for acl in GRANTED for operation in acl.operations} == set(Operation)
    idempotent = {acl.principal for acl in GRANTED if Operation.IDEMPOTENT_WRITE in acl.operations}
    assert idempotent == {f"User:{service}" for service in SERVICES}


def test_a_party_named_like_a_service_is_refused() -> None:
    with pytest.raises(ValueError, match="can't be called review"):
        acls([Known("review", PartyKind.INSTITUTION)])
