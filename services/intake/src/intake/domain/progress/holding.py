"""Who has an application in hand, by role."""

from contracts.vocabulary import ApplicationState, HeldBy, ReviewStep
from policy.pack import Pack

from intake.domain.application import Application

OF_STEP = {
    ReviewStep.HOSPITAL_REVIEW: HeldBy.HOSPITAL,
    ReviewStep.AGENCY_CHECK: HeldBy.AGENCY,
    ReviewStep.EXPERT_PANEL: HeldBy.EXPERTS,
}


def who_has_it(pack: Pack, application: Application) -> HeldBy:
    """Return whose move it is. Under review it is the step's: a hospital, the agency, its experts."""
    match application.status:
        case ApplicationState.DRAFT | ApplicationState.NOT_ACCEPTED:
            return HeldBy.APPLICANT
        case ApplicationState.LODGED:
            return HeldBy.PAPER_CHECK
        case ApplicationState.AWAITING_SUPPLEMENT:
            return HeldBy.APPLICANT if waits_for_the_person(application) else HeldBy.PAPER_CHECK
        case ApplicationState.SUBMITTED | ApplicationState.IN_REVIEW:
            return OF_STEP[application.step or pack.review_steps[0].step]
    return HeldBy.NOBODY


def waits_for_the_person(application: Application) -> bool:
    """Say whether a supplement is asked for and not handed in."""
    supplement, handover = application.supplement, application.handover
    if supplement is None or supplement.provided:
        return False
    return handover is None or not handover.waiting
