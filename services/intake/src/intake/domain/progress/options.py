"""What a person can do about their application now."""

from contracts.vocabulary import ApplicationState as State
from contracts.vocabulary import PersonAction as Do
from policy.pack import Pack

from intake.domain.application import Application
from intake.domain.progress.holding import waits_for_the_person

_ALWAYS = {
    State.DRAFT: (Do.UPLOAD_PAPERS, Do.LODGE, Do.WITHDRAW),
    State.LODGED: (Do.WITHDRAW,),
    State.NOT_ACCEPTED: (Do.UPLOAD_PAPERS, Do.LODGE, Do.WITHDRAW),
    State.SUBMITTED: (Do.WITHDRAW,),
    State.IN_REVIEW: (Do.WITHDRAW,),
    State.AWAITING_SUPPLEMENT: (Do.UPLOAD_PAPERS, Do.SUPPLEMENT, Do.WITHDRAW),
    State.APPROVED: (Do.CHOOSE_HOSPITAL,),
    State.REJECTED: (Do.APPLY_AGAIN, Do.OBJECT),
    State.WITHDRAWN: (Do.APPLY_AGAIN,),
    State.LAPSED: (Do.APPLY_AGAIN,),
    State.EXPIRED: (Do.APPLY_AGAIN,),
    State.JOINED: (Do.SEE_THE_OPEN_ONE,),
}


def can_do(pack: Pack, application: Application) -> tuple[Do, ...]:
    """Return what is open to the person, by the state and by what the city offers."""
    return tuple(action for action in _ALWAYS[application.status] if _is_open(pack, application, action))


def _is_open(pack: Pack, application: Application, action: Do) -> bool:
    match action:
        case Do.WITHDRAW:
            return application.withdrawal is None
        case Do.CHOOSE_HOSPITAL:
            return (
                pack.designated_hospital is not None and application.benefit.over is None and not application.choosing
            )
        case Do.UPLOAD_PAPERS | Do.SUPPLEMENT if application.status is State.AWAITING_SUPPLEMENT:
            return waits_for_the_person(application)
    return True
