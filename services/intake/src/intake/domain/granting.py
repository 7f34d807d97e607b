"""What benefits makes of an approval, as the applicant sees it."""

from dataclasses import replace

from chassis.decision import Cause, Decision
from contracts.events.benefits import EntitlementEnded, EntitlementGranted, EntitlementRefused
from contracts.vocabulary import ApplicationState
from policy.registry import Packs

from intake.domain.application import Application, Benefit
from intake.domain.progress import progress, tell


def show_the_benefit(
    packs: Packs, state: Application | None, body: EntitlementGranted, cause: Cause
) -> Decision[Application]:
    """Note from when the benefit holds and until when; tell it where it is more than the approval said."""
    return _noted(packs, state, Benefit(start=body.start, end=body.end), cause)


def show_why_nothing_is_granted(
    packs: Packs, state: Application | None, body: EntitlementRefused, cause: Cause
) -> Decision[Application]:
    """Tell that the approval adds no benefit, and why."""
    return _noted(packs, state, Benefit(over=body.reason), cause)


def show_that_it_is_over(
    packs: Packs, state: Application | None, body: EntitlementEnded, cause: Cause
) -> Decision[Application]:
    """Tell that the benefit is over, and why."""
    return _noted(packs, state, replace(state.benefit, over=body.reason) if state else Benefit(), cause)


def _noted(packs: Packs, state: Application | None, benefit: Benefit, cause: Cause) -> Decision[Application]:
    """Keep it; tell it if a person would see anything new. Before the approval is heard, that says it all."""
    if state is None:
        return Decision()
    noted = replace(state, benefit=benefit)
    if state.status is not ApplicationState.APPROVED or progress(packs, noted) == progress(packs, state):
        return Decision(noted)
    told = replace(noted, changed_at=cause.now)
    return Decision(told, emit=tell(packs, told, state))
