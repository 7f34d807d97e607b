"""One trial from its beginning to its outcome, on a stack that is up."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack

from mante.demo.checks.topics import Topics
from mante.demo.journal import Journal
from mante.demo.morning import begin_in_the_morning
from mante.demo.place import Place
from mante.faults.checks.everything import Auditor
from mante.faults.finding import Finding, Kind, Unconfirmed
from mante.faults.ground import Ground
from mante.faults.load.load import Load
from mante.faults.load.spans import Spans
from mante.faults.outcome import Outcome, Tried
from mante.faults.points import Points
from mante.faults.programs import Programs
from mante.faults.stage import stage
from mante.faults.table import Fault
from mante.faults.watch import Watch
from mante.stack.wanted import Wanted

STACK = Wanted(port=0, scale={"review": 2}, requests_per_second=1_000_000, failpoints=True)
"""A whole stack that looks for failpoints, where nobody is told to slow down; of review there are two."""
WARM = 10
"""Applications before the first fault."""
Say = Callable[[str], None]


async def try_out(place: Place, faults: Sequence[Fault], applications: int, say: Say) -> Outcome:
    """Let people apply while all of `faults` happen, `applications` of them at least; say what became of it all."""
    began, spans, journal = time.monotonic(), Spans(), Journal(place.home / "journal.jsonl")
    findings: list[Finding] | None = None
    try:
        async with AsyncExitStack() as stack:
            enter = stack.enter_async_context
            topics, watch = await enter(Topics(place)), await enter(Watch(place))
            scene = await enter(stage(place, journal, spans))
            ground = Ground(place, scene, Load(scene), Programs(place.home), Points(place.home), watch)
            await begin_in_the_morning(scene.operators)
            tried = await _all(ground, faults, applications, say)
            say("looking at what is left")
            findings = await Auditor(ground, journal, topics).verdict()
    except Exception as error:
        if findings is None:
            raise
        findings.append(Finding(Kind.UNSETTLED, f"a player fell: {error!r}"))  # it comes out when all is over
    _attribute(tried, findings, spans)
    seconds = time.monotonic() - began
    return Outcome(tried, findings, len(scene.applications), len(topics.events), topics.republished, seconds)


async def _all(ground: Ground, faults: Sequence[Fault], applications: int, say: Say) -> list[Tried]:
    tried, slow = [Tried(fault) for fault in faults], []
    ground.load.open()
    await _until(ground, WARM)
    for one in (each for each in tried if not each.fault.alone):
        slow += await _one(ground, one, say)
    say(f"{ground.load.applications} applications so far")
    await _until(ground, applications)
    await asyncio.gather(*slow)
    await ground.load.close()
    for one in (each for each in tried if each.fault.alone):
        await asyncio.gather(*await _one(ground, one, say))
        await ground.load.close()
    return tried


async def _until(ground: Ground, applications: int) -> None:
    while ground.load.applications < applications:  # noqa: ASYNC110 - people come one after the other
        await asyncio.sleep(1)


async def _one(ground: Ground, one: Tried, say: Say) -> list["asyncio.Task[None]"]:
    """Inject a fault as often as is wanted. Return what of its recovery goes on on the side."""
    on_the_side = []
    for _ in range(one.fault.times):
        began = time.monotonic()
        try:
            injected = await one.fault.inject(ground)
        except Exception as error:  # noqa: BLE001 - whatever it was, the other faults are tried all the same
            one.failures.append(str(error) if isinstance(error, Unconfirmed) else repr(error))
            say(f"{one.fault.id}  {one.fault.name}: {one.failures[-1]}")
            continue
        one.confirmed.append(injected.confirmed)
        one.findings += injected.findings
        recovering = asyncio.create_task(_recovered(ground, one, injected.since, back=injected.back, began=began))
        if one.fault.slow:
            on_the_side.append(recovering)
        else:
            await recovering
        say(f"{one.fault.id}  {one.fault.name}: {injected.confirmed}{_seconds(one)}")
    return on_the_side


async def _recovered(ground: Ground, one: Tried, since: float, *, back: bool, began: float) -> None:
    try:
        if back:
            await ground.programs.all_ready()
        rest = await ground.watch.at_rest(one.fault.within, one.fault.effects_of)
    except TimeoutError as late:
        one.failures.append(f"not at rest after {one.fault.within:g} s: {late}")
        rest = time.monotonic()
    else:
        one.recovery.append(round(rest - since, 2))
    one.windows.append((began, rest))


def _seconds(one: Tried) -> str:
    return f", at rest after {one.recovery[-1]:.1f} s" if one.recovery and not one.fault.slow else ""


def _attribute(tried: Sequence[Tried], findings: Sequence[Finding], spans: Spans) -> None:
    """Note with each fault what was found of the applications that were under way when it happened."""
    for one in tried:
        for finding in findings:
            under_way = (spans.overlaps(about, *window) for about in finding.about for window in one.windows)
            if any(under_way):
                one.findings.append(finding)
