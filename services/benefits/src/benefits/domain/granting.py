"""An approval becomes an entitlement: once submission and approval are both heard, the beneficiary is asked for it."""

from dataclasses import replace
from datetime import date

from chassis.decision import Cause, Decision, Effect, Exhausted
from contracts.event import Part
from contracts.events.benefits import EntitlementGranted, EntitlementRefused
from contracts.events.intake import ApplicationSubmitted
from contracts.events.review import CaseClosed, ReviewDecided
from contracts.vocabulary import Outcome, Verdict
from policy.calendar import local

from benefits.domain import choosing, lasting
from benefits.domain.entitlement import Application, Approval, Assessment, Entitlement, Grant
from benefits.domain.holding import BenefitAnswer, BenefitAsked

Decided = Decision[Entitlement]


class AskForBenefit(Part):
    """An effect: ask the beneficiary whether the person may have it."""

    question: BenefitAsked


class BenefitDecided(Part):
    """The effect's result."""

    answer: BenefitAnswer


def note_the_application(state: Entitlement | None, body: ApplicationSubmitted, cause: Cause) -> Decided:
    """Note who applied for what; if the approval was heard first, ask for the benefit."""
    application = Application(
        number=body.number,
        person_ref=body.person_ref,
        agent_ref=body.agent_ref,
        area=body.pooling_area,
        pack_id=body.pack.id,
        pack_version=body.pack.version,
        scheme=body.scheme,
        disease=body.disease_code,
        submitted_at=body.submitted_at,
    )
    return _asking(replace(state or Entitlement(), application=application), cause)


def note_who_approved(state: Entitlement | None, body: ReviewDecided, cause: Cause) -> Decided:
    """Note who approved, as the national registration asks; the last step's word counts."""
    del cause
    approvals = tuple(
        Assessment(each.practitioner, each.institution, date.fromisoformat(each.on))
        for each in body.assessed_by
        if each.verdict is Verdict.APPROVED
    )
    if body.verdict is not Verdict.APPROVED:
        return Decision()
    return Decision(replace(state or Entitlement(), assessments=approvals))


def note_the_end(state: Entitlement | None, body: CaseClosed, cause: Cause) -> Decided:
    """Take an approval for a benefit to be granted; what else ended grants nothing."""
    if body.outcome is not Outcome.APPROVED:
        return Decision()
    approval = Approval(body.closed_at, body.national_code)
    return _asking(replace(state or Entitlement(), approval=approval), cause)


def _asking(entitlement: Entitlement, cause: Cause) -> Decided:
    application, approval = entitlement.application, entitlement.approval
    if application is None or approval is None:
        return Decision(entitlement)
    question = BenefitAsked(
        beneficiary=application.beneficiary,
        application=cause.subject,
        pack_id=application.pack_id,
        pack_version=application.pack_version,
        disease=application.disease,
        scheme=application.scheme,
        approved_at=approval.at,
    )
    return Decision(entitlement, effects=[Effect(AskForBenefit(question=question))])


def ask_again_for_the_benefit(_: Entitlement | None, given_up: Exhausted, cause: Cause) -> Decided:
    """Ask the beneficiary once more."""
    order = AskForBenefit.model_validate_json(given_up.body)
    return Decision(effects=[Effect(order, key=f"again:{cause.message_id}")])


def note_what_is_granted(state: Entitlement | None, body: BenefitDecided, cause: Cause) -> Decided:
    """Grant what the beneficiary may have, from its first day on; or say why an approval grants nothing."""
    if state is None or state.application is None or state.approval is None or state.is_decided:
        return Decision()
    return _granted(state, state.application, state.approval, body.answer, cause)


def _granted(
    state: Entitlement, application: Application, approval: Approval, answer: BenefitAnswer, cause: Cause
) -> Decided:
    if answer.start is None:
        refused = EntitlementRefused(
            person_ref=application.person_ref,
            reason=answer.refused or "REFUSED",
            since=answer.since,
            refused_at=cause.now,
        )
        without = choosing.settle(replace(state, refused=refused.reason), cause)
        return replace(without, emit=[refused, *without.emit])
    granted = EntitlementGranted(
        person_ref=application.person_ref,
        pooling_area=application.area,
        scheme=application.scheme,
        disease_code=application.disease,
        national_code=approval.national_code,
        start=answer.start,
        end=answer.end,
        granted_at=cause.now,
    )
    grant = Grant(
        start=date.fromisoformat(answer.start),
        end=date.fromisoformat(answer.end) if answer.end else None,
        granted_on=local(cause.now).date(),
        granted_at=cause.now,
        notice_days=answer.notice_days,
    )
    settled = choosing.settle(replace(state, grant=grant), cause)
    return replace(settled, emit=[granted, *settled.emit], timers=lasting.timers_of(grant, cause.now))
