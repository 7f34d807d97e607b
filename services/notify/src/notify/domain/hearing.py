"""What happened to an application, and who is to hear of it.

Every decision here takes what it hears even before the application itself is known: topics promise no order among each
other, and no notice may be lost to that.
"""

from dataclasses import replace
from datetime import date

from chassis.decision import Cause, Decision
from contracts.events.intake import ApplicationJoined, ApplicationNotAccepted, ApplicationSubmitted
from contracts.events.review import (
    CaseClosed,
    DeadlineApproaching,
    DeadlineMissed,
    ReviewResumed,
    SupplementReminderDue,
    SupplementRequested,
    WithdrawalRefused,
)
from contracts.vocabulary import Outcome, Route
from policy.notices import NoticeStep
from policy.registry import Packs
from policy.wording import Values

from notify.domain.correspondence import Addressee, Correspondence, Occasion
from notify.domain.telling import tell

STEP_OF = {
    Outcome.APPROVED: NoticeStep.APPROVED,
    Outcome.REJECTED: NoticeStep.REJECTED,
    Outcome.WITHDRAWN: NoticeStep.WITHDRAWN,
    Outcome.LAPSED: NoticeStep.LAPSED,
}
Told = Decision[Correspondence]


def tell_of_the_submission(
    packs: Packs, correspondence: Correspondence | None, event: ApplicationSubmitted, cause: Cause
) -> Told:
    """Tell applicant and agent the application's number; then what was heard before."""
    occasion = Occasion(NoticeStep.SUBMITTED, Values())
    return _tell_the_known(packs, correspondence, event, occasion, cause)


def tell_what_is_missing(
    packs: Packs, correspondence: Correspondence | None, event: ApplicationNotAccepted, cause: Cause
) -> Told:
    """Tell once, and whole, that it was not accepted (一次性告知): how many things; the list is in the channel."""
    occasion = Occasion(NoticeStep.NOT_ACCEPTED, Values(count=len(event.items)))
    return _tell_the_known(packs, correspondence, event, occasion, cause)


def follow_the_newest_channel(correspondence: Correspondence | None, event: ApplicationJoined, _cause: Cause) -> Told:
    """Show app messages in the channel that the person used last."""
    return Decision((correspondence or Correspondence()).followed_by(event.channel))


def tell_what_to_supplement(
    packs: Packs, correspondence: Correspondence | None, event: SupplementRequested, cause: Cause
) -> Told:
    """Tell how many things are missing and until when they may be handed in."""
    values = Values(count=len(event.items), until=event.answer_by)
    return _tell(packs, correspondence, Occasion(NoticeStep.SUPPLEMENT_REQUESTED, values), cause)


def remind_of_the_supplement(
    packs: Packs, correspondence: Correspondence | None, event: SupplementReminderDue, cause: Cause
) -> Told:
    """Remind of what is still missing, and until when it may be handed in."""
    values = Values(count=event.count, until=event.answer_by)
    return _tell(packs, correspondence, Occasion(NoticeStep.SUPPLEMENT_REMINDER, values), cause)


def tell_that_the_supplement_came(
    packs: Packs, correspondence: Correspondence | None, event: ReviewResumed, cause: Cause
) -> Told:
    """Tell the new time limit: the review clock started afresh."""
    occasion = Occasion(NoticeStep.SUPPLEMENT_RECEIVED, Values(at=event.decide_by))
    return _tell(packs, correspondence, occasion, cause)


def remind_the_reviewer(
    packs: Packs, correspondence: Correspondence | None, event: DeadlineApproaching, cause: Cause
) -> Told:
    """Remind whoever is on duty at the institution that the time limit comes near."""
    values = Values(percent=event.percent, at=event.decide_by)
    occasion = Occasion(NoticeStep.DEADLINE_APPROACHING, values, event.institution)
    return _tell(packs, correspondence, occasion, cause)


def tell_of_the_delay(packs: Packs, correspondence: Correspondence | None, event: DeadlineMissed, cause: Cause) -> Told:
    """Apologise to the applicant, and tell the agency that the case is overdue."""
    apology = Occasion(NoticeStep.OVERDUE, Values())
    escalation = Occasion(NoticeStep.DEADLINE_MISSED, Values(), event.escalated_to)
    return tell(packs, correspondence or Correspondence(), [apology, escalation], cause)


def tell_how_it_ended(packs: Packs, correspondence: Correspondence | None, event: CaseClosed, cause: Cause) -> Told:
    """Tell the outcome; on approval, the day from which the benefit holds. Never the disease."""
    day = date.fromisoformat(event.benefit_start) if event.benefit_start else None
    return _tell(packs, correspondence, Occasion(STEP_OF[event.outcome], Values(day=day)), cause)


def tell_that_it_was_too_late(
    packs: Packs, correspondence: Correspondence | None, _event: WithdrawalRefused, cause: Cause
) -> Told:
    """Tell that the withdrawal came after the decision."""
    return _tell(packs, correspondence, Occasion(NoticeStep.WITHDRAWAL_REFUSED, Values()), cause)


def _tell(packs: Packs, correspondence: Correspondence | None, occasion: Occasion, cause: Cause) -> Told:
    return tell(packs, correspondence or Correspondence(), [occasion], cause)


def _tell_the_known(
    packs: Packs,
    correspondence: Correspondence | None,
    event: ApplicationSubmitted | ApplicationNotAccepted,
    occasion: Occasion,
    cause: Cause,
) -> Told:
    addressee = Addressee(event.number, event.person_ref, event.agent_ref, event.pack)
    known = replace(correspondence or Correspondence(), addressee=addressee, early=())
    # A hospital elsewhere that uploads is no channel in which the person reads anything.
    if event.route is not Route.REMOTE_HOSPITAL and event.channel not in known.channels:
        known = replace(known, channels=(event.channel, *known.channels))
    early = correspondence.early if correspondence else ()
    return tell(packs, known, [occasion, *early], cause)
