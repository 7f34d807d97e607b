"""The five services, put together on a scene: each an instance with its database, its consumers, relay and workers."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.catalogue import TOPICS, PartyKind
from contracts.parties import SERVICES

from mante.simulation.cast import Cast
from mante.simulation.outside.gateway import Gateway
from mante.simulation.outside.operator import Operator
from mante.simulation.outside.providers import ByTurns, performers
from mante.simulation.outside.town import CHANNELS, INSTITUTIONS
from mante.simulation.scene import Scene
from mante.simulation.world.asking import Asking
from mante.simulation.world.hearing import Hearing
from mante.simulation.world.node import Node
from mante.simulation.world.publishing import Publishing
from mante.simulation.world.ringing import Ringing
from mante.simulation.world.working import Working

PARTIES = {PartyKind.CHANNEL: CHANNELS, PartyKind.INSTITUTION: INSTITUTIONS}


@dataclass(frozen=True, slots=True)
class Instance:
    """One service on the stage."""

    node: Node
    desk: Asking
    hearing: Hearing
    publishing: Publishing
    ringing: Ringing
    working: Working


def put_up(cast: Cast, scene: Scene, gateway: Gateway) -> Mapping[str, Instance]:
    """Return the services, started."""
    instances = {service: _instance(service, cast, scene, gateway) for service in SERVICES}
    for instance in instances.values():
        instance.node.start()
    return instances


def _instance(service: str, cast: Cast, scene: Scene, gateway: Gateway) -> Instance:
    node = Node(service, scene.agenda, scene.dice, cast.processes[service], scene.tell)
    desk = Asking(node)
    works = Working(node, performers(service, scene, desk, gateway), ByTurns(scene))
    instance = Instance(node, desk, _hearing(node, scene), Publishing(node, scene.bus), Ringing(node), works)
    node.parts += [Operator(node, scene), desk, instance.hearing, instance.publishing, instance.ringing, works]
    return instance


def _hearing(node: Node, scene: Scene) -> Hearing:
    """Return the consumers that the catalogue says the service has."""
    mine = [topic for topic in TOPICS if node.name in topic.consumers]
    ingress = [topic for topic in mine if topic.ingress]
    names = frozenset(topic.name for topic in mine if not topic.ingress)
    hearing = Hearing(node, scene.bus, names, ingress, lambda: scene.town.of(node.name))
    hearing.subscribe([party for family in ingress if family.party for party in PARTIES[family.party]])
    return hearing
