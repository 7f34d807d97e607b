"""A rehearsed history is decided at the instants on record."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from chassis.decision import Cause, Decision
from chassis.message import Kind, Message
from chassis.process import Process
from contracts.catalogue import INTAKE_APPLICATIONS
from contracts.event import Part
from mante.rehearsal.history import Decided, History
from mante.rehearsal.stage import Stage

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


class Asking(Part):
    """A request."""

    what: str


def decide(_: str | None, __: Asking, cause: Cause) -> Decision[str]:
    """Keep the instant at which it was decided."""
    return Decision(cause.now.isoformat())


def decided(subject: UUID, at: datetime) -> Decided:
    """Return a request as it is on record."""
    body = Asking(what="this")
    message = Message(
        Kind.REQUEST, uuid4(), "520200-app", subject, "Asking", body, "520200-app", uuid4(), key=str(subject)
    )
    return Decided(at, subject, "request", "Asking", "decide", "decided", (), message)


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
