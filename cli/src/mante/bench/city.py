"""`mante bench city`: whole applications through all five services, on a stack with every server of its own.

A person hands in one application with papers of their own, and when it has ended one for each other disease of 六盘水,
with the same papers. The channel asks over HTTP, hears on the bus and gives receipts there; the hospital looks at each
case and approves it. An application is through when the channel knows that it was approved.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from mante.bench.city_channel import CityChannel
from mante.bench.city_hospital import CityHospital
from mante.bench.cpu import used_by
from mante.bench.figures import middle, quiet
from mante.bench.lodging import DISEASES
from mante.demo.operators import Operators
from mante.demo.place import Place
from mante.demo.quiet import quiet as nothing_is_left
from mante.stack import home, status
from mante.stack.wanted import SERVICES, Wanted

PEOPLE, ROUNDS, AT_ONCE = 30, 3, 10
CITY = Wanted(port=0, requests_per_second=1_000_000)
"""A whole stack, where nobody is told to slow down."""
EVERY = 5.0
"""Seconds between two words on how far it is."""
PARTS = (*SERVICES, "postgres", "kafka", "s3", "front")
"""The programs whose work is counted: not the fakes of providers, nor who measures."""
Say = Callable[[str], None]


@dataclass
class Rounds:
    """What was measured, round by round."""

    per_s: list[float] = field(default_factory=list)
    cpu_s: list[Mapping[str, float]] = field(default_factory=list)


async def bench_city(place: Place, say: Say, people: int = PEOPLE, rounds: int = ROUNDS) -> dict[str, object]:
    """Measure; tell `say` how far it is. Figures are medians."""
    quiet()
    measured, whole = Rounds(), people * len(DISEASES)
    async with Operators(place) as operators, CityHospital(place), CityChannel(place) as app:
        say("warming up")
        await app.serve(people // 3, AT_ONCE)
        for number in range(rounds):
            await nothing_is_left(operators)
            before, began = _cpu(place), time.perf_counter()
            async with _telling(say, f"round {number + 1}/{rounds}", app, whole):
                await app.serve(people, AT_ONCE)
            measured.per_s.append(whole / (time.perf_counter() - began))
            await nothing_is_left(operators)
            measured.cpu_s.append(_since(before, _cpu(place), whole))
    return _figures(measured)


@asynccontextmanager
async def _telling(say: Say, where: str, app: CityChannel, whole: int) -> AsyncIterator[None]:
    began, before = time.perf_counter(), app.ended

    async def tell() -> None:
        while True:
            await asyncio.sleep(EVERY)
            through = app.ended - before
            say(f"{where}: {through} of {whole} applications, {through / (time.perf_counter() - began):.1f}/s")

    telling = asyncio.create_task(tell())
    try:
        yield
    finally:
        telling.cancel()


def _cpu(place: Place) -> dict[str, float]:
    _, programs = status.read(home.state_file(place.home))
    running = {program.name: program.pid for program in programs}
    return {part: used_by(pid) for part in PARTS if (pid := running[part]) is not None}


def _since(before: Mapping[str, float], after: Mapping[str, float], applications: int) -> dict[str, float]:
    return {part: (after[part] - before[part]) / applications for part in after}


def _figures(measured: Rounds) -> dict[str, object]:
    return {
        "applications_per_s": middle(measured.per_s, 1),
        "cpu_s_per_application": middle([sum(run.values()) for run in measured.cpu_s], 4),
        "cpu_s_per_application_by_part": {part: middle([run[part] for run in measured.cpu_s], 4) for part in PARTS},
    }
