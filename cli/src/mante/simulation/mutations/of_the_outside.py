"""Bugs of what is done outside: a message sent again on a guess, a telephone where none may be."""

from dataclasses import replace
from uuid import UUID

from chassis.storage import Job
from notify import effects
from notify.domain.sms import SendSms, SmsSent
from notify.effects import SmsWorker

from mante.simulation.mutations.mutation import Mutation, Patch


def _sends_again_on_a_guess() -> list[Patch]:
    right = SmsWorker.send_sms

    async def send_sms(self: SmsWorker, sms: SendSms, job: Job) -> SmsSent:
        return await right(self, sms, replace(job, attempt=1))

    return [(effects.SmsWorker, "send_sms", send_sms)]


def _tells_the_telephone() -> list[Patch]:
    right = SmsWorker.send_sms

    async def send_sms(self: SmsWorker, sms: SendSms, job: Job) -> SmsSent:
        sent = await right(self, sms, job)
        phone = await self._number(sms) or ""
        return sent.model_copy(update={"reason": phone})

    return [(effects.SmsWorker, "send_sms", send_sms)]


def _names_each_try_anew() -> list[Patch]:
    right = SmsWorker.send_sms

    async def send_sms(self: SmsWorker, sms: SendSms, job: Job) -> SmsSent:
        about = self.gateway.about  # type: ignore[attr-defined]
        other = UUID(int=sms.notice_id.int ^ job.attempt)
        about[other] = about[sms.notice_id]
        sent = await right(self, sms.model_copy(update={"notice_id": other}), job)
        return sent.model_copy(update={"notice_id": sms.notice_id})

    return [(effects.SmsWorker, "send_sms", send_sms)]


MUTATIONS = (
    Mutation(
        "sends-again-on-a-guess",
        "a message whose outcome is unknown is sent again without asking the gateway",
        frozenset({"no_message_is_sent_twice"}),
        _sends_again_on_a_guess,
    ),
    Mutation(
        "tells-the-telephone",
        "the number that a message went to is kept with it",
        frozenset({"nothing_personal_is_seen"}),
        _tells_the_telephone,
    ),
    Mutation(
        "names-each-try-anew",
        "each try of a message has another id for the gateway",
        frozenset({"as_many_messages_as_are_owed"}),
        _names_each_try_anew,
    ),
)
