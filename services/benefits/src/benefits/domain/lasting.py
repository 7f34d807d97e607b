"""How long an entitlement lasts: told before its end to renew the proof (复审), ended by time or by the agency."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from chassis.decision import Answer, Cause, ClearTimer, Decision, Effect, Exhausted, NotFound, SetTimer, Timer
from contracts.event import Part
from contracts.events.benefits import EntitlementEnded, RecertificationDue
from policy.calendar import moment

from benefits.domain import refusals
from benefits.domain.entitlement import Ending, Entitlement, Grant, TimerKind
from benefits.domain.holding import LeavingNoted, LeavingTold, RenewalNoted, RenewalTold

NOTICE_AT = time(9)
"""Nobody is woken by a reminder that has weeks."""

EXPIRED = "EXPIRED"
_DAY = timedelta(days=1)


class EndReason(StrEnum):
    """Why the agency ends an entitlement before its time."""

    GIVEN_UP = "GIVEN_UP"
    MOVED_AWAY = "MOVED_AWAY"
    DIED = "DIED"
    REVOKED = "REVOKED"


class EndEntitlement(Part):
    """An operator's order: the entitlement is over, and why."""

    reason: EndReason


class EntitlementOver(Part):
    """The answer to it."""

    reason: str


class SayItIsOver(Part):
    """An effect: tell the beneficiary that the person has one benefit less."""

    told: LeavingTold


def timers_of(grant: Grant, now: datetime) -> list[SetTimer | ClearTimer]:
    """Return what to wait for: the next notice, and midnight after the last day."""
    if grant.end is None:
        return []
    return [SetTimer(TimerKind.END, moment(grant.end + _DAY)), _next_notice(grant, now)]


def _next_notice(grant: Grant, now: datetime) -> SetTimer | ClearTimer:
    """Return when to tell next; what was missed (a grant that is shorter than its first notice) isn't caught up."""
    if grant.end is None:
        return ClearTimer(TimerKind.RECERTIFICATION)
    days = (moment(grant.end - timedelta(days=before), NOTICE_AT) for before in grant.notice_days)
    later = min((at for at in days if at > now), default=None)
    return SetTimer(TimerKind.RECERTIFICATION, later) if later else ClearTimer(TimerKind.RECERTIFICATION)


def tell_to_recertify(state: Entitlement | None, timer: Timer, cause: Cause) -> Decision[Entitlement]:
    """Say that the proof has to be renewed before the last day, and wait for the next such day."""
    if state is None or state.application is None or state.grant is None or not state.in_force:
        return Decision()
    end = state.grant.end
    if end is None:
        return Decision()
    due = RecertificationDue(person_ref=state.application.person_ref, due_on=end.isoformat())
    return Decision(emit=[due], timers=[_next_notice(state.grant, max(timer.due_at, cause.now))])


def note_the_renewal(state: Entitlement | None, _: RenewalTold, __: Cause) -> Decision[Entitlement]:
    """Tell nobody any more to renew a proof that was renewed."""
    del state
    return Decision(timers=[ClearTimer(TimerKind.RECERTIFICATION)], answer=Answer(RenewalNoted()))


def let_it_expire(state: Entitlement | None, _: Timer, cause: Cause) -> Decision[Entitlement]:
    """End what was granted for a time when its last day is over."""
    if state is None or state.application is None or not state.in_force:
        return Decision()
    return _ended(state, state.application.person_ref, EXPIRED, cause)


def end_the_entitlement(state: Entitlement | None, order: EndEntitlement, cause: Cause) -> Decision[Entitlement]:
    """End an entitlement before its time, by the agency's order. The same order again changes nothing."""
    if state is None or state.application is None or state.grant is None:
        raise NotFound
    if state.ending is not None:
        if state.ending.reason != order.reason:
            raise refusals.AlreadyEnded(reason=state.ending.reason)
        return Decision(answer=Answer(EntitlementOver(reason=order.reason)))
    leaving = LeavingTold(beneficiary=state.application.beneficiary, application=cause.subject)
    return replace(
        _ended(state, state.application.person_ref, order.reason, cause),
        effects=[Effect(SayItIsOver(told=leaving))],
        answer=Answer(EntitlementOver(reason=order.reason)),
    )


def _ended(state: Entitlement, person: UUID, reason: str, cause: Cause) -> Decision[Entitlement]:
    ended = EntitlementEnded(person_ref=person, reason=reason, ended_at=cause.now)
    moot = (ClearTimer(TimerKind.RECERTIFICATION), ClearTimer(TimerKind.END))
    return Decision(replace(state, ending=Ending(reason, cause.now)), emit=[ended], timers=moot)


def say_again_that_it_is_over(_: Entitlement | None, given_up: Exhausted, cause: Cause) -> Decision[Entitlement]:
    """Tell the beneficiary once more."""
    order = SayItIsOver.model_validate_json(given_up.body)
    return Decision(effects=[Effect(order, key=f"again:{cause.message_id}")])


def note_that_it_is_known(_: Entitlement | None, __: LeavingNoted, ___: Cause) -> Decision[Entitlement]:
    """Leave everything as it is: the beneficiary knows."""
    return Decision()
