"""What each service is told: one row per setting, without the service's name in front."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mante.stack.kafka_address import KafkaAddress
from mante.stack.keyring import Keyring
from mante.stack.ports import LOOPBACK
from mante.stack.s3_address import S3Address

_ASK_THE_VAULT = ("review", "benefits", "notify")
_FRONT_DOOR = json.dumps([LOOPBACK])
SANDBOX_INSURANCE_WAIT = "5"
"""Seconds that a register which is away is waited for, where people look on."""


@dataclass(frozen=True)
class Facts:
    """What the rows below are made from."""

    keyring: Keyring
    dsn: Callable[[str], str]  # of a service's own database
    kafka: KafkaAddress
    s3: S3Address
    front: str
    inside: Mapping[str, str]  # service → its own address, behind the front door
    sms_gateway: str
    register: str  # the fake one's address; of no use where there is a file of the `insured`
    insured: str | None
    parties: Path
    requests_per_second: int | None = None  # of one party; None: as the services have it
    sandbox_packs: Path | None = None
    failpoints: Path | None = None  # the folder where a trial arms them; None: they are not looked for


def environment(facts: Facts, service: str, instance: str, port: int) -> dict[str, str]:
    """All settings of one process of `service`, as environment variables."""
    rows = _for_every(facts, service, instance, port) | _limits(facts) | _vault(facts, service)
    rows |= _OWN.get(service, _nothing)(facts) | _sandbox(facts, service)
    return {f"{service.upper()}_{name}": value for name, value in rows.items()} | _failpoints(facts)


def vault_token(keyring: Keyring, service: str) -> str:
    """The token with which `service` asks the vault."""
    return keyring.password(f"vault-token.{service}")


def code_token(keyring: Keyring) -> str:
    """The token with which intake has sign-in codes sent."""
    return keyring.password("code-token.intake")


def _for_every(facts: Facts, service: str, instance: str, port: int) -> dict[str, str]:
    return {
        "ENVIRONMENT": "development",
        "INSTANCE": instance,
        "HOST": LOOPBACK,
        "PORT": str(port),
        "PUBLIC_URL": facts.front,
        "LOG_FORMAT": "json",
        "POSTGRES": facts.dsn(service),
        "KAFKA": facts.kafka.bootstrap,
        "KAFKA_SECURITY": facts.kafka.security,
        "KAFKA_USER": service,
        "KAFKA_PASSWORD": facts.kafka.passwords[service],
        "PARTIES_FILE": str(facts.parties),
        "OPERATOR_TOKEN": facts.keyring.password("operator"),
    }


def _limits(facts: Facts) -> dict[str, str]:
    if facts.requests_per_second is None:
        return {}
    most = str(facts.requests_per_second)
    return {"REQUESTS_PER_SECOND": most, "REQUESTS_BURST": most}


def _failpoints(facts: Facts) -> dict[str, str]:
    return {} if facts.failpoints is None else {"MANTE_FAILPOINTS": str(facts.failpoints)}


def _vault(facts: Facts, service: str) -> dict[str, str]:
    if service not in _ASK_THE_VAULT:
        return {}
    return {"VAULT_URL": facts.inside["intake"], "VAULT_TOKEN": vault_token(facts.keyring, service)}


def _sandbox(facts: Facts, service: str) -> dict[str, str]:
    if facts.sandbox_packs is None:
        return {}
    soon = {"INSURANCE_WAIT": SANDBOX_INSURANCE_WAIT} if service == "intake" and not facts.insured else {}
    return {"SANDBOX_PACKS": str(facts.sandbox_packs), **soon}


def _intake(facts: Facts) -> dict[str, str]:
    readers = {service: _sha256(vault_token(facts.keyring, service)) for service in _ASK_THE_VAULT}
    return {
        "VAULT_KEY": facts.keyring.key("vault"),
        "BLIND_INDEX_KEY": facts.keyring.key("blind-index"),
        "VAULT_TOKENS": json.dumps(readers),
        "GRANT_PRIVATE_KEY": facts.keyring.pair("upload-grant").private,
        "NOTIFY_URL": facts.inside["notify"],
        "NOTIFY_TOKEN": code_token(facts.keyring),
        "TRUSTED_PROXIES": _FRONT_DOOR,
        **_insurance(facts),
    }


def _insurance(facts: Facts) -> dict[str, str]:
    if facts.insured:
        return {"INSURANCE_CSV": facts.insured}
    return {
        "INSURANCE_URL": f"{facts.register}/insurance",
        "INSURANCE_SECRET": facts.keyring.password("register"),
    }


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _documents(facts: Facts) -> dict[str, str]:
    return {
        "UPLOAD_GRANT_PUBLIC_KEY": facts.keyring.pair("upload-grant").public,
        "READ_GRANT_PUBLIC_KEY": facts.keyring.pair("read-grant").public,
        "S3_URL": facts.s3.url,
        "S3_PUBLIC_URL": facts.front,
        "S3_BUCKET": facts.s3.bucket,
        "S3_ACCESS_KEY": facts.s3.access_key,
        "S3_SECRET_KEY": facts.s3.secret_key,
    }


def _review(facts: Facts) -> dict[str, str]:
    return {
        "GRANT_PRIVATE_KEY": facts.keyring.pair("read-grant").private,
        "DOCUMENTS_URL": facts.inside["documents"],
        "TRUSTED_PROXIES": _FRONT_DOOR,
    }


def _notify(facts: Facts) -> dict[str, str]:
    return {
        "SMS_URL": facts.sms_gateway,
        "SMS_SECRET": facts.keyring.password("sms"),
        "CODE_TOKENS": json.dumps({"intake": _sha256(code_token(facts.keyring))}),
    }


def _nothing(_: Facts) -> dict[str, str]:
    return {}


_OWN: Mapping[str, Callable[[Facts], dict[str, str]]] = {
    "intake": _intake,
    "documents": _documents,
    "review": _review,
    "notify": _notify,
}
"""What one service alone is told, if its `settings.py` asks for more than all do."""
