"""Nobody is woken by a reminder: from 21:00 to 08:00 (Asia/Shanghai) it waits for the morning."""

from datetime import UTC, datetime, time

from policy.calendar import DAY, local, moment

EVENING, MORNING = time(21), time(8)
"""A default, to be confirmed by the bureau. Decisions and codes don't wait."""


def by_day(at: datetime) -> datetime:
    """Return when (UTC) a reminder that is due at `at` (aware) goes out: then, or in the morning after."""
    here = local(at)
    if here.time() < MORNING:
        here = moment(here.date(), MORNING)
    elif here.time() >= EVENING:
        here = moment(here.date() + DAY, MORNING)
    return here.astimezone(UTC)
