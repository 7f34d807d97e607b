"""Answers to institutions: the same words over HTTP and over Kafka."""

from chassis.decision import Answer, Cause, Emit, Refused
from chassis.process import Asked
from contracts.events.review import VerdictAccepted, VerdictRefused

from review.domain.standing import Act


def accepted(body: Act, cause: Cause) -> Answer:
    """Return the plain answer: it took effect."""
    return Answer(VerdictAccepted(request_id=cause.message_id, request=body.type_name(), task_id=body.task_id))


def answer_the_institution(asked: Asked, outcome: Answer | Refused) -> Emit | None:
    """Return what an institution on Kafka hears of what it sent."""
    if isinstance(outcome, Refused):
        return Emit(_refused(asked, outcome), asked.caller)
    return Emit(outcome.body, asked.caller) if isinstance(outcome.body, VerdictAccepted) else None


def _refused(asked: Asked, refused: Refused) -> VerdictRefused:
    return VerdictRefused(
        request_id=asked.request_id,
        request=asked.request,
        task_id=getattr(asked.body, "task_id", None),
        code=refused.code,
        detail=refused.text,
    )
