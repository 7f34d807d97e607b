"""The agency's clerks after approval: bring the national platform's numbers, and end benefits before their time."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from benefits.domain.lasting import EndEntitlement, EndReason
from benefits.domain.registering import RegistrationBrought
from contracts.catalogue import BENEFITS_ENTITLEMENTS

from mante.simulation.outside.calling import Call, Caller, nothing
from mante.simulation.scene import Scene
from mante.simulation.script.turns import Turn
from mante.simulation.world.asking import Asking
from mante.simulation.world.bus import Record

DAY = 86_400.0


@dataclass(slots=True)
class Clerk:
    """Sees what was granted, and acts on it some days later."""

    scene: Scene
    caller: Caller
    desk: Asking

    def __post_init__(self) -> None:
        """Look at what is granted."""
        self.scene.bus.listen(BENEFITS_ENTITLEMENTS.name, self._lies)

    def _lies(self, record: Record) -> None:
        life = self.scene.life(record.subject)
        if life is None or dict(record.headers)["ce_type"] != b"mante.EntitlementGranted.v1":
            return
        if life.takes(Turn.REGISTERED):
            self.scene.agenda.after(DAY * 3, partial(self._register, record.subject, life.number))
        if life.takes(Turn.ENDED_BY_THE_AGENCY):
            self.scene.agenda.after(DAY * 9, partial(self._end, record.subject))

    async def _register(self, subject: UUID, number: int) -> None:
        brought = RegistrationBrought(registration=f"GZ{number:010d}")
        await self.caller.ask(self.desk, Call("operator", "operator", subject, brought, f"{subject}/number"), nothing)

    async def _end(self, subject: UUID) -> None:
        order = EndEntitlement(reason=EndReason.GIVEN_UP)
        self.scene.tell("agency", "ends the benefit", subject)
        await self.caller.ask(self.desk, Call("operator", "operator", subject, order, f"{subject}/end"), nothing)
