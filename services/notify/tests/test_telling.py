"""Who is told what: each step, each recipient, each medium, once."""

from uuid import UUID

import pytest
from chassis.testing.harness import Harness
from contracts.events.intake import ApplicationJoined, ApplicationNotAccepted, ApplicationSubmitted
from contracts.events.notices import AppMessageDue
from contracts.ids import uuid7
from contracts.vocabulary import Medium, Outcome, Route
from notify.domain.correspondence import Correspondence
from notify.domain.sms import SendSms

from .story import (
    AGENCY,
    AGENT,
    HOSPITAL,
    NUMBER,
    PERSON,
    approaching,
    closed,
    missed,
    not_accepted,
    outstanding,
    submitted,
    supplement_requested,
)


def sms_of(notify: Harness[Correspondence]) -> list[SendSms]:
    return [pending.body for pending in notify.effects if isinstance(pending.body, SendSms)]


async def test_the_number_is_told_by_app_and_sms(notify: Harness[Correspondence], application: UUID) -> None:
    await notify.event(submitted(), application)
    (message,), (sms,) = notify.events(AppMessageDue), sms_of(notify)
    assert (message.channel, message.recipient_ref) == ("gz-app", PERSON)
    assert NUMBER in sms.text
    assert sms.person_ref == PERSON


@pytest.mark.parametrize("heard", [submitted(), not_accepted()], ids=["submitted", "not_accepted"])
async def test_of_what_a_hospital_elsewhere_uploaded_the_person_is_told_by_sms_until_they_come_themselves(
    notify: Harness[Correspondence], application: UUID, heard: ApplicationSubmitted | ApplicationNotAccepted
) -> None:
    uploaded = heard.model_copy(update={"channel": "H51010500001", "route": Route.REMOTE_HOSPITAL})
    await notify.event(uploaded, application)
    assert [sms.person_ref for sms in sms_of(notify)] == [PERSON]
    assert not notify.events(AppMessageDue)
    await notify.event(ApplicationJoined(open_application=application, channel="gz-app"), uuid7())
    await notify.event(closed(), application)
    assert [message.channel for message in notify.events(AppMessageDue)] == ["gz-app"]


async def test_an_agent_is_told_too_unless_the_number_is_the_same(
    notify: Harness[Correspondence], application: UUID
) -> None:
    await notify.event(submitted(agent=AGENT), application)
    to_person, to_agent = sms_of(notify)
    assert (to_agent.person_ref, to_agent.unless_same_as) == (AGENT, PERSON)
    assert to_person.unless_same_as is None


@pytest.mark.parametrize("outcome", list(Outcome))
async def test_no_notice_names_the_disease(
    notify: Harness[Correspondence], application: UUID, outcome: Outcome
) -> None:
    for event in (submitted(agent=AGENT), supplement_requested(), outstanding(), missed(), closed(outcome)):
        await notify.event(event, application)
    texts = [sms.text for sms in sms_of(notify)] + [due.text + due.title for due in notify.events(AppMessageDue)]
    assert not [text for text in texts if "哮喘" in text or "asthma" in text]
    assert all(len(sms.text) <= 70 for sms in sms_of(notify))


async def test_what_is_heard_too_early_is_told_when_it_is_known_whom_to_tell(
    notify: Harness[Correspondence], application: UUID
) -> None:
    await notify.event(supplement_requested(), application)
    await notify.event(closed(), application)
    assert notify.effects == []
    await notify.event(submitted(), application)
    state = notify.state(application)
    assert state is not None
    steps = [notice.step.value for notice in state.notices if notice.medium is Medium.SMS]
    assert steps == ["submitted", "supplement_requested", "approved"]


async def test_what_came_twice_before_it_was_known_whom_to_tell_is_told_twice(
    notify: Harness[Correspondence], application: UUID
) -> None:
    for _ in range(2):
        await notify.event(supplement_requested(), application)
    await notify.event(submitted(), application)
    messages = notify.events(AppMessageDue)
    assert [message.title for message in messages] == ["申请已提交", "材料需补正", "材料需补正"]
    assert len({message.notice_id for message in messages}) == 3
    assert len({sms.notice_id for sms in sms_of(notify)}) == 3


async def test_the_one_time_notice_tells_how_many_things_are_missing(
    notify: Harness[Correspondence], application: UUID
) -> None:
    await notify.event(not_accepted(), application)
    assert "2" in sms_of(notify)[0].text


async def test_who_was_asked_for_papers_is_reminded_of_how_many_and_until_when(
    notify: Harness[Correspondence], application: UUID
) -> None:
    await notify.event(submitted(agent=AGENT), application)
    await notify.event(outstanding(), application)
    message, (*_, to_person, to_agent) = notify.events(AppMessageDue)[-1], sms_of(notify)
    assert message.title == "补正即将到期"
    assert (to_person.person_ref, to_agent.person_ref) == (PERSON, AGENT)
    for text in (message.text, to_person.text, to_agent.text):
        assert "2项" in text
        assert "12月9日" in text


async def test_a_delay_is_told_to_the_applicant_and_to_the_agency(
    notify: Harness[Correspondence], application: UUID
) -> None:
    await notify.event(submitted(), application)
    await notify.event(missed(), application)
    assert [sms.on_duty_at for sms in sms_of(notify)] == [None, None, AGENCY]


async def test_the_reviewer_on_duty_is_reminded(notify: Harness[Correspondence], application: UUID) -> None:
    await notify.event(submitted(), application)
    await notify.event(approaching(), application)
    assert sms_of(notify)[-1].on_duty_at == HOSPITAL


async def test_app_messages_go_to_the_channel_used_last(notify: Harness[Correspondence], application: UUID) -> None:
    await notify.event(submitted(), application)
    joined = ApplicationJoined(open_application=application, channel="gz-wechat")
    await notify.event(joined, uuid7())
    await notify.event(closed(), application)
    assert [due.channel for due in notify.events(AppMessageDue)] == ["gz-app", "gz-wechat"]
