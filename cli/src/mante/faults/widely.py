"""The full profile: every point of every service, and every program ended, asked to end, frozen and away."""

import signal
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from chassis.failpoints import Point, name_of
from chassis.message import Kind

from mante.fakes.wire import Mode
from mante.faults.catalogue import ALONE, CLOCKS, LAPSED, LEASE, LOSS, PEOPLE, PROVIDERS, SERVERS
from mante.faults.injecting import disks
from mante.faults.injecting.crowding import group_stirred, starved, table_locked
from mante.faults.injecting.kill_points import at
from mante.faults.injecting.lines import applying_without_the_bus, line
from mante.faults.injecting.servers import away, broken_off, frozen, killed
from mante.faults.load.load import Pace
from mante.faults.table import Fault
from mante.stack.wanted import SERVICES

EFFECTS = {
    "intake": ("CheckPersons", "CheckInsurance"),
    "documents": ("InspectPaper", "BorrowPapers"),
    "benefits": ("AskForBenefit",),
    "notify": ("SendSms",),
}
"""What everybody's application needs done outside."""
DECIDING = (Point.DECIDING, Point.WRITTEN, Point.COMMITTED)
ON_THE_BUS = (Point.READ, Point.PUBLISHED, Point.MOVED, Point.HANDLED, Point.ACKNOWLEDGED)
PROGRAMS = ("postgres", "kafka", "s3", "sms", "register", "front")
AWAY_FOR_LONG = Fault("F03", "the bus is silent for a minute", applying_without_the_bus(60), goal=60, within=120)
CROWDED = (
    Fault("F36", "Postgres' disk is full", disks.full("postgres", 5), goal=10, cannot=disks.cannot),
    Fault("F42", "the store's disk is full", disks.full("s3", 6), goal=30, effects_of="documents", cannot=disks.cannot),
    Fault("F35", "a table of intake's is locked", table_locked("intake", "aggregates", 8)),
    Fault("F16", "somebody joins notify's group and leaves it, over and over", group_stirred("notify", 10), goal=30),
    Fault("F53", "review gets a tenth of the processor", starved("review", 10), goal=30),
)
"""What others take: space, locks, partitions, the processor."""
OFTEN, TWICE = 3, 2
"""Who ends and comes back takes seconds; who is away, or silent, keeps everybody waiting meanwhile."""
APPLICATIONS, PACE = 20_000, Pace(every=2.3, at_once=20, diseases=11, catching_up=True)
"""What two cores can bear beside the faults."""


def full() -> tuple[Fault, ...]:
    """Return all of it, each several times, so that neighbours strike different services.

    The bus loses its end first, while that is short: all that was ever published is sent again and read again.
    """
    by_service = zip_longest(*(list(_points_of(service)) for service in SERVICES))
    points = [fault for row in by_service for fault in row if fault is not None]
    often = (LOSS, *PEOPLE, *points, *_services())
    servers = (fault for fault in SERVERS if fault is not LOSS)
    twice = (*PROVIDERS, *servers, *CROWDED, *CLOCKS, *_lines(), *_programs())
    repeated = (replace(fault, times=times) for faults, times in ((often, OFTEN), (twice, TWICE)) for fault in faults)
    return (*repeated, AWAY_FOR_LONG, *ALONE)


def _points_of(service: str) -> Iterator[Fault]:
    kinds = [Kind.EVENT, Kind.REQUEST, *([Kind.RESULT] if service in EFFECTS else [])]
    for kind in kinds:
        for point in DECIDING:
            yield _point(service, point, kind)
    for point in ON_THE_BUS:
        yield _point(service, point)
    for effect in EFFECTS.get(service, ()):
        for point in (Point.CLAIMED, Point.PERFORMED):
            yield replace(_point(service, point, effect), effects_of=service, within=LEASE, goal=LAPSED, slow=True)


def _point(service: str, point: Point, of: str = "") -> Fault:
    return Fault(f"K:{name_of(service, point, of)}", f"{service} ends: {of} {point.value}", at(service, point, of))


def _lines() -> Iterator[Fault]:
    for name in ("kafka", "postgres", "s3"):
        for mode in (Mode.SILENT, Mode.DEAF, Mode.CUT, Mode.SLOW):
            yield Fault(
                f"F:{name}:{mode}", f"the line to {name} is {mode}", line(name, mode, 8), effects_of="documents"
            )


def _programs() -> Iterator[Fault]:
    for name in PROGRAMS:
        yield Fault(f"F:{name}:killed", f"{name} is killed", broken_off(name))
        yield Fault(f"F:{name}:away", f"{name} is away", away(name, 5), effects_of="notify")
        yield Fault(f"F:{name}:frozen", f"{name} stands still", frozen(name, 5), effects_of="notify")


def _services() -> Iterator[Fault]:
    for service in SERVICES:
        yield Fault(f"F:{service}:killed", f"{service} is killed", killed(service))
        yield Fault(f"F:{service}:stopped", f"{service} is asked to stop", killed(service, signal.SIGTERM))
        yield Fault(f"F:{service}:frozen", f"{service} stands still", frozen(service, 8))
