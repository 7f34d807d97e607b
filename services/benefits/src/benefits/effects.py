"""An entitlement asks the beneficiary, or the other way round: a request like any other, under that one's lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chassis.between import LADDER, Ask, Between
from chassis.performer import Performer
from chassis.storage import Job

from benefits.domain.choosing import AskForHospital, HospitalDecided
from benefits.domain.departing import DepartureNoted, TellOfDeparture
from benefits.domain.designating import HospitalAnswer
from benefits.domain.granting import AskForBenefit, BenefitDecided
from benefits.domain.holding import BenefitAnswer, LeavingNoted, RenewalNoted, TellOfRenewal
from benefits.domain.lasting import SayItIsOver


@dataclass(frozen=True, slots=True)
class Asking:
    """What one asks the other."""

    between: Between

    async def for_benefit(self, order: AskForBenefit, job: Job) -> BenefitDecided:
        """Ask whether the person may have the benefit."""
        answer = await self.between.answer(order.question.beneficiary, order.question, job)
        return BenefitDecided(answer=BenefitAnswer.model_validate_json(answer))

    async def for_hospital(self, order: AskForHospital, job: Job) -> HospitalDecided:
        """Ask for a hospital."""
        answer = await self.between.answer(order.question.beneficiary, order.question, job)
        return HospitalDecided(choice_id=order.choice_id, answer=HospitalAnswer.model_validate_json(answer))

    async def say_it_is_over(self, order: SayItIsOver, job: Job) -> LeavingNoted:
        """Say that a benefit ended before its time."""
        await self.between.tell(order.told.beneficiary, order.told, job)
        return LeavingNoted()

    async def tell_of_renewal(self, order: TellOfRenewal, job: Job) -> RenewalNoted:
        """Say that a benefit was renewed."""
        await self.between.tell(order.told.application, order.told, job)
        return RenewalNoted()

    async def tell_of_departure(self, order: TellOfDeparture, job: Job) -> DepartureNoted:
        """Say that the person's hospital has left."""
        await self.between.tell(order.told.application, order.told, job)
        return DepartureNoted()


def performers(ask: Ask) -> Sequence[Performer[Any]]:
    """Return the effects between aggregates."""
    asking = Asking(Between("benefits", ask))
    return [
        Performer(AskForBenefit, asking.for_benefit, ladder=LADDER),
        Performer(AskForHospital, asking.for_hospital, ladder=LADDER),
        Performer(SayItIsOver, asking.say_it_is_over, ladder=LADDER),
        Performer(TellOfRenewal, asking.tell_of_renewal, ladder=LADDER),
        Performer(TellOfDeparture, asking.tell_of_departure, ladder=LADDER),
    ]
