"""The rules: do the calendars reach far enough, and are the packs right."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from policy.finding import InvalidFile
from policy.registry import load_packs

from mante.diagnosis.finding import Finding, Verdict, judged

_AHEAD = timedelta(days=60)
_ADD = "add next year's calendar when the State Council has published it; until then deadlines are provisional"


def looks() -> Iterator[Finding]:
    """Each look at the rules."""
    try:
        packs = load_packs()
    except InvalidFile as invalid:
        yield Finding(Verdict.FAIL, "policy packs", str(invalid), "./mante policy check FILE")
        return
    yield Finding(Verdict.OK, "policy packs", ", ".join(packs.areas))
    for pack in packs:
        calendar, day = packs.calendar_of(pack), _day_ahead()
        good, found = calendar.is_published(day.year), f"{day:%Y-%m-%d}"
        yield judged(f"calendar of {pack.id}", found, good=good, remedy=_ADD, otherwise=Verdict.WARN)


def _day_ahead() -> date:
    return (datetime.now(UTC) + _AHEAD).date()
