"""The services' own effects, with providers behind them that are away now and then."""

from dataclasses import replace
from typing import Any, TypeVar, cast
from uuid import UUID

from benefits import effects as of_benefits
from chassis.absence import Absent
from chassis.between import LADDER, Between
from chassis.message import Message
from chassis.performer import Performer, performers_by_kind
from chassis.rows import Reply
from chassis.storage import Job
from chassis.vault import VaultClient
from contracts.event import Part
from documents.domain.erasing import ErasePapers
from documents.domain.inspecting import InspectPaper
from documents.effects import lending, papers
from documents.objects import Objects
from intake.domain.joining import JoinOpen
from intake.domain.linking import CheckLink
from intake.domain.persons import CheckPersons
from intake.effects import insurance
from intake.effects.joins import Joining
from intake.effects.links import CheckingLinks
from intake.effects.persons import CheckingPersons
from intake.store import Applications as Stored
from intake.vault.store import Vault
from intake.vault.visits import Visits
from notify import effects as of_notify
from notify.domain.sms import FindReceipt, SendSms
from notify.gateway import Gateway as OverHttp

from mante.simulation.outside.applications import Applications
from mante.simulation.outside.gateway import Gateway
from mante.simulation.scene import Scene
from mante.simulation.script.chances import happens
from mante.simulation.script.turns import Turn
from mante.simulation.world.asking import Asking

B = TypeVar("B", bound=Part)
Performers = dict[str, Performer[Any]]


def performers(service: str, scene: Scene, desk: Asking, gateway: Gateway) -> Performers:
    """Return what a service does outside its decisions."""
    match service:
        case "intake":
            return _intake(scene, desk)
        case "documents":
            return _documents(scene, desk)
        case "benefits":
            return performers_by_kind(of_benefits.performers(_Asked(desk).ask))
        case "notify":
            return _notify(scene, gateway)
    return {}


def _intake(scene: Scene, desk: Asking) -> Performers:
    vault = cast("Vault", scene.persons)
    checking = insurance.CheckingInsurance(vault, scene.register, lambda: scene.agenda.now)
    rows = Applications(desk.node, scene.visits)
    links = CheckingLinks(cast("Stored", rows), cast("Visits", rows))
    persons = Performer(CheckPersons, CheckingPersons(vault).perform)
    return performers_by_kind(
        [
            _away(scene, "vault", persons),
            Performer(CheckLink, links.perform),
            Performer(JoinOpen, Joining(Between("intake", _Asked(desk).ask)).perform, ladder=LADDER),
            _away(scene, "register", insurance.performer(checking)),
        ]
    )


def _documents(scene: Scene, desk: Asking) -> Performers:
    how: dict[str, Any] = {"ladder": papers.LADDER, "lease": papers.LEASE, "within": papers.WITHIN}
    inspecting = Performer(InspectPaper, scene.store.inspect, **how)
    erasing = Performer(ErasePapers, papers.Eraser(cast("Objects", scene.store)).erase, **how)
    between = lending.performers(_Asked(desk).ask)
    return performers_by_kind([_away(scene, "scanner", inspecting), erasing, *between])


def _notify(scene: Scene, gateway: Gateway) -> Performers:
    vault, directory = cast("VaultClient", scene.persons), lambda: scene.town.of("notify")
    worker = of_notify.SmsWorker(cast("OverHttp", gateway), vault, directory)

    return performers_by_kind([_told(gateway, one) for one in of_notify.performers(worker)])


def _told(gateway: Gateway, performer: Performer[Any]) -> Performer[Any]:
    """Return a performer that lets the gateway know what each message is about."""

    async def perform(body: SendSms | FindReceipt, job: Job) -> Part:
        gateway.about[body.notice_id] = job.subject
        return await performer.perform(body, job)

    return replace(performer, perform=perform)


def _away(scene: Scene, provider: str, performer: Performer[B]) -> Performer[B]:
    """Return a performer whose provider is away when the life has it so."""

    async def perform(body: B, job: Job) -> Part:
        if scene.is_away(provider, job.subject):
            raise Absent(provider)
        return await performer.perform(body, job)

    return replace(performer, perform=perform)


class _Asked:
    """One aggregate asks another of the same service: decided at once, by the same engine."""

    def __init__(self, desk: Asking) -> None:
        self._desk = desk

    async def ask(self, message: Message) -> Reply:
        (reply,) = await self._desk.decide([message])
        return reply


class ByTurns:
    """How the work on each application goes, by the turns of its life."""

    def __init__(self, scene: Scene) -> None:
        """Look lives up in `scene`."""
        self._scene = scene

    def _chance(self, subject: UUID, turn: Turn, chance: float) -> bool:
        life = self._scene.life(subject)
        return life is not None and life.takes(turn) and happens(self._scene.dice(subject), chance)

    def dies_before(self, job: Job) -> bool:
        """Let every third worker of such a life be killed at once."""
        return self._chance(job.subject, Turn.WORKERS_DIE, 0.3)

    def dies_after(self, job: Job) -> bool:
        """Let every third one be killed when its work is done."""
        return self._chance(job.subject, Turn.WORKERS_DIE, 0.3)

    def takes(self, job: Job, lease: float) -> float:
        """Let a first worker be stopped for longer than its lease; the others take a second."""
        if job.attempt == 1 and self._chance(job.subject, Turn.WORKERS_DAWDLE, 0.7):
            return lease * 1.5
        return 1.0

    def says_it_twice(self, job: Job) -> bool:
        """Let most results of such a life be brought twice."""
        return self._chance(job.subject, Turn.RESULTS_TWICE, 0.7)
