"""The service as a program: migrated, served, stopped by a signal."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

import asyncpg
import httpx
import pytest
from chassis.migrations import migrations_of
from chassis.testing.eventually import eventually

from .counter import APP, OPERATOR_TOKEN, SECRET

HERE = Path(__file__).parent
MAIN = "import toy; from chassis.service import main; main('chassis', toy.Settings, toy.create_service)"


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@pytest.fixture
def told(database: str, tmp_path: Path) -> dict[str, str]:
    """The environment of one instance."""
    parties = tmp_path / "parties.yaml"
    parties.write_text(f"parties: [{{code: {APP}, kind: channel, name: 一, secret: {SECRET}}}]", encoding="utf-8")
    settings = {
        "POSTGRES": database,
        "OPERATOR_TOKEN": OPERATOR_TOKEN,
        "PARTIES_FILE": str(parties),
        "PORT": str(free_port()),
        "LOG_FORMAT": "json",
    }
    return {"PATH": os.defpath, "PYTHONPATH": str(HERE), **{f"TOY_{name}": value for name, value in settings.items()}}


async def run(environment: Mapping[str, str], *arguments: str) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(sys.executable, "-c", MAIN, *arguments, env=environment, stderr=pipe)


async def lines_of(program: asyncio.subprocess.Process) -> list[str]:
    """Wait for the end; return the events that the program logged."""
    async with asyncio.timeout(20):
        _, written = await program.communicate()
    return [json.loads(line)["event"] for line in written.decode().splitlines()]


async def test_migrating_makes_the_tables_and_registers_the_parties(told: dict[str, str], database: str) -> None:
    for expected in (["migration.applied"] * len(migrations_of(None)), []):
        program = await run(told, "migrate")
        assert await lines_of(program) == expected
        assert program.returncode == 0
    connection = await asyncpg.connect(database)
    try:
        assert await connection.fetchval("select code from parties") == APP
    finally:
        await connection.close()


async def test_a_signal_stops_it_cleanly(told: dict[str, str]) -> None:
    await lines_of(await run(told, "migrate"))
    program = await run(told)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{told['TOY_PORT']}", trust_env=False) as client:

        async def ready() -> bool:
            try:
                return (await client.get("/readyz")).status_code == httpx.codes.OK
            except httpx.TransportError:
                return False

        assert await eventually(ready, within=20)
    program.send_signal(signal.SIGTERM)
    lines = await lines_of(program)
    assert [line for line in lines if line.startswith("service.")] == ["service.started", "service.stopped"]


async def test_it_says_how_it_is_used(told: dict[str, str]) -> None:
    program = await run(told, "migrat")
    _, written = await program.communicate()
    assert (program.returncode, written.decode().strip()) == (1, "usage: python -m chassis [migrate]")
