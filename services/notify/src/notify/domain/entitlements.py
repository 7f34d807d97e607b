"""What became of an approval and of the hospital, and who is to hear of it. The hospital isn't named."""

from datetime import date

from chassis.decision import Cause, Decision
from contracts.events.benefits import (
    DesignatedHospitalChosen,
    DesignatedHospitalLeft,
    EntitlementEnded,
    EntitlementRefused,
    HospitalChoiceRefused,
    RecertificationDue,
)
from policy.notices import NoticeStep
from policy.registry import Packs
from policy.wording import Values

from notify.domain.correspondence import Correspondence, Occasion
from notify.domain.telling import tell

DIED = "DIED"
Told = Decision[Correspondence]


def tell_that_nothing_is_granted(
    packs: Packs, correspondence: Correspondence | None, _event: EntitlementRefused, cause: Cause
) -> Told:
    """Tell that the approval adds no benefit: it was told as an approval before."""
    return _tell(packs, correspondence, Occasion(NoticeStep.ENTITLEMENT_REFUSED, Values()), cause)


def tell_that_it_is_over(
    packs: Packs, correspondence: Correspondence | None, event: EntitlementEnded, cause: Cause
) -> Told:
    """Tell that the benefit is over; nobody is written to who died."""
    if event.reason == DIED:
        return Decision()
    return _tell(packs, correspondence, Occasion(NoticeStep.ENTITLEMENT_ENDED, Values()), cause)


def remind_to_recertify(
    packs: Packs, correspondence: Correspondence | None, event: RecertificationDue, cause: Cause
) -> Told:
    """Remind of the last day before which the benefit has to be proven anew (复审)."""
    return _tell(packs, correspondence, Occasion(NoticeStep.RECERTIFICATION_DUE, _on(event.due_on)), cause)


def tell_the_hospital(
    packs: Packs, correspondence: Correspondence | None, event: DesignatedHospitalChosen, cause: Cause
) -> Told:
    """Tell from when the hospital that was asked for is the person's, the first or another."""
    step = NoticeStep.HOSPITAL_CHANGED if event.instead_of else NoticeStep.HOSPITAL_CHOSEN
    return _tell(packs, correspondence, Occasion(step, _on(event.effective_from)), cause)


def tell_that_the_hospital_stays(
    packs: Packs, correspondence: Correspondence | None, event: HospitalChoiceRefused, cause: Cause
) -> Told:
    """Tell that the hospital stays as it is, and from when it may be changed, if that is known."""
    values = _on(event.next_possible) if event.next_possible else Values()
    return _tell(packs, correspondence, Occasion(NoticeStep.HOSPITAL_REFUSED, values), cause)


def tell_that_the_hospital_left(
    packs: Packs, correspondence: Correspondence | None, event: DesignatedHospitalLeft, cause: Cause
) -> Told:
    """Tell that another hospital may be chosen, and since when the person's takes no part."""
    return _tell(packs, correspondence, Occasion(NoticeStep.HOSPITAL_LEFT, _on(event.left_on)), cause)


def _on(day: str) -> Values:
    return Values(day=date.fromisoformat(day))


def _tell(packs: Packs, correspondence: Correspondence | None, occasion: Occasion, cause: Cause) -> Told:
    return tell(packs, correspondence or Correspondence(), [occasion], cause)
