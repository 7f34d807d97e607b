"""A revision of the parties file on its way to every service and to Kafka; whoever is away is named."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import httpx
from chassis.bus.logins import NotApplied
from chassis.parties.file import PartiesFile, sealed
from kafka.errors import KafkaError

from mante.deployment import Deployment
from mante.stack import topics
from mante.stack.kafka_address import KafkaAddress

ANSWER_WITHIN = 5.0
SERVICES_FIRST = 2.0
"""Seconds for which Kafka waits for the services: a party that comes in is known to them by then, one that goes is not
kept in by a service that doesn't answer."""
KAFKA = "kafka"


@dataclass(frozen=True)
class Spread:
    """Who has taken the revision, and who has not, with the reason."""

    revision: int
    taken: tuple[str, ...]
    missing: Mapping[str, str]


def spread(there: Deployment, file: PartiesFile, fresh: Mapping[str, str] = topics.NONE) -> Spread:
    """Bring the file's revision everywhere. Harmless to repeat. `fresh` are secrets that the file keeps as hashes."""
    body = sealed(file).model_dump_json(exclude_none=True, exclude={"sha256"}).encode()
    with ThreadPoolExecutor(len(there.services) + 1) as pool:
        asked = {name: pool.submit(_to_service, there, name, body) for name in there.services}
        wait(asked.values(), SERVICES_FIRST)
        if there.kafka is not None:
            asked[KAFKA] = pool.submit(_to_kafka, there.kafka, file, fresh)
        return _told(file.revision, asked)


def _told(revision: int, asked: Mapping[str, "Future[str]"]) -> Spread:
    answers = {name: answer.result() for name, answer in asked.items()}
    missing = {name: why for name, why in answers.items() if why}
    return Spread(revision, tuple(name for name in answers if name not in missing), missing)


def _to_service(there: Deployment, name: str, body: bytes) -> str:
    """Why the service has not taken it; nothing if it has."""
    headers = {**there.login, "content-type": "application/json"}
    url = f"{there.services[name]}/operations/parties"
    try:
        answer = httpx.put(url, content=body, headers=headers, timeout=ANSWER_WITHIN, trust_env=False)
    except httpx.HTTPError as error:
        return f"does not answer ({type(error).__name__})"
    return _refusal(answer) if answer.is_error else ""


def _refusal(answer: httpx.Response) -> str:
    try:
        told = answer.json()
    except ValueError:
        return str(answer.status_code)
    return f"{answer.status_code} {told.get('code')}: {told.get('detail')}"


def _to_kafka(kafka: KafkaAddress, file: PartiesFile, fresh: Mapping[str, str]) -> str:
    try:
        topics.bring(kafka, file, fresh)
    except (KafkaError, NotApplied, OSError, TimeoutError) as error:
        return f"{type(error).__name__}: {error}"
    return ""
