"""Faults strike: each at its instant, on the service that the script names."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import TypeAlias

from review.domain.deadlines import running_review
from review.domain.recounting import RecountDeadline

from mante.simulation.outside.calling import Call, Caller, nothing
from mante.simulation.outside.giving_up import GivingUp
from mante.simulation.scene import Scene
from mante.simulation.script.faults import Fault, Kind
from mante.simulation.stage import Instance
from mante.simulation.world.asking import Asking

Strike: TypeAlias = Callable[[Scene, Instance, Fault], None]
GARBAGE = b'{"this": "is nobody\'s'
READ_AGAIN = 20
RECOUNTS = 8
NOTICED_AFTER = timedelta(hours=2)
LATER = 600.0
"""Seconds after which an operator tries again to reach a service that is down."""


def plan_faults(scene: Scene, instances: Mapping[str, Instance]) -> None:
    """Let every fault of the script happen at its time."""
    for fault in scene.script.faults:
        scene.agenda.at(scene.script.begins + fault.at, partial(_strike, scene, instances[fault.service], fault))


async def _strike(scene: Scene, instance: Instance, fault: Fault) -> None:
    if fault.kind not in DOOMS:
        scene.tell(fault.service, f"{fault.kind} {fault.topic}".strip())
    STRIKES[fault.kind](scene, instance, fault)


def _doom(_: Scene, instance: Instance, fault: Fault) -> None:
    instance.node.storage.doom = fault.kind


def _stop(_: Scene, instance: Instance, fault: Fault) -> None:
    instance.node.stop(fault.lasts)


def _deafen(scene: Scene, instance: Instance, fault: Fault) -> None:
    instance.hearing.deaf[fault.topic] = scene.agenda.now + fault.lasts


def _hold(scene: Scene, instance: Instance, fault: Fault) -> None:
    instance.publishing.hold(fault.topic, scene.agenda.now + fault.lasts)


def _rewind(_: Scene, instance: Instance, __: Fault) -> None:
    instance.hearing.rewind(READ_AGAIN)


def _replay(scene: Scene, instance: Instance, _: Fault) -> None:
    instance.hearing.rewind(scene.bus.records)


def _ring_twice(_: Scene, instance: Instance, __: Fault) -> None:
    instance.ringing.twice += READ_AGAIN


def _poison(scene: Scene, _: Instance, fault: Fault) -> None:
    scene.bus.send(fault.topic, scene.root, [("ce_specversion", b"1.0")], GARBAGE, b"poison")


def _lose(scene: Scene, instance: Instance, fault: Fault) -> None:
    """Let a topic lose what comes, until an operator has everything sent again.

    Where operators give up what is missing, nobody looks at the outbox for a while after the topic is well again.
    """
    scene.bus.losing.add(fault.topic)
    ends = scene.agenda.now + fault.lasts
    noticed = ends + NOTICED_AFTER if any(one.kind is Kind.GIVEN_UP for one in scene.script.faults) else ends
    since = scene.agenda.now

    async def well_again() -> None:
        scene.bus.losing.discard(fault.topic)

    async def sent_again() -> None:
        if not instance.node.up:
            scene.agenda.after(LATER, sent_again)
            return
        scene.tell("operator", f"has the outbox of {instance.node.name} sent again")
        instance.publishing.resend(since)

    scene.agenda.at(ends, well_again)
    scene.agenda.at(noticed, sent_again)


def _lose_the_institutions(scene: Scene, _: Instance, fault: Fault) -> None:
    scene.town.without.add(fault.service)

    async def found_again() -> None:
        scene.town.without.discard(fault.service)

    scene.agenda.at(scene.agenda.now + fault.lasts, found_again)


def _recount(scene: Scene, instance: Instance, _: Fault) -> None:
    """Order what `mante deadlines recount` orders, of every case whose clock runs; some days in a row."""
    for turn in range(RECOUNTS):
        scene.agenda.at(scene.agenda.now + turn * timedelta(hours=9), partial(_recount_all, scene, instance.desk))


async def _recount_all(scene: Scene, desk: Asking) -> None:
    caller, process = Caller(scene.agenda, scene.journal), desk.node.process
    for subject, row in list(desk.node.storage.rows.items()):
        if row.state is not None and running_review(process.open(row.state, row.state_version)):
            key = f"{subject}/{scene.agenda.now.isoformat()}"
            order = RecountDeadline(reason="as a trial")
            await caller.ask(desk, Call("operations", "operator", subject, order, key), nothing)


def _give_up(scene: Scene, instance: Instance, _: Fault) -> None:
    GivingUp(instance.node, scene).plan()


DOOMS = (Kind.CRASH_BEFORE_COMMIT, Kind.CRASH_AFTER_COMMIT, Kind.CRASH_AFTER_PUBLISHING)
"""These wait for the next commit, or the next turn of the relay."""

STRIKES: Mapping[Kind, Strike] = {
    **dict.fromkeys(DOOMS, _doom),
    Kind.DOWN: _stop,
    Kind.DEAF: _deafen,
    Kind.HELD: _hold,
    Kind.LOST: _lose,
    Kind.REWOUND: _rewind,
    Kind.REPLAYED: _replay,
    Kind.TIMERS_TWICE: _ring_twice,
    Kind.POISON: _poison,
    Kind.RECOUNTED: _recount,
    Kind.NOBODY_THERE: _lose_the_institutions,
    Kind.GIVEN_UP: _give_up,
}
