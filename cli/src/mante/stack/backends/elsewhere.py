"""Servers that run elsewhere and are reached by address."""

from collections.abc import Mapping, Sequence
from urllib.parse import SplitResult, unquote, urlsplit

from mante.stack.backends import buckets
from mante.stack.kafka_address import ADMIN, KafkaAddress
from mante.stack.parts import Job, Part
from mante.stack.s3_address import S3Address

_SECURITY = {("kafka", True): "SASL_PLAINTEXT", ("kafka", False): "PLAINTEXT", ("kafka+ssl", True): "SASL_SSL"}


class NotAnAddress(ValueError):  # noqa: N818 - says what is wrong
    """An address lacks something; the message names what it looks like."""


class PostgresAt:
    """A Postgres whose superuser's DSN we were given."""

    ready = "postgres"

    def __init__(self, dsn: str) -> None:
        self.admin_dsn = dsn

    def parts(self) -> Sequence[Part]:
        """Nothing of ours runs."""
        return [Job(self.ready, _there)]


class KafkaAt:
    """A Kafka at `kafka://admin:password@host:port`, on which our users are made with the topics."""

    ready = "kafka"

    def __init__(self, url: str, passwords: Mapping[str, str]) -> None:
        parts = urlsplit(url)
        security = _SECURITY.get((parts.scheme, parts.username is not None))
        if security is None or not parts.port:
            message = "a Kafka's address is kafka://admin:password@host:port, kafka+ssl://… or kafka://host:port"
            raise NotAnAddress(message)
        known = {**passwords, ADMIN: unquote(parts.password or "")}
        self.address = KafkaAddress(f"{parts.hostname}:{parts.port}", known, security, unquote(parts.username or ADMIN))

    def parts(self) -> Sequence[Part]:
        """Nothing of ours runs."""
        return [Job(self.ready, _there)]


class S3At:
    """An object store at `http(s)://access_key:secret_key@host:port/bucket`."""

    ready = "s3.bucket"

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        bucket = parts.path.strip("/")
        if not (parts.scheme and parts.username and parts.password and bucket):
            message = "an object store's address is http(s)://access_key:secret_key@host:port/bucket"
            raise NotAnAddress(message)
        self.address = S3Address(_server(parts), bucket, unquote(parts.username), unquote(parts.password))

    def parts(self) -> Sequence[Part]:
        """Its bucket."""
        return [Job(self.ready, lambda: buckets.make(self.address))]


def _server(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


async def _there() -> None:
    """It is there already."""
