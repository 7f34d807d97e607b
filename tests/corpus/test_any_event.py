"""Whatever lies on a topic that a service hears: what doesn't fit is kept for an operator, and decides nothing."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from chassis.bus.records import messages_of
from chassis.process import Process
from chassis.testing.harness import Harness
from contracts.catalogue import TOPIC_OF
from contracts.cloudevents import Envelope, to_headers
from contracts.codec import Unreadable, decode
from contracts.event import Event
from contracts.generate.schemas import schema_of
from contracts.ids import uuid7
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mante.simulation.world.bus import Record
from mante.stack.wanted import SERVICES

from .drawing import spoilt
from .town import APP, HOSPITAL, unstarted

SHORT = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck), database=None)


def _heard(process: Process[Any]) -> list[type[Event]]:
    """Give every event that comes to this service from elsewhere: other services', its own, and parties' requests."""
    return [route.model for route in process.routes.values() if route.model in TOPIC_OF]


def _record(event: type[Event], body: bytes) -> Record:
    topic, subject, identity, now = TOPIC_OF[event], uuid7(), uuid7(), datetime.now(UTC)
    party = HOSPITAL if topic.party == "institution" else APP
    envelope = Envelope(
        id=identity,
        type=event.type_name(),
        source=f"/{party}" if topic.ingress else f"/mante/{topic.publisher}",
        subject=subject,
        time=now,
        correlation_id=identity,
        sequence=None if topic.ingress else 1,
    )
    name = topic.of(party) if topic.party else topic.name
    return Record(name, 0, 0, str(subject).encode(), body, tuple(to_headers(envelope)), subject, now)


def _reads(event: type[Event], body: bytes) -> bool:
    try:
        decode(event, body)
    except Unreadable:
        return False
    return True


@cache
def _process(name: str) -> Process[Any]:
    return unstarted(name).process


async def kept_or_decided(name: str, data: st.DataObject) -> None:
    """Let one record that is spoilt in one place lie on a topic that the service hears."""
    harness = Harness(_process(name))
    event = data.draw(st.sampled_from(_heard(harness.process)))
    body = data.draw(spoilt(schema_of(event)))
    record = _record(event, body)
    await harness.engine.handle(messages_of([record], harness.process))
    if not _reads(event, body):
        assert len(harness.storage.parked) == 1, f"{event.__name__} {body[:300]!r}"
        assert harness.state(record.subject) is None, f"{event.__name__} {body[:300]!r}"


@pytest.mark.parametrize("name", SERVICES)
@SHORT
@given(data=st.data())
async def test_what_does_not_fit_is_kept_and_decides_nothing(name: str, data: st.DataObject) -> None:
    await kept_or_decided(name, data)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", SERVICES)
@settings(SHORT, max_examples=2_000)
@given(data=st.data())
async def test_what_does_not_fit_is_kept_however_long_it_goes_on(name: str, data: st.DataObject) -> None:
    await kept_or_decided(name, data)
