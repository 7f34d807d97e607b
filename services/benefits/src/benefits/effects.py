"""An entitlement asks the beneficiary, or the other way round: a request like any other, under that one's lock."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from chassis.effects import Performer
from chassis.message import Kind, Message
from chassis.rows import Reply
from chassis.storage import Job
from contracts.event import Part
from contracts.ids import derived

from benefits.domain.choosing import AskForHospital, HospitalDecided
from benefits.domain.departing import DepartureNoted, TellOfDeparture
from benefits.domain.designating import HospitalAnswer
from benefits.domain.granting import AskForBenefit, BenefitDecided
from benefits.domain.holding import BenefitAnswer, LeavingNoted, RenewalNoted, TellOfRenewal
from benefits.domain.lasting import SayItIsOver

Ask: TypeAlias = Callable[[Message], Awaitable[Reply]]
LADDER = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)
_OURSELVES = "benefits"
_OK = 200


class Unanswered(Exception):  # noqa: N818
    """The other aggregate gave no answer: it is asked again."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Goes from one aggregate to another. The effect's id is the request's key: asked twice, answered alike."""

    ask: Ask

    async def for_benefit(self, order: AskForBenefit, job: Job) -> BenefitDecided:
        """Ask whether the person may have the benefit."""
        answer = await self._answer(order.question.beneficiary, order.question, job)
        return BenefitDecided(answer=BenefitAnswer.model_validate_json(answer))

    async def for_hospital(self, order: AskForHospital, job: Job) -> HospitalDecided:
        """Ask for a hospital."""
        answer = await self._answer(order.question.beneficiary, order.question, job)
        return HospitalDecided(choice_id=order.choice_id, answer=HospitalAnswer.model_validate_json(answer))

    async def say_it_is_over(self, order: SayItIsOver, job: Job) -> LeavingNoted:
        """Say that a benefit ended before its time."""
        await self._answer(order.told.beneficiary, order.told, job)
        return LeavingNoted()

    async def tell_of_renewal(self, order: TellOfRenewal, job: Job) -> RenewalNoted:
        """Say that a benefit was renewed."""
        await self._answer(order.told.application, order.told, job)
        return RenewalNoted()

    async def tell_of_departure(self, order: TellOfDeparture, job: Job) -> DepartureNoted:
        """Say that the person's hospital has left."""
        await self._answer(order.told.application, order.told, job)
        return DepartureNoted()

    async def _answer(self, subject: UUID, body: Part, job: Job) -> bytes:
        name = type(body).__name__
        message = Message(
            kind=Kind.REQUEST,
            id=derived(job.id, name),
            source=f"{_OURSELVES}/{job.subject}",
            subject=subject,
            type=name,
            body=body,
            actor=_OURSELVES,
            correlation_id=job.correlation_id,
            key=str(job.id),
        )
        reply = await self.ask(message)
        if reply.status != _OK:
            raise Unanswered(str(reply.status))
        return reply.body


def performers(ask: Ask) -> Sequence[Performer[Any]]:
    """Return the effects between aggregates."""
    asking = Asking(ask)
    return [
        Performer(AskForBenefit, asking.for_benefit, ladder=LADDER),
        Performer(AskForHospital, asking.for_hospital, ladder=LADDER),
        Performer(SayItIsOver, asking.say_it_is_over, ladder=LADDER),
        Performer(TellOfRenewal, asking.tell_of_renewal, ladder=LADDER),
        Performer(TellOfDeparture, asking.tell_of_departure, ladder=LADDER),
    ]
