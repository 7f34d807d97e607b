"""A rehearsed history is decided at the instants on record."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from chassis.decision import Cause, Decision, SetTimer
from chassis.message import Kind, Message
from chassis.parties import Directory
from chassis.process import Process
from chassis.timers import timer_message
from contracts.catalogue import INTAKE_APPLICATIONS
from contracts.event import Part
from mante.rehearsal.history import Decided, History
from mante.rehearsal.processes import process_of
from mante.rehearsal.stage import Stage
from mante.stack.wanted import SERVICES
from policy.registry import load_packs

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


class Asking(Part):
    """A request."""

    what: str


def decide(_: str | None, __: Asking, cause: Cause) -> Decision[str]:
    """Keep the instant at which it was decided."""
    return Decision(cause.now.isoformat())


def decided(subject: UUID, at: datetime, key: str = "") -> Decided:
    """Return a request as it is on record."""
    body = Asking(what="this")
    message = Message(
        Kind.REQUEST, uuid4(), "520200-app", subject, "Asking", body, "520200-app", uuid4(), key=key or str(subject)
    )
    return Decided(at, subject, message.id, "request", "Asking", "decide", "decided", (), message)


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_can_be_rehearsed(service: str) -> None:
    assert process_of(service, load_packs(), lambda: Directory.of(())).name == service


async def test_a_later_row_may_have_been_decided_earlier() -> None:
    process: Process[str] = Process("review", str, INTAKE_APPLICATIONS)
    process.on(Asking, decide)
    # Two workers: each takes the time under its locks, and the one that began first wrote its record last.
    first, second = uuid4(), uuid4()
    earlier = NOON - timedelta(milliseconds=30)
    stage = Stage(process, History(decided=[decided(first, NOON), decided(second, earlier)]))
    await stage.play()
    stored = {subject: process.open(row.state or "", 1) for subject, row in stage.storage.rows.items()}
    assert stored == {first: NOON.isoformat(), second: earlier.isoformat()}


async def test_a_timer_that_fired_late_is_as_late_again_and_one_that_is_not_on_record_is_in_time() -> None:
    process: Process[str] = Process("review", str, INTAKE_APPLICATIONS)
    process.on(Asking, lambda _, __, cause: Decision("", timers=[SetTimer("expiry", cause.now + timedelta(hours=1))]))
    process.on_timer("expiry", lambda _, __, cause: Decision(cause.now.isoformat()))
    on_record, not_on_record, last = uuid4(), uuid4(), uuid4()
    late = NOON + timedelta(hours=5)
    fired = timer_message(on_record, "expiry", NOON + timedelta(hours=1))
    history = [
        decided(on_record, NOON),
        decided(not_on_record, NOON),
        decided(last, late - timedelta(minutes=1)),
        Decided(late, on_record, fired.id, "timer", "expiry", "<lambda>", "decided", (), None),
    ]
    stage = Stage(process, History(decided=history))
    await stage.play()
    states = {subject: process.open(row.state or "", 1) for subject, row in stage.storage.rows.items()}
    assert states[on_record] == late.isoformat()
    assert states[not_on_record] == (NOON + timedelta(hours=1)).isoformat()


async def test_what_an_outage_made_overdue_may_be_overtaken_by_a_message_as_it_was_then() -> None:
    process: Process[str] = Process("review", str, INTAKE_APPLICATIONS)
    process.on(Asking, lambda _, __, cause: Decision("", timers=[SetTimer("expiry", cause.now + timedelta(hours=1))]))
    process.on_timer("expiry", lambda _, __, cause: Decision(cause.now.isoformat()))
    overtaken, other, forgotten = uuid4(), uuid4(), uuid4()
    back = NOON + timedelta(hours=5)
    history = [
        decided(overtaken, NOON),
        decided(forgotten, NOON),
        decided(other, back),
        decided(overtaken, back + timedelta(seconds=1), "again"),
        *(decided(uuid4(), back + timedelta(minutes=minute)) for minute in range(1, 5)),
    ]

    async def states(*, punctual: bool) -> dict[UUID, str]:
        stage = Stage(process, History(decided=history), punctual)
        await stage.play()
        return {subject: process.open(row.state or "", 1) for subject, row in stage.storage.rows.items()}

    as_then = await states(punctual=False)
    assert as_then[overtaken] == ""
    assert as_then[forgotten] != ""
    assert (await states(punctual=True))[forgotten] == (NOON + timedelta(hours=1)).isoformat()
