"""App messages: passed on to the channel that has the person, which says what became of them."""

from dataclasses import replace

from chassis.decision import Cause, Decision, Emit, NotFound
from contracts.events.intake import MessageReceived
from contracts.events.notices import AppMessageDue
from contracts.events.requests import MessageReceipt
from contracts.events.updates import MessageDue

from intake.domain.application import Application, followed_by, uploads_only
from intake.domain.replies import accepted


def pass_on_the_message(state: Application | None, body: AppMessageDue, cause: Cause) -> Decision[Application]:
    """Ask the channel that has the person to show a message; a city doesn't hold the keys to anybody's app.

    A hospital that uploaded for somebody shows nobody anything.
    """
    del cause
    if state is None or uploads_only(state, body.channel):
        return Decision()
    message = MessageDue(notice_id=body.notice_id, recipient_ref=body.recipient_ref, title=body.title, text=body.text)
    passed_on = replace(state, notices={**state.notices, body.notice_id: body.channel})
    return Decision(state=passed_on, emit=[Emit(message, body.channel)])


def take_the_receipt(state: Application | None, body: MessageReceipt, cause: Cause) -> Decision[Application]:
    """Hear from the channel what became of a message that it, and no other, was asked to show."""
    application = followed_by(state, cause.actor)
    if application.notices.get(body.notice_id) != cause.actor:
        raise NotFound
    received = MessageReceived(notice_id=body.notice_id, status=body.status, at=body.at)
    return Decision(emit=[received], answer=accepted(application, body, cause))
