"""A deadline comes near while the one who would say so ends."""

import asyncio
from datetime import datetime, timedelta

from chassis.failpoints import Point, name_of

from mante.faults.ground import Ground, Injected
from mante.faults.injecting.kill_points import gone
from mante.faults.injecting.people import held
from mante.faults.table import Inject

A_MOMENT = timedelta(seconds=30)
TOLD = 2
"""By SMS and in the channel."""
PATIENCE = 60.0
LOOK_EVERY = 0.3


def timer_due(point: Point) -> Inject:
    """Leave a case lying until its warnings are due, and end whoever fires them at a point."""
    name = name_of("review", point, "timer")

    async def inject(ground: Ground) -> Injected:
        application, plan = await held(ground)
        decide_by = datetime.fromisoformat((await application.reaches("in_review"))["decide_by"])
        await _told(ground, application.id)
        now = await ground.scene.operators.move_time(timedelta())
        ground.points.arm(name)
        await ground.scene.operators.move_time(decide_by - A_MOMENT - now)
        hit = await ground.points.hit(name)
        await gone(hit.pid)

        async def decide() -> None:
            plan.begin.set()
            await application.end("approved")

        ground.load.begin(decide())
        return Injected(f"process {hit.pid} ended at {name}", hit.at)

    return inject


async def _told(ground: Ground, application: str) -> None:
    """Return when the person was told of the submission: a receipt has three days to come, and days may pass."""
    async with asyncio.timeout(PATIENCE):
        while await ground.scene.operators.published(application, "NoticeDelivered") < TOLD:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_EVERY)
