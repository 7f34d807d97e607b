"""Draws envelopes."""

from datetime import datetime, timedelta, timezone
from uuid import UUID

from contracts.catalogue import EVENT_OF
from contracts.cloudevents import Envelope
from hypothesis import strategies as st

IDS = st.builds(UUID, int=st.integers(0, 2**128 - 1))
WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=256)
TIMES = st.builds(
    lambda second, offset: datetime.fromtimestamp(second / 1_000_000, timezone(timedelta(minutes=offset))),
    st.integers(946_684_800_000_000, 7_258_118_399_000_000),
    st.integers(-14 * 60, 14 * 60),
)
TRACES = st.from_regex(r"\A00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]\Z")

PARTYS = st.builds(
    Envelope, id=IDS, type=st.sampled_from(sorted(EVENT_OF)), source=WORDS, subject=IDS, time=TIMES, correlation_id=IDS
)
OURS = st.builds(
    Envelope,
    id=IDS,
    type=st.sampled_from(sorted(EVENT_OF)),
    source=WORDS,
    subject=IDS,
    time=TIMES,
    correlation_id=IDS,
    causation_id=st.none() | IDS,
    sequence=st.integers(1, 10**18 - 1),
    epoch=st.integers(0, 10**18 - 1),
    dataschema=st.none() | WORDS,
    traceparent=st.none() | TRACES,
)
