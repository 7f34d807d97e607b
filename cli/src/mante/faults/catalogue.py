"""What can happen, as data. The ids are the catalogue's: K is a kill point, F anything else.

Neighbours in the table strike different services, so that none is ended before it has lived a while.
"""

import signal
from functools import partial

from chassis.failpoints import Point

from mante.fakes.faults import Fault as Misbehaviour
from mante.fakes.wire import Mode
from mante.faults.injecting.bus import poisoned, replayed
from mante.faults.injecting.clocks import cannot, skewed
from mante.faults.injecting.deadlines import timer_due
from mante.faults.injecting.kill_points import at, frozen_at
from mante.faults.injecting.lines import line
from mante.faults.injecting.loss import end_lost
from mante.faults.injecting.people import apply_twice, decide_together, tap_often
from mante.faults.injecting.providers import misbehaving
from mante.faults.injecting.servers import away, broken_off, deployed, frozen, killed, sessions_cut
from mante.faults.table import Fault
from mante.stack.wanted import SERVICES

LEASE = 180.0
"""Seconds within which an effect is done whose worker was ended, though others are ended meanwhile."""
LAPSED = 100.0
"""Seconds that we hold ourselves to: a lease runs out after 60, and what nobody knows is asked again after 30."""

_leased = partial(Fault, within=LEASE, goal=LAPSED, slow=True)

KILL_POINTS = (
    Fault("K01", "intake ends before a request's transaction", at("intake", Point.DECIDING, "request")),
    Fault("K22", "review ends before an event's transaction", at("review", Point.DECIDING, "event")),
    Fault("K12", "documents ends before the commit of a lodging", at("documents", Point.WRITTEN, "event")),
    Fault("K32", "notify ends before an event's transaction", at("notify", Point.DECIDING, "event")),
    Fault("K02", "intake ends before the commit of a request", at("intake", Point.WRITTEN, "request")),
    Fault("K23", "review ends before the commit of an event", at("review", Point.WRITTEN, "event")),
    _leased("K17", "documents ends as it inspects a paper", at("documents", Point.CLAIMED, "InspectPaper"),
            effects_of="documents"),
    Fault("K33", "notify ends before the commit of an event", at("notify", Point.WRITTEN, "event")),
    Fault("K03", "intake ends before it answers", at("intake", Point.COMMITTED, "request")),
    Fault("K24", "review ends after the commit of an event", at("review", Point.COMMITTED, "event")),
    Fault("K13", "documents ends after the commit of a lodging", at("documents", Point.COMMITTED, "event")),
    _leased("K34", "notify ends with a message claimed and not sent", at("notify", Point.CLAIMED, "SendSms"),
            effects_of="notify"),
    Fault("K06", "intake's relay ends before it publishes", at("intake", Point.READ)),
    Fault("K25", "review ends before it acknowledges", at("review", Point.HANDLED)),
    Fault("K14", "documents' relay ends between publishing and deleting", at("documents", Point.PUBLISHED)),
    _leased("K35", "notify ends with a message sent and not noted", at("notify", Point.PERFORMED, "SendSms"),
            effects_of="notify"),
    Fault("K08", "intake's relay ends between publishing and deleting", at("intake", Point.PUBLISHED), times=2),
    Fault("K26", "review ends after it acknowledged", at("review", Point.ACKNOWLEDGED)),
    _leased("K18", "documents ends with a paper looked at, not noted", at("documents", Point.PERFORMED, "InspectPaper"),
            effects_of="documents"),
    Fault("K38", "notify ends before a receipt's transaction", at("notify", Point.DECIDING, "request")),
    Fault("K09", "intake's relay ends after deleting", at("intake", Point.MOVED)),
    Fault("K27", "review ends before a verdict's transaction", at("review", Point.DECIDING, "request")),
    Fault("K19", "documents ends after the commit of an inspection", at("documents", Point.COMMITTED, "result")),
    Fault("K39", "notify ends before the commit of a receipt", at("notify", Point.WRITTEN, "request")),
    Fault("K10", "review's relay leader ends, another stands by", at("review", Point.PUBLISHED, back=False), goal=5),
    Fault("K36", "notify ends after the commit of a sent message", at("notify", Point.COMMITTED, "result")),
    Fault("K28", "review ends before the commit of a verdict", at("review", Point.WRITTEN, "request")),
    Fault("K40", "notify ends before it answers a receipt", at("notify", Point.COMMITTED, "request")),
    Fault("K29", "review ends before it answers a verdict", at("review", Point.COMMITTED, "request")),
    Fault("K41", "notify's relay ends between publishing and deleting", at("notify", Point.PUBLISHED)),
)  # fmt: skip

LOSS = Fault("F:kafka:end", "Kafka loses the end of its topics, review is down; resent by order", end_lost, goal=30)
SERVERS = (
    Fault("F01", "Kafka restarts", away("kafka", 2), goal=10),
    Fault("F30", "Postgres restarts at once", killed("postgres", signal.SIGQUIT), goal=5),
    Fault("F02", "Kafka is killed", broken_off("kafka"), goal=10),
    Fault("F15", "review is killed", killed("review")),
    Fault("F05", "Kafka stands still", frozen("kafka", 10), goal=30),
    Fault("F17", "review stands still in a transaction, past its session",
          frozen_at("review", Point.WRITTEN, "event", 9)),
    Fault("F31", "sessions with Postgres are cut, ten times a second", sessions_cut(5), goal=5),
    Fault("F40", "the store is away", away("s3", 6), goal=30, effects_of="documents"),
    Fault("F41", "the store stands still", frozen("s3", 8), goal=30, effects_of="documents"),
    Fault("F04", "the line to Kafka is cut", line("kafka", Mode.CUT, 5), goal=10),
    Fault("F07", "the services don't hear Kafka, and Kafka hears them", line("kafka", Mode.DEAF, 8), goal=30),
    Fault("F:postgres:silent", "the line to Postgres is silent", line("postgres", Mode.SILENT, 5)),
    Fault("F55", "the SMS gateway is away", away("sms", 6), goal=30, effects_of="notify"),
    LOSS,
    Fault("F54", "every service is deployed anew under load", deployed),
    Fault("F24", "an event with bytes that are no JSON", poisoned("WithdrawalRequested.v1", b"\xff\xfe{"), times=2),
    Fault("F24", "an event of another shape", poisoned("WithdrawalRequested.v1", b'{"requested_at": 7}')),
    Fault("F25", "an event of a major version to come", poisoned("ApplicationSubmitted.v9", b"{}")),
)  # fmt: skip

CLOCKS = tuple(
    Fault("F49", f"{service}'s clock is {seconds:+d} s off", skewed(service, seconds, 6), cannot=cannot)
    for service, seconds in (("review", 600), ("intake", -600), ("notify", 86_400))
)

PROVIDERS = (
    Fault("F56", "the gateway takes a message and never answers", misbehaving(Misbehaviour.TIME_OUT_TAKEN),
          effects_of="notify", goal=30, slow=True),
    Fault("F57", "the gateway wants fewer messages", misbehaving(Misbehaviour.THROTTLED, Misbehaviour.THROTTLED),
          effects_of="notify", goal=30),
    Fault("F58", "the gateway takes a message and answers 500", misbehaving(Misbehaviour.ERROR_TAKEN),
          effects_of="notify", goal=30),
)  # fmt: skip

PEOPLE = (
    Fault("F62", "two reviewers decide one task at once", decide_together, times=2),
    Fault("F64", "somebody taps five times", tap_often),
    Fault("F65", "one person, one disease, two channels at once", apply_twice),
)

ALONE = (
    Fault("K42", "review ends before a timer's transaction", timer_due(Point.DECIDING), alone=True),
    Fault("K43", "review ends before the commit of a timer", timer_due(Point.WRITTEN), alone=True),
    Fault("K44", "review ends after the commit of a timer", timer_due(Point.COMMITTED), alone=True),
    *(Fault("F22", f"{service} hears everything once more", replayed(service), alone=True) for service in SERVICES),
)

QUICK = (*PEOPLE, *PROVIDERS, *KILL_POINTS, *SERVERS, *CLOCKS, *ALONE)
