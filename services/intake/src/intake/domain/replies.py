"""Answers to requests: the same words over HTTP and over Kafka."""

from chassis.decision import Answer, Cause, Emit, Refused
from chassis.process import Asked
from contracts.event import Event
from contracts.events.requests import MessageReceipt
from contracts.events.updates import RequestAccepted, RequestRefused

from intake.domain.application import Application
from intake.domain.progress.uploading import state_for


def accepted(application: Application, body: Event, cause: Cause) -> Answer:
    """Return the plain answer: taken, and where the application stands."""
    return Answer(
        RequestAccepted(
            request_id=cause.message_id,
            request=body.type_name(),
            state=state_for(application, cause.actor),
            number=application.number or None,
        )
    )


def refusal(refused: Refused, asked: Asked) -> RequestRefused:
    """Return a refusal as the event that a channel hears."""
    return RequestRefused(request_id=asked.request_id, request=asked.request, code=refused.code, detail=refused.text)


def answer_the_channel(asked: Asked, outcome: Answer | Refused) -> Emit | None:
    """Return what a channel on Kafka hears of its request. A receipt that was taken needs no answer."""
    if isinstance(outcome, Refused):
        return Emit(refusal(outcome, asked), asked.caller)
    if asked.request == MessageReceipt.type_name() or not isinstance(outcome.body, RequestAccepted):
        return None
    return Emit(outcome.body, asked.caller)
