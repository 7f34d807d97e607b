"""What operators see and do, with their token and nobody else."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from chassis.message import Kind, Message, Origin
from chassis.testing.eventually import eventually
from contracts.codec import encode
from contracts.events.intake import WithdrawalRequested
from contracts.ids import uuid7
from contracts.vocabulary import WithdrawalReason

from .counter import APP, Desk

TOPIC = "intake.applications.v1"


def numbered(sequence: int, subject: UUID, body: bytes | None = None) -> Message:
    """Return an event as the bus brings it."""
    identity = uuid7()
    asked_at = datetime.fromisoformat("2026-11-24T02:00:00+00:00")
    event = WithdrawalRequested(channel=APP, reason=WithdrawalReason.OTHER, requested_at=asked_at)
    return Message(
        kind=Kind.EVENT,
        id=identity,
        source=TOPIC,
        subject=subject,
        type=WithdrawalRequested.type_name(),
        body=encode(event) if body is None else body,
        actor="intake",
        correlation_id=identity,
        emitter=subject,
        sequence=sequence,
        origin=Origin(TOPIC, 0, sequence, str(subject).encode(), ()),
    )


DOORS = ["/parked", "/parked/1", "/audit", "/status", "/clock", "/replay", "/gaps/accept", "/outbox/resend"]


@pytest.mark.parametrize("path", DOORS)
async def test_nobody_else_is_let_in(desk: Desk, path: str) -> None:
    for method in ("GET", "POST"):
        answer = await desk.operate(method, path, {}, token="the operators' own tokem")
        assert answer.status_code in {401, 405}
        assert (await desk.client.request(method, f"/operations{path}", auth=(APP, ""))).status_code in {401, 405}


async def test_a_parked_record_is_shown_discarded_with_a_reason_and_audited(desk: Desk) -> None:
    application = uuid7()
    await desk.service.engine.handle([numbered(1, application, b'{"torn'), numbered(2, application)])
    listed = (await desk.operate("GET", "/parked")).json()
    assert [(one["status"], one["reason"]) for one in listed] == [("parked", "unreadable"), ("waiting", "gap")]
    shown = (await desk.operate("GET", f"/parked/{listed[0]['id']}")).json()
    assert shown["body"] == '{"torn'
    discarded = await desk.operate("POST", f"/parked/{listed[0]['id']}/discard", {"reason": "torn by a test"})
    assert discarded.json()["status"] == "discarded"
    assert await desk.done(application) == ["heard"]
    audit = (await desk.operate("GET", f"/audit?subject={application}")).json()
    assert ("wang", "discarded", "torn by a test") in [(row["actor"], row["outcome"], row["detail"]) for row in audit]


async def test_a_discard_needs_a_reason_and_a_record(desk: Desk) -> None:
    assert (await desk.operate("POST", "/parked/1/discard", {})).status_code == 422
    assert (await desk.operate("POST", "/parked/1/discard", {"reason": "why not"})).status_code == 404
    assert (await desk.operate("POST", "/parked/1/redrive")).status_code == 404
    assert (await desk.operate("GET", "/parked/1")).status_code == 404


async def test_redriving_tries_again_and_says_if_it_still_fails(desk: Desk) -> None:
    application = uuid7()
    await desk.service.engine.handle([numbered(1, application, b"{}")])
    (parked,) = (await desk.operate("GET", f"/parked?subject={application}")).json()
    answer = await desk.operate("POST", f"/parked/{parked['id']}/redrive")
    assert (answer.json()["status"], answer.json()["attempts"]) == ("parked", 2)


async def test_a_gap_can_be_accepted(desk: Desk) -> None:
    application = uuid7()
    await desk.service.engine.handle([numbered(3, application)])
    assert await desk.done(application) == []
    order = {"subject": str(application), "topic": TOPIC, "reason": "lost with the old broker"}
    assert (await desk.operate("POST", "/gaps/accept", order)).json() == []
    assert await desk.done(application) == ["heard"]


async def test_the_audit_tells_each_decision_in_its_own_words(desk: Desk) -> None:
    application = uuid7()
    await desk.post(APP, f"/v1/applications/{application}/withdrawal")
    first = (await desk.operate("GET", f"/audit?subject={application}")).json()[0]
    assert (first["actor"], first["decision"], first["docstring"]) == (
        APP,
        "withdraw",
        "Take the application back, once.",
    )
    assert first["emitted"] == ["WithdrawalRequested", "RequestAccepted"]


async def test_moving_the_clock_rings_what_is_due(desk: Desk) -> None:
    application = uuid7()
    await desk.post(APP, f"/v1/applications/{application}/withdrawal")
    told = await desk.operate("POST", "/clock", {"offset_seconds": 7200})
    ahead = datetime.fromisoformat(told.json()["now"]) - datetime.now().astimezone()
    assert timedelta(minutes=119) < ahead < timedelta(minutes=121)

    async def rang() -> bool:
        return "bell" in await desk.done(application)

    assert await eventually(rang)
    back = await desk.operate("POST", "/clock", {})
    assert datetime.fromisoformat(back.json()["now"]) < datetime.now().astimezone() + timedelta(minutes=1)


async def test_effects_are_done_and_the_status_says_what_waits(desk: Desk) -> None:
    application = uuid7()
    await desk.post(APP, f"/v1/applications/{application}/withdrawal")

    async def rung() -> bool:
        return "rung" in await desk.done(application)

    assert await eventually(rung)
    status = (await desk.operate("GET", "/status")).json()
    assert status["service"] == "chassis"
    assert status["outbox"]["events"] == 2
    assert status["effects"] == []
