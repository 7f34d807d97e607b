"""`docs/asyncapi.yaml`: every topic, event and operation, for tools that read AsyncAPI 3.0."""

from typing import Any, Final

from contracts.catalogue import TOPIC_OF, TOPICS, Topic
from contracts.generate.asyncapi_messages import EVENT_HEADERS, REQUEST_HEADERS, message, payloads
from contracts.generate.text import yaml_text
from contracts.generate.topics import config

KAFKA_BINDING: Final = "0.5.0"

INFO: Final = {
    "title": "Mante",
    "version": "1.0.0",
    "description": (
        "门诊慢特病待遇认定 on the bus. Events are CloudEvents 1.0 in Kafka's binary mode; "
        "the record's key is the subject, so that what concerns one application stays in order."
    ),
    "license": {"name": "Apache-2.0"},
}
SERVERS: Final = {
    "bus": {
        "host": "{bootstrap}",
        "protocol": "kafka-secure",
        "description": "The city's Kafka. Every service and every party has a user of its own (SASL/SCRAM over TLS).",
        "variables": {"bootstrap": {"default": "localhost:9094", "description": "host:port of a broker"}},
        "security": [{"$ref": "#/components/securitySchemes/scram"}],
    }
}


def asyncapi_file() -> str:
    """Return `asyncapi.yaml`."""
    return yaml_text(asyncapi())


def asyncapi() -> dict[str, Any]:
    """Return the whole description."""
    return {
        "asyncapi": "3.0.0",
        "id": "urn:mante:bus",
        "info": INFO,
        "defaultContentType": "application/json",
        "servers": SERVERS,
        "channels": {_id(topic): _channel(topic) for topic in TOPICS},
        "operations": {name: operation for topic in TOPICS for name, operation in _operations(topic)},
        "components": {
            "messages": {event.__name__: message(event) for event in TOPIC_OF},
            "schemas": {"EventHeaders": EVENT_HEADERS, "RequestHeaders": REQUEST_HEADERS, **payloads()},
            "securitySchemes": {"scram": {"type": "scramSha512"}},
        },
    }


def _id(topic: Topic) -> str:
    """Return `intake_requests` for `intake.requests.{party}.v1`."""
    return "_".join(topic.name.split(".")[:2])


def _channel(topic: Topic) -> dict[str, Any]:
    family = {"parameters": {"party": {"description": f"code of the {topic.party}"}}} if topic.party else {}
    return {
        "address": topic.name,
        **family,
        "messages": {event.__name__: {"$ref": f"#/components/messages/{event.__name__}"} for event in topic.events},
        "bindings": {"kafka": _binding(topic)},
        "x-personal-information": topic.pii.value,
    }


def _binding(topic: Topic) -> dict[str, Any]:
    given = config(topic)
    kept = {
        "cleanup.policy": [given["cleanup.policy"]],
        "retention.ms": int(given["retention.ms"]),
        "max.message.bytes": int(given["max.message.bytes"]),
    }
    return {"partitions": topic.partitions, "topicConfiguration": kept, "bindingVersion": KAFKA_BINDING}


def _operations(topic: Topic) -> list[tuple[str, dict[str, Any]]]:
    parts = [(topic.publisher, "send"), *((consumer, "receive") for consumer in topic.consumers)]
    return [(f"{who}_{action}s_{_id(topic)}", _operation(topic, who, action)) for who, action in parts]


def _operation(topic: Topic, who: str, action: str) -> dict[str, Any]:
    channel = f"#/channels/{_id(topic)}"
    return {
        "action": action,
        "summary": f"{who} {'publishes to' if action == 'send' else 'reads'} {topic.name}",
        "channel": {"$ref": channel},
        "tags": [{"name": who}],
        "messages": [{"$ref": f"{channel}/messages/{event.__name__}"} for event in topic.events],
    }
