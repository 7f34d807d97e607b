"""Access on the broker: grant what is wanted, revoke what its holders have beyond that."""

import time
from collections.abc import Collection, Iterator
from typing import NamedTuple

from contracts.generate.acls import Acl
from kafka.admin import (
    ACL,
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    KafkaAdminClient,
    ResourcePattern,
    ResourcePatternFilter,
    ResourceType,
)

from chassis.bus.families import member

ANY_HOST = "*"
SEEN_WITHIN = 60.0
"""Seconds; a busy machine is no reason to give up."""


class Grant(NamedTuple):
    """One operation on one resource, for one user; names are Kafka's own."""

    principal: str
    operation: str
    resource: str
    name: str
    pattern: str

    def __str__(self) -> str:
        """Return it as people read it."""
        return f"{self.principal} {self.operation} {self.resource} {self.name} ({self.pattern})"


def singly(acl: Acl) -> Iterator[Grant]:
    """Return each operation that `acl` allows."""
    for operation in acl.operations:
        yield Grant(acl.principal, operation.value, acl.resource_type.value, acl.name, acl.pattern.value)


def correct(admin: KafkaAdminClient, wanted: set[Grant], managed: set[str]) -> tuple[list[str], list[str]]:
    """Make `wanted` all that the principals in `managed` are allowed; return what was granted and what revoked."""
    if not managed:
        return [], []
    there = _held(admin, managed)
    missing, surplus = sorted(wanted - there), sorted(there - wanted)
    if missing:
        failed = admin.create_acls([_acl(grant) for grant in missing])["failed"]
        if failed:
            raise failed[0](f"access could not be granted: {[str(grant) for grant in missing]}")
    if surplus:
        admin.delete_acls([_acl(grant) for grant in surplus])
    _await(admin, wanted, managed)
    return [str(grant) for grant in missing], [str(grant) for grant in surplus]


def left_behind(admin: KafkaAdminClient, parties: Collection[str]) -> list[str]:
    """Return the users who hold access to a party's own topic as that party, and aren't one of `parties`."""
    named = {one.principal.removeprefix("User:") for one in _existing(admin) if _is_its_own(one)}
    return sorted(named - set(parties))


def _is_its_own(grant: Grant) -> bool:
    found = member(grant.name) if grant.resource == ResourceType.TOPIC.name else None
    return found is not None and grant.principal == f"User:{found.party}"


def _await(admin: KafkaAdminClient, wanted: set[Grant], managed: set[str]) -> None:
    """Wait until the broker itself sees what its controller has agreed to."""
    deadline = time.monotonic() + SEEN_WITHIN
    while _held(admin, managed) != wanted:
        if time.monotonic() > deadline:
            raise TimeoutError(f"the broker does not see its new access rules after {SEEN_WITHIN} s")
        time.sleep(0.05)


def _held(admin: KafkaAdminClient, managed: set[str]) -> set[Grant]:
    return {grant for grant in _existing(admin) if grant.principal in managed}


def _existing(admin: KafkaAdminClient) -> Iterator[Grant]:
    everything = ResourcePatternFilter(ResourceType.ANY, None, ACLResourcePatternType.ANY)
    found, _ = admin.describe_acls(ACLFilter(None, None, ACLOperation.ANY, ACLPermissionType.ANY, everything))
    for acl in found:
        if acl.permission_type is ACLPermissionType.ALLOW and acl.host == ANY_HOST:
            what = acl.resource_pattern
            yield Grant(
                acl.principal,
                acl.operation.name,
                what.resource_type.name,
                what.resource_name,
                what.pattern_type.name,
            )


def _acl(grant: Grant) -> ACL:
    what = ResourcePattern(ResourceType[grant.resource], grant.name, ACLResourcePatternType[grant.pattern])
    return ACL(grant.principal, ANY_HOST, ACLOperation[grant.operation], ACLPermissionType.ALLOW, what)
