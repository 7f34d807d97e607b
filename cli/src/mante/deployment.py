"""What an operator's command acts on: the stack on this machine, or the deployment that the settings name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from mante.stack.kafka_address import KafkaAddress


@dataclass(frozen=True)
class Deployment:
    """Services by their own addresses, behind the front door; Kafka as its administrator; the parties file."""

    services: Mapping[str, str]
    operator_token: str = field(repr=False)
    operator: str
    parties: Path
    front: str = ""
    kafka: KafkaAddress | None = None

    @property
    def login(self) -> dict[str, str]:
        """The headers with which a service lets an operator in."""
        return {"Authorization": f"Bearer {self.operator_token}", "Operator": self.operator}

    @classmethod
    def here(cls, home: Path, addresses: Mapping[str, Any], operator: str) -> Self:
        """The stack in `home`."""
        kafka = KafkaAddress(**addresses["kafka"]) if "kafka" in addresses else None
        token, front = addresses["operator_token"], addresses.get("front", "")
        return cls(addresses["services"], token, operator, home / "parties.yaml", front, kafka)

    @classmethod
    def elsewhere(cls, home: Path, told: Mapping[str, str], operator: str) -> Self:
        """The deployment of the settings `told`, without their prefix. Raises ValueError."""
        from mante.stack.backends.elsewhere import KafkaAt  # noqa: PLC0415 - much that most commands don't need

        kafka = KafkaAt(told["KAFKA"], {}).address if "KAFKA" in told else None
        parties = Path(told.get("PARTIES_FILE", home / "parties.yaml"))
        services = json.loads(told["SERVICES"])
        return cls(services, told["OPERATOR_TOKEN"], operator, parties, told.get("PUBLIC_URL", ""), kafka)
