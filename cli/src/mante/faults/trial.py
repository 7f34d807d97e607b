"""One trial from its beginning to its outcome, on a stack that is up."""

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack

from mante.demo.checks.topics import Topics
from mante.demo.journal import Journal
from mante.demo.morning import begin_in_the_morning
from mante.demo.place import Place
from mante.faults.checks.everything import Auditor
from mante.faults.finding import Finding, Kind
from mante.faults.ground import Ground
from mante.faults.injection import Say
from mante.faults.load.load import Load, Pace
from mante.faults.load.spans import Spans
from mante.faults.outcome import Outcome, Tried
from mante.faults.points import Points
from mante.faults.programs import Programs
from mante.faults.stage import stage
from mante.faults.watch import Watch
from mante.stack.wanted import Wanted

STACK = Wanted(port=0, scale={"review": 2}, requests_per_second=1_000_000, failpoints=True, wires=True, clocks=True)
"""A whole stack to do things to, where nobody is told to slow down; of review, two."""
WARM = 10
"""Applications before the first fault."""
Programme = Callable[[Ground, Say], Awaitable[list[Tried]]]
"""What happens, and in which order."""


async def try_out(place: Place, programme: Programme, pace: Pace, say: Say) -> Outcome:
    """Let people apply while things happen to the stack; say what became of it all."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # clients complain of what is done to them
    began, spans, journal = time.monotonic(), Spans(), Journal(place.home / "journal.jsonl")
    findings: list[Finding] | None = None
    try:
        async with AsyncExitStack() as stack:
            enter = stack.enter_async_context
            watch = await enter(Watch.of(place))
            scene = await enter(stage(place, journal, spans))
            ground = Ground(place, scene, Load(scene, pace), Programs(place.home), Points(place.home), watch, journal)
            tried = await _happened(ground, programme, say)
            say("looking at what is left")
            topics = await enter(Topics(place))  # not before: who had read on knows nothing of an end that was lost
            findings = await Auditor(ground, topics).verdict()
    except Exception as error:
        if findings is None:
            raise
        findings.append(Finding(Kind.UNSETTLED, f"a player fell: {error!r}"))  # it comes out when all is over
    found = attributed(tried, findings, spans)
    seconds = time.monotonic() - began
    return Outcome(tried, found, len(scene.applications), len(topics.events), topics.republished, seconds)


async def _happened(ground: Ground, programme: Programme, say: Say) -> list[Tried]:
    await begin_in_the_morning(ground.scene.operators)
    ground.load.open()
    await ground.load.reaches(WARM)
    return await programme(ground, say)


def attributed(tried: Sequence[Tried], findings: Sequence[Finding], spans: Spans) -> list[Finding]:
    """Return all that was found, by the injections themselves, too.

    What was found of an application is noted with each fault that happened while it was under way.
    """
    found = [*findings, *(finding for one in tried for finding in one.findings)]
    for one in tried:
        for finding in findings:
            under_way = (spans.overlaps(about, *window) for about in finding.about for window in one.windows)
            if any(under_way):
                one.findings.append(finding)
    return found
