"""What was never submitted comes to an end: its time is over, it is withdrawn, or what it names is unknown."""

from collections.abc import Sequence
from dataclasses import replace

from chassis.decision import Cause, ClearTimer, Decision, Emit, Refused, SetTimer, Timer
from contracts.events.intake import DraftExpired
from contracts.events.requests import DraftOpened
from contracts.events.updates import RequestRefused
from contracts.vocabulary import ApplicationState
from policy.pack import Pack
from policy.registry import Packs

from intake.domain import refusals
from intake.domain.application import Application, Ending, TimerKind
from intake.domain.progress import tell


def expiry(packs: Packs, pack: Pack, cause: Cause) -> SetTimer:
    """Return the timer that lets a draft go at the end of its time, counted from now."""
    return SetTimer(TimerKind.DRAFT_EXPIRY, cause.now + pack.draft.expires_after_days * packs.calendar_of(pack).day)


def expire_draft(packs: Packs, state: Application | None, timer: Timer, cause: Cause) -> Decision[Application]:
    """Let a draft go that was not lodged in its time; its papers may go, too."""
    del timer
    if state is None or state.status not in (ApplicationState.DRAFT, ApplicationState.NOT_ACCEPTED):
        return Decision()
    return close_draft(packs, state, ApplicationState.EXPIRED, cause)


def close_draft(
    packs: Packs, draft: Application, status: ApplicationState, cause: Cause, first: Sequence[Emit] = ()
) -> Decision[Application]:
    """End what was never submitted: tell its channels, let its papers go, free the key for another application."""
    closed = replace(draft, status=status, items=(), handover=None, changed_at=cause.now)
    return Decision(
        state=closed,
        emit=[*first, DraftExpired(expired_at=cause.now), *tell(packs, closed)],
        timers=[ClearTimer(kind) for kind in TimerKind],
        release=[closed.open_key],
    )


def refuse_draft(packs: Packs, draft: Application, refused: Refused, cause: Cause) -> Decision[Application]:
    """End a draft that a rule is against which could only be looked up after it was opened; tell who opened it."""
    answer = RequestRefused(
        request_id=draft.opened_by, request=DraftOpened.type_name(), code=refused.code, detail=refused.text
    )
    ended = replace(draft, ending=Ending(reasons=(refused.code,)))
    return close_draft(packs, ended, ApplicationState.EXPIRED, cause, [Emit(answer, draft.channels[0])])


def why_gone(draft: Application) -> Refused:
    """Return why an expired draft can't be used any more."""
    reasons = draft.ending.reasons
    return refusals.refusal_of(reasons[0]) if reasons else refusals.DraftExpired()
