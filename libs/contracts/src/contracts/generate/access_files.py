"""`deploy/kafka`: topics and access as data, for those who run a cluster of their own."""

from typing import Any

from contracts.catalogue import TOPICS, PartyKind, Topic
from contracts.generate.acls import Acl, party_acls, service_acls
from contracts.generate.text import yaml_text
from contracts.generate.topics import spec
from contracts.parties import SERVICES

PARTY = "{party}"
"""Stands for a party's code wherever one is due."""


def topics_file() -> str:
    """Return `topics.yaml`. A name with `{party}` is wanted once for each party of that kind."""
    return yaml_text({"topics": [_topic(topic) for topic in TOPICS]})


def acls_file() -> str:
    """Return `acls.yaml`: by service, and by kind of party."""
    return yaml_text(
        {
            "services": {service: [_acl(acl) for acl in service_acls(service)] for service in SERVICES},
            "parties": {kind.value: [_acl(acl) for acl in party_acls(kind, PARTY)] for kind in PartyKind},
        }
    )


def _topic(topic: Topic) -> dict[str, Any]:
    wanted = spec(topic, topic.name)
    each = {"for_each": topic.party.value} if topic.party else {}
    return {"name": wanted.name, **each, "partitions": wanted.partitions, "config": dict(wanted.config)}


def _acl(acl: Acl) -> dict[str, Any]:
    return {
        "principal": acl.principal,
        "resource": acl.resource_type.value,
        "name": acl.name,
        "pattern": acl.pattern.value,
        "operations": [operation.value for operation in acl.operations],
    }
