"""What the channels are told: where the application stands now, whole each time."""

from chassis.decision import Emit
from contracts.events.updates import ProgressChanged
from contracts.vocabulary import ApplicationState

from intake.domain.application import Application


def progress(application: Application) -> ProgressChanged:
    """Return all that a person needs to know of where their application stands."""
    awaiting = application.status is ApplicationState.AWAITING_SUPPLEMENT
    supplement = application.supplement if awaiting else None
    term, ending = application.term, application.ending
    return ProgressChanged(
        state=application.status,
        number=application.number or None,
        at=application.changed_at,
        items=application.items,
        round=supplement.round if supplement else None,
        answer_by=supplement.answer_by if supplement else None,
        decide_by=term.decide_by,
        decide_by_is_provisional=term.provisional,
        expected_by=term.expected_by,
        overdue=term.overdue,
        outcome=ending.outcome,
        benefit_start=ending.benefit_start,
        reasons=ending.reasons,
    )


def tell(application: Application) -> list[Emit]:
    """Return the news for every channel that follows the application."""
    news = progress(application)
    return [Emit(news, channel) for channel in application.channels]
