"""An institution's system: reads its tasks, sends what its people decide, over HTTP or the bus, hears the answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from contracts.catalogue import REVIEW_TASKS, TOPIC_OF
from contracts.cloudevents import Envelope, to_headers
from contracts.codec import encode
from contracts.event import Event
from contracts.ids import derived

from mante.simulation.outside.calling import Answer, Call, Caller, Then
from mante.simulation.outside.channel import Reader, Said
from mante.simulation.outside.journal import Asked
from mante.simulation.outside.town import EVERYBODY, ON_KAFKA
from mante.simulation.scene import Scene
from mante.simulation.world.asking import Asking

ROLE = {"hospital_review": "reviewer", "agency_check": "clerk", "expert_panel": "expert"}


@dataclass(frozen=True, slots=True)
class Task:
    """A task on the list; `seat` is whose it is, on a panel."""

    id: UUID
    application: UUID
    step: str
    round: int
    seat: str | None


@dataclass(slots=True)
class Institution:
    """One institution. `assigned` is told of each task."""

    code: str
    scene: Scene
    caller: Caller
    desk: Asking
    assigned: Callable[["Institution", Task], None]
    _awaited: dict[str, tuple[Asked, Then]] = field(default_factory=dict)
    _keys: int = 0

    def __post_init__(self) -> None:
        """Read the institution's topic."""
        Reader(self.scene, REVIEW_TASKS.of(self.code), self._heard)

    def people(self, step: str) -> list[str]:
        """Return who may act on a step."""
        return [one.practitioner for one in EVERYBODY.staff(self.code) if ROLE[step] in one.roles]

    async def _heard(self, subject: UUID, event: str, said: Said) -> None:
        if event in ("VerdictAccepted", "VerdictRefused"):
            await self._answered(event, said)
        elif event == "TaskAssigned":
            task = Task(UUID(said["task_id"]), subject, said["step"], said["round"], said.get("practitioner"))
            self.assigned(self, task)

    async def ask(self, body: Event, task: Task, then: Then) -> None:
        """Send what somebody here decided."""
        self._keys += 1
        if self.code in ON_KAFKA:
            self._send(body, task, then)
            return
        call = Call(self.code, self.code, task.application, body, f"{task.id}/{self._keys}")
        await self.caller.ask(self.desk, call, then)

    def _send(self, body: Event, task: Task, then: Then) -> None:
        now, identity = self.scene.agenda.now, derived(task.application, f"{self.code}/{self._keys}")
        entry = self.caller.journal.invoke(now, self.code, task.application, str(identity), body)
        self._awaited[str(identity)] = entry, then
        source = f"/institutions/{self.code}"
        headers = to_headers(Envelope(identity, body.type_name(), source, task.application, now, identity))
        topic, key = TOPIC_OF[type(body)].of(self.code), str(task.application).encode()
        self.scene.bus.send(topic, task.application, headers, encode(body), key)

    async def _answered(self, event: str, said: Said) -> None:
        entry, then = self._awaited.pop(said["request_id"], (None, None))
        if entry is None or then is None:
            return
        status = 200 if event == "VerdictAccepted" else 409
        entry.answered(status, b"", said.get("code", ""))
        await then(Answer(status, said))
