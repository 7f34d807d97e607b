"""The line between the services and a server: silent, cut, heard one way only, or slow."""

import asyncio
import json
import time
from typing import Any

from mante.demo.journal import Outcome
from mante.fakes.wire import Mode
from mante.faults.finding import Finding, Kind, Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.load.lives import BY_WEB
from mante.faults.table import Inject
from mante.stack import wires
from mante.stack.files import write_private

SOON = 2.0
LOOK_EVERY = 0.05
APPLY_EVERY = 0.5
AT_LEAST = 0.999
"""The share of requests over HTTP that are answered while the bus is away."""
ANSWERED = ("DraftOpened", "ApplicationLodged")


def line(name: str, mode: Mode, seconds: float) -> Inject:
    """Let a line do this for a while."""

    async def inject(ground: Ground) -> Injected:
        await _become(ground, name, mode)
        try:
            await asyncio.sleep(seconds)
            struck = _done(ground)[name]["struck"]
        finally:
            await _become(ground, name, Mode.THROUGH)
        if not struck:
            raise Unconfirmed(f"nobody used the line to {name}")
        return Injected(f"the line to {name} was {mode} for {seconds:g} s, {struck} times", time.monotonic())

    return inject


def applying_without_the_bus(seconds: float) -> Inject:
    """Silence the bus and go on applying: intake takes everybody in all the same."""

    async def inject(ground: Ground) -> Injected:
        before, applying = len(ground.journal.entries), asyncio.create_task(_apply(ground))
        try:
            injected = await line("kafka", Mode.SILENT, seconds)(ground)
        finally:
            applying.cancel()
        said = [entry for entry in ground.journal.entries[before:] if entry.who == BY_WEB.channel]
        asked = [entry.outcome for entry in said if entry.what in ANSWERED and entry.outcome is not Outcome.INVOKED]
        share = asked.count(Outcome.OK) / max(len(asked), 1)
        what = f"{len(asked)} requests over HTTP, {share:.2%} answered"
        wrong = (Finding(Kind.UNSETTLED, f"while the bus was away: {what}"),) if share < AT_LEAST else ()
        return Injected(f"{injected.confirmed}; {what}", injected.since, findings=wrong)

    return inject


async def _apply(ground: Ground) -> None:
    while True:
        ground.load.somebody_applies()
        await asyncio.sleep(APPLY_EVERY)


async def _become(ground: Ground, name: str, mode: Mode) -> None:
    write_private(wires.wanted(ground.place.home), json.dumps({name: mode}))
    until = time.monotonic() + SOON
    while _done(ground).get(name, {}).get("mode") != mode:
        if time.monotonic() > until:
            raise Unconfirmed(f"the line to {name} is not {mode}")
        await asyncio.sleep(LOOK_EVERY)


def _done(ground: Ground) -> dict[str, Any]:
    file = wires.done(ground.place.home)
    return dict(json.loads(file.read_text())) if file.exists() else {}
