"""The hour at which the story begins: half past nine of a working day, so that each run has the same day ahead."""

from datetime import datetime, time, timedelta

from policy.calendar import Calendar, days_from, local, moment
from policy.registry import load_packs

from mante.demo.operators import Operators
from mante.demo.story.cities import LIUPANSHUI

_OPENING = time(9, 30)


async def begin_in_the_morning(operators: Operators) -> None:
    """Let it be the next such morning in every service."""
    now = await operators.move_time(timedelta())
    packs = load_packs()
    calendar = packs.calendar_of(packs.in_force(LIUPANSHUI.area, local(now).date()))
    await operators.move_time(next_morning(now, calendar) - now)


def next_morning(now: datetime, calendar: Calendar) -> datetime:
    """Return the next 09:30 (Asia/Shanghai) of a working day."""
    mornings = (moment(day, _OPENING) for day in days_from(local(now).date()) if calendar.works(day))
    return next(morning for morning in mornings if morning > now)
