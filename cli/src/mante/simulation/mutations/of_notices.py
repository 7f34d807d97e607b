"""Bugs of what people are told: never, twice, or with what nobody but they may know."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

import structlog
from chassis.decision import Cause, Decision
from chassis.storage import Job
from contracts.vocabulary import Medium
from notify import effects
from notify.domain import hearing, telling
from notify.domain.correspondence import Correspondence, Occasion
from notify.domain.sms import FindReceipt, ReceiptFound, SendSms, SmsOutcome, SmsSent
from notify.effects import SmsWorker
from policy.registry import Packs

from mante.simulation.mutations.mutation import Mutation, Patch


def _sends_again_on_a_guess() -> list[Patch]:
    right = SmsWorker.send_sms

    async def send_sms(self: SmsWorker, sms: SendSms, job: Job) -> SmsSent:
        return await right(self, sms, replace(job, fence=1))

    return [(effects.SmsWorker, "send_sms", send_sms)]


def _names_each_try_anew() -> list[Patch]:
    right = SmsWorker.send_sms

    async def send_sms(self: SmsWorker, sms: SendSms, job: Job) -> SmsSent:
        about = self.gateway.about  # type: ignore[attr-defined]
        other = UUID(int=sms.notice_id.int ^ job.fence)
        about[other] = about[sms.notice_id]
        sent = await right(self, sms.model_copy(update={"notice_id": other}), job)
        return sent.model_copy(update={"notice_id": sms.notice_id})

    return [(effects.SmsWorker, "send_sms", send_sms)]


def _takes_a_time_out_for_sent() -> list[Patch]:
    right = SmsWorker.send_sms

    async def send_sms(self: SmsWorker, sms: SendSms, job: Job) -> SmsSent:
        if not job.is_first:
            return SmsSent(notice_id=sms.notice_id, outcome=SmsOutcome.TAKEN)
        return await right(self, sms, job)

    return [(effects.SmsWorker, "send_sms", send_sms)]


def _tells_the_telephone() -> list[Patch]:
    right = SmsWorker.send_sms

    async def send_sms(self: SmsWorker, sms: SendSms, job: Job) -> SmsSent:
        sent = await right(self, sms, job)
        phone = await self._number(sms) or ""
        return sent.model_copy(update={"reason": phone})

    return [(effects.SmsWorker, "send_sms", send_sms)]


def _logs_the_telephone() -> list[Patch]:
    right = SmsWorker.send_sms

    async def send_sms(self: SmsWorker, sms: SendSms, job: Job) -> SmsSent:
        structlog.get_logger().info("sms.sending", to=await self._number(sms))
        return await right(self, sms, job)

    return [(effects.SmsWorker, "send_sms", send_sms)]


def _forgets_what_it_hears_early() -> list[Patch]:
    right = telling.tell

    def tell(
        packs: Packs, known: Correspondence, occasions: Sequence[Occasion], cause: Cause
    ) -> Decision[Correspondence]:
        return Decision(known) if known.addressee is None else right(packs, known, occasions, cause)

    return [(hearing, "tell", tell)]


def _asks_nobody_for_receipts() -> list[Patch]:
    async def find_receipt(_: SmsWorker, lost: FindReceipt, __: Job) -> ReceiptFound:
        return ReceiptFound(notice_id=lost.notice_id, delivered=None)

    return [(effects.SmsWorker, "find_receipt", find_receipt)]


def _tells_every_channel() -> list[Patch]:
    right = telling._owed  # noqa: SLF001 - a bug knows no privacy

    def owed(sheet: telling._Sheet, cause: Cause) -> Iterator[telling._Owed]:
        for one in right(sheet, cause):
            for _ in sheet.correspondence.channels if one.notice.medium is Medium.APP else "1":
                yield one

    return [(telling, "_owed", owed)]


MUTATIONS = (
    Mutation(
        "sends-again-on-a-guess",
        "a message whose outcome is unknown is sent again without asking the gateway",
        frozenset({"no_message_is_sent_twice"}),
        _sends_again_on_a_guess,
    ),
    Mutation(
        "names-each-try-anew",
        "each try of a message has another id for the gateway",
        frozenset({"as_many_messages_as_are_owed"}),
        _names_each_try_anew,
    ),
    Mutation(
        "takes-a-time-out-for-sent",
        "a message that the gateway never took counts as sent",
        frozenset({"every_message_was_sent"}),
        _takes_a_time_out_for_sent,
    ),
    Mutation(
        "tells-the-telephone",
        "the number that a message went to is kept with it",
        frozenset({"nothing_personal_is_seen"}),
        _tells_the_telephone,
    ),
    Mutation(
        "logs-the-telephone",
        "the number that a message goes to is in a line of the log",
        frozenset({"nothing_personal_is_logged"}),
        _logs_the_telephone,
    ),
    Mutation(
        "forgets-what-it-hears-early",
        "what is heard before it is known whom to tell is told to nobody",
        frozenset({"every_step_is_told"}),
        _forgets_what_it_hears_early,
    ),
    Mutation(
        "asks-nobody-for-receipts",
        "a message whose receipt was lost counts as failed, though the gateway knows that it arrived",
        frozenset({"what_arrived_is_not_told_as_failed"}),
        _asks_nobody_for_receipts,
    ),
    Mutation(
        "tells-every-channel",
        "each channel that ever followed an application is to show each message",
        frozenset({"no_app_message_is_due_twice"}),
        _tells_every_channel,
    ),
)
