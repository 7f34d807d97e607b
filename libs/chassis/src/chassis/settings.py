"""What every service is told from outside, read once from environment variables with the service's prefix."""

from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from socket import gethostname
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Port = Annotated[int, Field(ge=0, le=65_535)]
Token = Annotated[SecretStr, Field(min_length=16)]


class Environment(StrEnum):
    """Where it runs. Time can be moved, and `/docs` be read, everywhere but in production."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class LogFormat(StrEnum):
    """How log lines look; `auto` means console on a terminal and JSON elsewhere."""

    AUTO = "auto"
    JSON = "json"
    CONSOLE = "console"


class AddressSettings(BaseSettings):
    """How often pages may be asked for, and signing in be tried, from one address; each instance counts for itself.

    `trusted_proxies` are the networks (JSON) whose `X-Forwarded-For` is believed: the front door's, as a service sees
    it. Without them all seem to come from the front door, so that nobody is counted; `[]` says that there is none.
    """

    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] | None = None
    pages_per_second: Annotated[float, Field(gt=0)] = 20.0
    pages_burst: Annotated[int, Field(ge=1)] = 200
    sign_ins_per_second: Annotated[float, Field(gt=0)] = 0.5
    sign_ins_burst: Annotated[int, Field(ge=1)] = 60


class ServiceSettings(AddressSettings):
    """The settings that all services share; each adds its own and the prefix, `REVIEW_` say.

    `postgres` is the DSN of the service's own database. `kafka` is `host:port[,host:port]`; left empty (not in
    production) the service runs without the bus. `public_url` is the front door's address. `instance` tells the
    processes of a service apart and stays the same across restarts: the machine's (or container's) name, if not told.
    `requests_together` is how many requests over HTTP one transaction decides at most. `published_days` is how long
    what was published can be published once more.
    `sandbox_packs` is a folder of packs to try things out with; there is no such thing in production.
    `failpoints`, which bears no service's prefix (`MANTE_FAILPOINTS`), is the folder in which a trial of the running
    system says where this process is to end; neither is there in production.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", hide_input_in_errors=True, validate_by_name=True, validate_by_alias=True
    )

    environment: Environment = Environment.DEVELOPMENT
    instance: str = Field(default_factory=gethostname)
    host: str = "127.0.0.1"
    port: Port = 8000
    public_url: str = "http://127.0.0.1:8080"
    log_format: LogFormat = LogFormat.AUTO
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    postgres: SecretStr
    pool_size: Annotated[int, Field(ge=2, le=100)] = 10
    kafka: str = ""
    kafka_security: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    kafka_user: str = ""
    kafka_password: SecretStr = SecretStr("")
    kafka_ca: Path | None = None
    parties_file: Path | None = None
    sandbox_packs: Path | None = None
    failpoints: Path | None = Field(default=None, validation_alias="MANTE_FAILPOINTS")
    operator_token: Token
    requests_per_second: Annotated[float, Field(gt=0)] = 50.0
    requests_burst: Annotated[int, Field(ge=1)] = 100
    requests_together: Annotated[int, Field(ge=1)] = 500
    published_days: Annotated[int, Field(ge=1, le=400)] = 30

    @model_validator(mode="after")
    def _production_has_a_bus(self) -> Self:
        if self.in_production and not self.kafka:
            message = "production needs a bus: kafka must name its servers"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _production_is_no_sandbox(self) -> Self:
        if self.in_production and self.sandbox_packs:
            message = "production is no sandbox: sandbox_packs must not be set"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _production_is_no_trial(self) -> Self:
        if self.in_production and self.failpoints:
            message = "production is no trial: MANTE_FAILPOINTS must not be set"
            raise ValueError(message)
        return self

    @property
    def more_packs(self) -> tuple[Path, ...]:
        """The folders of packs beside those that come with the product: the sandbox's, or none."""
        return (self.sandbox_packs,) if self.sandbox_packs else ()

    @property
    def in_production(self) -> bool:
        """Whether people depend on it."""
        return self.environment is Environment.PRODUCTION
