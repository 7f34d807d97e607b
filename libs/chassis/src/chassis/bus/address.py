"""Where Kafka is and who we are there, in the words of each client library."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faststream.security import BaseSecurity, SASLScram512
from pydantic import SecretStr

SCRAM = "SCRAM-SHA-512"


@dataclass(frozen=True, slots=True)
class BusAddress:
    """A Kafka cluster as one user sees it.

    `bootstrap` is `host:port[,host:port]`; `protocol` is one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL. With SASL the
    mechanism is SCRAM-SHA-512. `ca_file` (PEM) replaces the system's authorities.
    """

    bootstrap: str
    protocol: str = "PLAINTEXT"
    user: str = ""
    password: SecretStr = field(default=SecretStr(""))
    ca_file: Path | None = None

    @property
    def servers(self) -> list[str]:
        """Return each `host:port`."""
        return self.bootstrap.split(",")

    @property
    def by_scram(self) -> bool:
        """Say whether we log in with a password."""
        return self.protocol.startswith("SASL_")

    def for_clients(self) -> dict[str, Any]:
        """Return the keyword arguments that aiokafka's and kafka-python's clients share."""
        known: dict[str, Any] = {"bootstrap_servers": self.servers, "security_protocol": self.protocol}
        if self.protocol.endswith("SSL"):
            known["ssl_context"] = self._tls()
        if self.by_scram:
            known |= {
                "sasl_mechanism": SCRAM,
                "sasl_plain_username": self.user,
                "sasl_plain_password": self.password.get_secret_value(),
            }
        return known

    def for_faststream(self) -> BaseSecurity:
        """Return what FastStream's broker takes as `security`."""
        tls = self._tls() if self.protocol.endswith("SSL") else None
        if self.by_scram:
            secret = self.password.get_secret_value()
            return SASLScram512(username=self.user, password=secret, use_ssl=tls is not None, ssl_context=tls)
        return BaseSecurity(use_ssl=tls is not None, ssl_context=tls)

    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.ca_file)
