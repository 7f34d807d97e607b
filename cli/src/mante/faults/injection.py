"""One injection: brought about, confirmed, and waited for until all is at rest again."""

import asyncio
import time
from collections.abc import Callable

from mante.faults.finding import Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.outcome import Tried

Say = Callable[[str], None]


async def brought_about(ground: Ground, one: Tried, say: Say) -> Injected | None:
    """Inject a fault once; return None if nobody saw it. One that wants to be alone waits until nothing moves."""
    try:
        if one.fault.alone:
            await ground.load.close()
            await ground.watch.still(one.fault.within)
        injected = await one.fault.inject(ground)
    except Exception as error:  # noqa: BLE001 - whatever it was, the other faults are tried all the same
        one.failures.append(str(error) if isinstance(error, Unconfirmed) else repr(error))
        say(f"{one.fault.id}  {one.fault.name}: {one.failures[-1]}")
        return None
    one.confirmed.append(injected.confirmed)
    one.findings += injected.findings
    return injected


async def in_full(ground: Ground, one: Tried, say: Say) -> "asyncio.Task[None] | None":
    """Inject a fault once and wait for rest; return what goes on on the side, where a lease has to run out first."""
    began = time.monotonic()
    injected = await brought_about(ground, one, say)
    if injected is None:
        return None
    recovering = asyncio.create_task(_recovered(ground, one, injected, began))
    if one.fault.slow:
        say(f"{one.fault.id}  {one.fault.name}: {injected.confirmed}")
        return recovering
    await recovering
    took = f", at rest after {one.recovery[-1]:.1f} s" if one.recovery else ""
    say(f"{one.fault.id}  {one.fault.name}: {injected.confirmed}{took}")
    return None


async def _recovered(ground: Ground, one: Tried, injected: Injected, began: float) -> None:
    try:
        if injected.back:
            await ground.programs.all_ready()
        rest = await ground.watch.at_rest(one.fault.within, one.fault.effects_of)
    except TimeoutError as late:
        one.failures.append(f"not at rest after {one.fault.within:g} s: {late}")
        rest = time.monotonic()
    else:
        one.recovery.append(round(rest - injected.since, 2))
    one.windows.append((began, rest))
