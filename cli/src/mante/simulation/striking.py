"""Faults strike: each at its instant, on the service that the script names."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from mante.simulation.scene import Scene
from mante.simulation.script.faults import Fault, Kind
from mante.simulation.stage import Instance

DOOMS = (Kind.CRASH_BEFORE_COMMIT, Kind.CRASH_AFTER_COMMIT, Kind.CRASH_AFTER_PUBLISHING)
GARBAGE = b'{"this": "is nobody\'s'
READ_AGAIN = 20


def plan_faults(scene: Scene, instances: Mapping[str, Instance]) -> None:
    """Let every fault of the script happen at its time."""
    for number, fault in enumerate(scene.script.faults):
        strike = partial(_strike, scene, instances[fault.service], fault, number)
        scene.agenda.at(scene.script.begins + fault.at, strike)


async def _strike(scene: Scene, instance: Instance, fault: Fault, number: int) -> None:
    node, now = instance.node, scene.agenda.now
    if fault.kind in DOOMS:
        node.storage.doom = fault.kind
        return
    scene.tell(fault.service, f"{fault.kind} {fault.topic}".strip())
    match fault.kind:
        case Kind.DOWN:
            node.stop(fault.lasts)
        case Kind.DEAF:
            instance.hearing.deaf[fault.topic] = now + fault.lasts
        case Kind.HELD:
            instance.publishing.hold(fault.topic, now + fault.lasts)
        case Kind.REWOUND:
            instance.hearing.rewind(READ_AGAIN)
        case Kind.REPLAYED:
            instance.hearing.rewind(scene.bus.records)
        case Kind.TIMERS_TWICE:
            instance.ringing.twice += READ_AGAIN
        case Kind.POISON:
            scene.bus.send(fault.topic, scene.root, [("ce_specversion", b"1.0")], GARBAGE, b"poison-%d" % number)
        case Kind.NOBODY_THERE:
            _lose_the_institutions(scene, fault)


def _lose_the_institutions(scene: Scene, fault: Fault) -> None:
    scene.town.without.add(fault.service)

    async def found_again() -> None:
        scene.town.without.discard(fault.service)

    scene.agenda.at(scene.agenda.now + max(fault.lasts, timedelta(minutes=1)), found_again)
