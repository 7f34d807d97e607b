"""The SMS gateway takes a message and says nothing, answers with an error, or wants fewer."""

import asyncio
import time

from mante.fakes.faults import Fault as Misbehaviour
from mante.faults.finding import Unconfirmed
from mante.faults.ground import Ground, Injected
from mante.faults.load.lives import anybody, one_application
from mante.faults.table import Inject

PATIENCE = 60.0
LOOK_EVERY = 0.1


def misbehaving(*faults: Misbehaviour) -> Inject:
    """Let somebody apply whose messages meet these faults, one after the other."""

    async def inject(ground: Ground) -> Injected:
        person = anybody(ground.load.number())
        await ground.scene.gateway.misbehave(person.phone, *faults)
        ground.load.begin(one_application(ground.scene, person))
        until = time.monotonic() + PATIENCE
        while left := await ground.scene.gateway.misbehaviour_left(person.phone):
            if time.monotonic() > until:
                raise Unconfirmed(f"{left} of {len(faults)} were never met")
            await asyncio.sleep(LOOK_EVERY)
        return Injected(f"the gateway: {', '.join(faults)}", time.monotonic())

    return inject
