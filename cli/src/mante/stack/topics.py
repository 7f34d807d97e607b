"""Topics, users' rights and quotas of a stack's Kafka: the catalogue's, for the parties there are."""

from pathlib import Path

from mante.stack.kafka_address import KafkaAddress


def apply(kafka: KafkaAddress, parties: Path) -> None:
    """Brings topics and rights to what the catalogue says; repeating it changes nothing."""
