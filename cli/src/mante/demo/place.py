"""Where everything is that the demonstration talks to, and with which credentials."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from mante.stack.kafka_address import KafkaAddress
from mante.stack.s3_address import S3Address


@dataclass(frozen=True)
class Place:
    """One stack, as `mante up --json` tells of it. `services` and `sms` are addresses behind the front door."""

    home: Path
    front: str
    kafka: KafkaAddress
    s3: S3Address
    parties: Mapping[str, Mapping[str, Any]]
    services: Mapping[str, str]
    operator_token: str = field(repr=False)
    sms: str
    sms_secret: str = field(repr=False)
    register: str
    register_secret: str = field(repr=False)

    @classmethod
    def of(cls, home: Path, addresses: Mapping[str, Any]) -> Self:
        """Return the place that a stack's addresses describe."""
        return cls(
            home=home,
            front=addresses["front"],
            kafka=KafkaAddress(**addresses["kafka"]),
            s3=S3Address(**addresses["s3"]),
            parties={party["code"]: party for party in addresses["parties"]},
            services=addresses["services"],
            operator_token=addresses["operator_token"],
            sms=addresses["sms_gateway"]["url"],
            sms_secret=addresses["sms_gateway"]["secret"],
            register=addresses["register"].get("url", ""),
            register_secret=addresses["register"].get("secret", ""),
        )

    def secret(self, party: str) -> str:
        """Return a party's secret, for HTTP and for Kafka."""
        return str(self.parties[party]["secret"])

    def name(self, party: str) -> str:
        """Return what people call a party."""
        return str(self.parties[party]["name"])

    def staff(self, institution: str, role: str) -> list[str]:
        """Return the codes of an institution's people who have a role."""
        return [one["practitioner"] for one in self.parties[institution]["staff"] if role in one["roles"]]
