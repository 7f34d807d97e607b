"""Where a Kafka is and how its users log in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ADMIN = "admin"
MECHANISM = "SCRAM-SHA-512"


@dataclass(frozen=True)
class KafkaAddress:
    """A bootstrap address (`host:port`), the security protocol, and the passwords of the users we know.

    `admin_user` is what the administrator is called there; to us it is `admin`.
    """

    bootstrap: str
    passwords: Mapping[str, str] = field(repr=False)
    security: str = "SASL_PLAINTEXT"
    admin_user: str = ADMIN

    @property
    def has_users(self) -> bool:
        """Whether clients log in."""
        return self.security.startswith("SASL")

    def login(self, user: str = ADMIN) -> dict[str, str]:
        """What a client of aiokafka or kafka-python is given to log in as `user`; nothing where there are no users."""
        where = {"bootstrap_servers": self.bootstrap, "security_protocol": self.security}
        if not self.has_users:
            return where
        name = self.admin_user if user == ADMIN else user
        return where | {
            "sasl_mechanism": MECHANISM,
            "sasl_plain_username": name,
            "sasl_plain_password": self.passwords[user],
        }
