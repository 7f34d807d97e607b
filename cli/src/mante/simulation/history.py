"""One history: a script, played to its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from uuid import UUID

from notify.api.receipts import GATEWAY
from notify.domain.sms import SmsReceipt
from policy.pack import Pack

from mante.simulation.cast import Cast
from mante.simulation.outside.applicant import Applicant
from mante.simulation.outside.calling import Call, Caller, nothing
from mante.simulation.outside.channel import Channel
from mante.simulation.outside.clerk import Clerk
from mante.simulation.outside.erasing import Erasing
from mante.simulation.outside.gateway import Gateway, Sent
from mante.simulation.outside.institution import Institution
from mante.simulation.outside.person import Person
from mante.simulation.outside.reviewing import Reviewing
from mante.simulation.outside.town import CHANNELS, INSTITUTIONS, PAGE
from mante.simulation.remembering import RememberingCodec
from mante.simulation.scene import Scene
from mante.simulation.script.lives import Life
from mante.simulation.script.script import Script
from mante.simulation.script.turns import Turn
from mante.simulation.stage import Instance, put_up
from mante.simulation.striking import plan_faults


@dataclass(slots=True, repr=False)
class History:
    """What there is to look at when it is over."""

    scene: Scene
    instances: Mapping[str, Instance]
    gateway: Gateway
    memories: Mapping[str, RememberingCodec]

    @property
    def digest(self) -> str:
        """All that was published, sent, asked and answered, as one number."""
        whole = blake2b(self.scene.bus.digest.encode(), digest_size=16)
        for sent in self.gateway.ledger:
            whole.update(f"{sent.at} {sent.out_id} {sent.phone} {sent.text}".encode())
        for asked in self.scene.journal.asked:
            whole.update(f"{asked.at} {asked.who} {asked.key} {asked.status} {asked.code}".encode())
        return whole.hexdigest()


async def play(script: Script, cast: Cast) -> History:
    """Play a script to its end."""
    cast.begin()
    scene = Scene(script, cast.packs, town=cast.town)
    caller = Caller(scene.agenda, scene.journal)
    gateway = Gateway(lambda: scene.agenda.now, scene.life)
    history = History(scene, put_up(cast, scene, gateway), gateway, cast.memories)
    gateway.report = partial(_report, history, caller)
    applicants = _people(history, caller)
    _institutions(history, caller, applicants)
    Clerk(scene, caller, history.instances["benefits"].desk)
    plan_faults(scene, history.instances)
    Erasing(scene, {name: instance.node for name, instance in history.instances.items()}).plan()
    for applicant in applicants.values():
        applicant.begin()
    await scene.agenda.run(script.begins + script.lasts)
    return history


def _people(history: History, caller: Caller) -> dict[UUID, Applicant]:
    scene, intake, desk = history.scene, history.instances["intake"], history.instances["documents"].desk
    channels = {code: Channel(code, scene, caller, intake.desk) for code in CHANNELS}
    packs = _packs(scene)
    applicants = {
        application: Applicant(
            Person(life, application, scene, channels[life.channel], desk, packs[life.area]), channels[PAGE]
        )
        for application, life in scene.lives.items()
    }
    of = {one.person.life.number: one for one in applicants.values()}
    for one in applicants.values():
        lender = one.person.life.papers_of
        one.lender = None if lender is None else of.get(lender)
    return applicants


def _packs(scene: Scene) -> dict[str, Pack]:
    return {area: scene.packs.in_force(area, scene.script.begins.date()) for area in scene.packs.areas}


def _institutions(history: History, caller: Caller, applicants: dict[UUID, Applicant]) -> None:
    scene, desk = history.scene, history.instances["review"].desk
    reviewing = Reviewing(_packs(scene), applicants)
    for code in INSTITUTIONS:
        Institution(code, scene, caller, desk, reviewing.assigned)


async def _report(history: History, caller: Caller, sent: Sent, life: Life | None) -> None:
    """Let the gateway report whether a message arrived, some time after it was taken; twice where it does so."""
    if life is None or life.takes(Turn.NO_RECEIPTS):
        return
    scene, desk = history.scene, history.instances["notify"].desk
    receipt = SmsReceipt(notice_id=sent.out_id, delivered=True, reason="DELIVRD")
    call = Call(GATEWAY, GATEWAY, sent.application, receipt, f"{sent.out_id}:DELIVRD")
    times = 2 if life.takes(Turn.RECEIPTS_TWICE) else 1
    scene.agenda.on_the_beat(
        scene.dice(sent.application).choice((3, 40)), 10, partial(caller.ask, desk, call, nothing, times)
    )
