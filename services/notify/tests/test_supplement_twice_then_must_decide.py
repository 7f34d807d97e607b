"""S1, as the applicant hears it: 1 submitted, 2 requests, 2 received, 1 result, each once by each medium."""

from collections import Counter

from chassis.testing.harness import Harness
from contracts.events.notices import AppMessageDue
from contracts.events.review import ReviewResumed
from contracts.ids import uuid7
from contracts.vocabulary import Medium
from notify.consumers import process
from notify.domain.sms import SendSms
from policy.registry import load_packs

from .story import HOSPITAL, TEN, closed, submitted, supplement_requested


async def test_supplement_twice_then_must_decide() -> None:
    notify, application = Harness(process(load_packs()), now=TEN), uuid7()
    await notify.event(submitted(), application)
    for round_ in (1, 2):
        asked = supplement_requested().model_copy(update={"round": round_})
        await notify.event(asked, application)
        await notify.event(ReviewResumed(round=round_ + 1, institution=HOSPITAL, decide_by=TEN), application)
    await notify.event(closed(), application)
    state = notify.state(application)
    assert state is not None
    told = Counter((notice.step.value, notice.medium) for notice in state.notices)
    by_app = {"submitted": 1, "supplement_requested": 2, "supplement_received": 2, "approved": 1}
    assert {step: count for (step, medium), count in told.items() if medium is Medium.APP} == by_app
    assert len(notify.events(AppMessageDue)) == 6
    by_sms = {"submitted": 1, "supplement_requested": 2, "approved": 1}
    assert {step: count for (step, medium), count in told.items() if medium is Medium.SMS} == by_sms
    assert len({pending.id for pending in notify.effects if isinstance(pending.body, SendSms)}) == 4
