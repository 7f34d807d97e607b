"""Kafka loses the end of what it had acknowledged, while a service is down; operators see it and have it sent again."""

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from aiokafka.errors import KafkaError
from chassis.bus.families import member

from mante import surroundings
from mante.demo.checks.topics import Event, Topics
from mante.faults.checks import stored
from mante.faults.finding import Unconfirmed
from mante.faults.ground import Ground, Injected

DOWN = "review"
ENOUGH = 20
"""Records that the service has not read: they are at the end of their topics, and so among what is lost."""
COMING = 10
"""People who apply meanwhile: those who are here may be waiting for the service that is down, and write nothing."""
PATIENCE = 60.0
LOOK_EVERY = 0.5
KEPT = 4 / 5
"""The share of each topic's bytes that is left."""
CLEAN = ".kafka_cleanshutdown"
"""With it Kafka believes what its indexes say of the files."""


async def end_lost(ground: Ground) -> Injected:
    """Lose the end of every topic of the services, some of it unread by one of them; then do what is to be done."""
    try:
        await ground.programs.hold(DOWN)
        for _ in range(COMING):
            ground.load.somebody_applies()
        behind = await _behind(ground)
        await _lose(ground)
        lost = await _lost(ground)
    finally:
        ground.programs.release(DOWN)
    ground.lost.update(lost)
    await ground.programs.all_ready()
    told = await _mante(ground, "outbox", "resend", "--since", "1d")
    what = (
        f"{DOWN} was {behind} records behind, Kafka lost {len(lost)} events, {sum(told['events'].values())} sent again"
    )
    return Injected(what, time.monotonic())


async def _behind(ground: Ground) -> int:
    """Return how many records the service that is down has not read, by `mante lag`."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        rows = [row for row in await _mante(ground, "lag") if (row["who"], row["what"]) == (DOWN, "reads")]
        records = sum(int(row["records"]) for row in rows)
        if records >= ENOUGH and max(row["seconds"] for row in rows) > 0:
            return records
        await asyncio.sleep(LOOK_EVERY)
    raise Unconfirmed(f"`mante lag` does not say that {DOWN} is behind")


async def _lose(ground: Ground) -> None:
    try:
        await ground.programs.hold("kafka")
        cut_off(ground.place.home / "kafka" / "data")
    finally:
        ground.programs.release("kafka")


def cut_off(data: Path, kept: float = KEPT) -> None:
    """Cut the end off every file of a topic that services publish on; Kafka drops what is torn by the cut."""
    (data / CLEAN).unlink(missing_ok=True)
    for file in sorted(data.glob("*-*/*.log")):
        family = member(file.parent.name.rpartition("-")[0])
        if family is not None and not family.topic.ingress:
            os.truncate(file, int(file.stat().st_size * kept))


async def _lost(ground: Ground) -> set[tuple[str, str]]:
    """Return the topic and the subject of each event that was published and is not there, as soon as Kafka is back."""
    held = await stored.read(ground.watch)
    there = {(event.topic, event.id) for event in await _events(ground)}
    lost = {(topic, subject) for one in held.values() for topic, id_, subject in one.sent if (topic, id_) not in there}
    if not lost:
        raise Unconfirmed("Kafka lost nothing")
    return lost


async def _events(ground: Ground) -> list[Event]:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            async with Topics(ground.place) as topics:
                return await topics.read()
        except (KafkaError, OSError) as away:
            if time.monotonic() > until:
                raise Unconfirmed(f"Kafka did not come back: {away!r}") from None
        await asyncio.sleep(LOOK_EVERY)


async def _mante(ground: Ground, *words: str) -> Any:  # noqa: ANN401 - a JSON document
    """Give a command as an operator does."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "mante", *words, "--json"),
        env=surroundings.inherited({"MANTE_HOME": str(ground.place.home)}),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, wrong = await process.communicate()
    if process.returncode:
        raise Unconfirmed(f"mante {' '.join(words)}: {wrong.decode().strip()}")
    return json.loads(said)
