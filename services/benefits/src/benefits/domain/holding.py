"""What a person may have at all: no disease twice, no more than the city's limit, nothing that excludes another.

The question comes from an application's entitlement; it is decided under the person's lock, so that two approvals of
the same second can't both win.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from chassis.decision import Answer, Cause, Decision, Effect, Exhausted
from contracts.event import Part
from contracts.vocabulary import Code, Day, Moment, Scheme, Version
from policy.calendar import local
from policy.pack import Pack
from pydantic import Field

from benefits.domain.beneficiary import Beneficiary, Benefit
from benefits.domain.rules import Rules

_DAY = timedelta(days=1)
NoticeDays = tuple[Annotated[int, Field(ge=1, le=365)], ...]


class BenefitAsked(Part):
    """A request of an entitlement to the beneficiary: whether the person may have the disease's benefit."""

    beneficiary: UUID
    application: UUID
    pack_id: Code
    pack_version: Version
    disease: Code
    scheme: Scheme
    approved_at: Moment


class BenefitAnswer(Part):
    """The answer: from `start` to `end`; or, without a start, the reason and since when another benefit stands."""

    start: Day | None = None
    end: Day | None = None
    notice_days: NoticeDays = ()
    refused: Code | None = None
    since: Day | None = None


class RenewalTold(Part):
    """A request to an entitlement: the benefit is proven anew, nobody need be told to."""

    application: UUID


class TellOfRenewal(Part):
    """An effect: tell the entitlement that was renewed."""

    told: RenewalTold


class RenewalNoted(Part):
    """The effect's result, and the answer to the request."""


def decide_the_benefit(
    rules: Rules, state: Beneficiary | None, asked: BenefitAsked, cause: Cause
) -> Decision[Beneficiary]:
    """Grant the benefit of a disease unless the person has it, has another that excludes it, or has as many as allowed.

    A benefit with an end is renewed by an approval within the days in which the person is told of the end: the new one
    begins the day after.
    """
    del cause
    beneficiary = state or Beneficiary()
    if (own := beneficiary.of(asked.application)) is not None:
        return Decision(answer=Answer(_granted(own)))
    pack = rules.packs.pinned(asked.pack_id, asked.pack_version)
    start = pack.benefit_start(asked.approved_at)
    held = beneficiary.held_on(start)
    same = next((benefit for benefit in reversed(held) if benefit.disease == asked.disease), None)
    if same is not None and not _renewable(same, local(asked.approved_at).date()):
        return Decision(answer=Answer(BenefitAnswer(refused="ALREADY_ENTITLED", since=same.start.isoformat())))
    against = _against(pack, asked, [benefit for benefit in held if benefit.disease != asked.disease])
    if against is not None:
        return Decision(answer=Answer(against))
    return _grant(pack, beneficiary, asked, start, same)


def _renewable(held: Benefit, approved_on: date) -> bool:
    return held.renewable_from is not None and approved_on >= held.renewable_from


def _against(pack: Pack, asked: BenefitAsked, others: list[Benefit]) -> BenefitAnswer | None:
    rule = pack.benefit
    excluding = rule.excluded_with((asked.disease, asked.scheme), [(one.disease, one.scheme) for one in others])
    if excluding is not None:
        since = next(one.start for one in others if (one.disease, one.scheme) == excluding)
        return BenefitAnswer(refused="EXCLUDED_WITH", since=since.isoformat())
    most = rule.max_diseases_per_person
    if most is not None and len({one.disease for one in others}) >= most:
        return BenefitAnswer(refused="LIMIT_REACHED")
    return None


def _grant(
    pack: Pack, beneficiary: Beneficiary, asked: BenefitAsked, start: date, renewed: Benefit | None
) -> Decision[Beneficiary]:
    validity = pack.benefit.validity_of(asked.disease)
    begins = start if renewed is None or renewed.end is None else renewed.end + _DAY
    ends = validity.ends(begins)
    if ends is not None and ends < begins:
        return Decision(answer=Answer(BenefitAnswer(refused="VALIDITY_OVER")))
    notice = validity.recertification_notice_days
    benefit = Benefit(
        application=asked.application,
        disease=asked.disease,
        scheme=asked.scheme,
        start=begins,
        end=ends,
        notice_days=notice,
        renewable_from=ends - timedelta(days=max(notice)) if ends and notice else None,
    )
    return Decision(
        replace(beneficiary, benefits=(*beneficiary.benefits, benefit)),
        effects=[Effect(TellOfRenewal(told=RenewalTold(application=renewed.application)))] if renewed else [],
        answer=Answer(_granted(benefit)),
    )


def _granted(benefit: Benefit) -> BenefitAnswer:
    return BenefitAnswer(
        start=benefit.start.isoformat(),
        end=benefit.end.isoformat() if benefit.end else None,
        notice_days=benefit.notice_days,
    )


def tell_of_the_renewal_again(_: Beneficiary | None, given_up: Exhausted, cause: Cause) -> Decision[Beneficiary]:
    """Tell the renewed entitlement once more."""
    order = TellOfRenewal.model_validate_json(given_up.body)
    return Decision(effects=[Effect(order, key=f"again:{cause.message_id}")])


def note_that_it_was_told(_: Beneficiary | None, __: RenewalNoted, ___: Cause) -> Decision[Beneficiary]:
    """Leave everything as it is: the renewed entitlement knows."""
    return Decision()


class LeavingTold(Part):
    """A request of an entitlement that ended early to the beneficiary: it isn't held any more."""

    beneficiary: UUID
    application: UUID


class LeavingNoted(Part):
    """The answer to it, and the effect's result."""


def let_the_benefit_go(state: Beneficiary | None, told: LeavingTold, cause: Cause) -> Decision[Beneficiary]:
    """Forget a benefit that ended before its time: the disease may be granted again, and counts no more."""
    del cause
    beneficiary = state or Beneficiary()
    left = tuple(benefit for benefit in beneficiary.benefits if benefit.application != told.application)
    return Decision(replace(beneficiary, benefits=left), answer=Answer(LeavingNoted()))
