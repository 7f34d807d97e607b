"""Parties that come, go and change their secret while everything runs, as an operator does it and as they notice it."""

import asyncio
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import GroupAuthorizationFailedError, KafkaError, TopicAuthorizationFailedError
from chassis.testing.eventually import eventually
from mante.stack.stack import Stack
from mante.stack.wanted import Wanted
from mante.surroundings import inherited

NEW, OTHER, DOCTOR = "H52020199003", "H52020199001", "D520201000901"
WITHIN = 5
"""Seconds after which a right that was taken away counts nowhere."""
WHY = ("--reason", "as the test wants it")
REFUSED = (TopicAuthorizationFailedError, GroupAuthorizationFailedError)

pytestmark = [pytest.mark.integration, pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.xdist_group("stack")]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that Postgres may reach under another user, which it needs where tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix="mante-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Town:
    """Intake and review on real servers, and an operator."""

    stack: Stack

    async def mante(self, *words: str) -> dict[str, Any]:
        """Give a command, in a process of its own; it must be done."""
        done, told = await self.told(*words)
        assert done == 0, told
        return told

    async def told(self, *words: str) -> tuple[int, dict[str, Any]]:
        command = (sys.executable, "-m", "mante", *words, "--json")
        environment = inherited({"MANTE_HOME": str(self.stack.folder)})
        ended = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, env=environment)
        return ended.returncode, json.loads(ended.stdout or json.dumps({"stderr": ended.stderr}))

    async def over_http(self, secret: str) -> int:
        """The status that the hospital gets when it asks for its list."""
        async with httpx.AsyncClient(base_url=self.stack.inside("review"), trust_env=False) as http:
            return (await http.get("/v1/worklist", auth=(NEW, secret))).status_code

    def login(self, secret: str) -> dict[str, str]:
        return {**self.stack.kafka.login(), "sasl_plain_username": NEW, "sasl_plain_password": secret}

    @asynccontextmanager
    async def listening(self, secret: str, hospital: str = NEW) -> AsyncIterator[AIOKafkaConsumer]:
        consumer = AIOKafkaConsumer(
            f"review.tasks.{hospital}.v1",
            **self.login(secret),
            group_id=f"{NEW}.tasks",
            auto_offset_reset="earliest",
        )
        try:
            await consumer.start()
            yield consumer
        finally:
            await consumer.stop()

    async def put_a_task(self, value: bytes, hospital: str = NEW) -> None:
        async with AIOKafkaProducer(**self.stack.kafka.login()) as producer:
            await producer.send_and_wait(f"review.tasks.{hospital}.v1", value)

    async def say(self, secret: str) -> None:
        producer = AIOKafkaProducer(**self.login(secret))
        try:
            await producer.start()
            await producer.send_and_wait(f"review.verdicts.{NEW}.v1", b"{}")
        finally:
            await producer.stop()

    async def parked(self) -> list[str]:
        """Why what the hospital said is kept back."""
        connection = await asyncpg.connect(self.stack.postgres_dsn("review"))
        try:
            topic = f"review.verdicts.{NEW}.v1"
            return [
                row["detail"] for row in await connection.fetch("select detail from parked where topic = $1", topic)
            ]
        finally:
            await connection.close()


async def test_a_hospital_comes_goes_and_changes_its_secret_while_everything_runs(folder: Path) -> None:
    async with Stack(folder, Wanted(services=("intake", "review"), port=0)) as stack:
        town = Town(stack)
        secret = await it_comes(town)
        await its_staff_comes(town)
        await it_is_suspended_on_connections_that_are_open(town, secret)
        fresh = await it_returns_with_a_new_secret(town, secret)
        await a_service_that_is_away_hears_of_it_when_it_is_back(town, fresh)


async def it_comes(town: Town) -> str:
    about = ("--kind", "hospital", "--name", "新医院", "--level", "2", "--area", "520200")
    secret: str = (await town.mante("party", "add", NEW, *about, *WHY))["secret"]
    await eventually(lambda: _is(town.over_http(secret), 200), within=WITHIN)
    await town.put_a_task(b"yours")
    await town.put_a_task(b"not yours", OTHER)
    async with town.listening(secret) as consumer:
        assert await next_on(consumer) == b"yours"
    with pytest.raises(TopicAuthorizationFailedError):
        async with town.listening(secret, OTHER) as consumer:
            await next_on(consumer)
    await town.say(secret)
    await eventually(lambda: _heard(town, 1), within=WITHIN)
    return secret


async def its_staff_comes(town: Town) -> None:
    await town.mante("staff", "add", DOCTOR, "--at", NEW, "--name", "甲", "--role", "reviewer", *WHY)
    issued = await town.mante("staff", "password", DOCTOR, *WHY)
    assert issued["password"] not in (town.stack.folder / "logs" / "review.log").read_text()


async def it_is_suspended_on_connections_that_are_open(town: Town, secret: str) -> None:
    async with town.listening(secret) as consumer, AIOKafkaProducer(**town.login(secret)) as producer:
        await town.put_a_task(b"the last")
        await next_on(consumer)
        await producer.send_and_wait(f"review.verdicts.{NEW}.v1", b"{}")
        await town.mante("party", "suspend", NEW, *WHY)
        # The command has ended: that was the time it had.
        await eventually(lambda: _is(town.over_http(secret), 401), within=WITHIN)
        await town.put_a_task(b"too late")
        with pytest.raises(TopicAuthorizationFailedError):
            await producer.send_and_wait(f"review.verdicts.{NEW}.v1", b"{}")
        with pytest.raises(REFUSED):
            await next_on(consumer)
    with pytest.raises(KafkaError):
        await town.say(secret)


async def it_returns_with_a_new_secret(town: Town, secret: str) -> str:
    fresh: str = (await town.mante("party", "rotate", NEW, *WHY))["secret"]
    assert await town.over_http(fresh) == 401
    await town.mante("party", "resume", NEW, *WHY)
    await eventually(lambda: _is(town.over_http(fresh), 200), within=WITHIN)
    assert await town.over_http(secret) == 401
    with pytest.raises(KafkaError):
        await town.say(secret)
    await town.say(fresh)
    later: str = (await town.mante("party", "rotate", NEW, "--overlap", "5", *WHY))["secret"]
    for one in (fresh, later):
        await eventually(lambda one=one: _is(town.over_http(one), 200), within=WITHIN)
    with pytest.raises(KafkaError):
        await town.say(fresh)
    await town.say(later)
    return later


async def a_service_that_is_away_hears_of_it_when_it_is_back(town: Town, secret: str) -> None:
    town.stack.hold("review")
    await eventually(lambda: town.stack.pid("review") is None, within=20)
    done, told = await town.told("party", "suspend", NEW, *WHY)
    assert (done, list(told["missing"]), told["taken"]) == (1, ["review"], ["intake", "kafka"])
    town.stack.release("review")
    await eventually(lambda: _is(town.over_http(secret), 401), within=30)
    assert (await town.mante("party", "apply"))["missing"] == {}
    changes = (await town.mante("party", "history", NEW))["changes"]
    assert [change["what"] for change in changes] == [
        *("added", "staff added", "suspended", "rotated", "resumed", "rotated", "suspended")
    ]
    assert all({word.split("@")[0] for word in change["taken"]} == {"intake", "review"} for change in changes)


async def next_on(consumer: AIOKafkaConsumer) -> bytes:
    async with asyncio.timeout(20):
        value: bytes = (await consumer.getone()).value
        return value


async def _is(asking: Any, status: int) -> bool:  # noqa: ANN401 - a coroutine
    try:
        return bool(await asking == status)
    except httpx.TransportError:
        return False


async def _heard(town: Town, count: int) -> bool:
    """Whether review has read what was said, which makes no sense: it is kept as unreadable, and as no stranger's."""
    found = await town.parked()
    return len(found) == count and not any("party:" in why for why in found)
