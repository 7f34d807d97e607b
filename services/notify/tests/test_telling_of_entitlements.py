"""Recertification, hospitals and endings: told once by each medium, whatever they are told before."""

from uuid import UUID

import pytest
from chassis.testing.harness import Harness
from contracts.event import Event
from contracts.events.benefits import (
    DesignatedHospitalChosen,
    DesignatedHospitalLeft,
    EntitlementEnded,
    EntitlementRefused,
    HospitalChoiceRefused,
    RecertificationDue,
)
from contracts.events.notices import AppMessageDue
from contracts.ids import uuid7
from notify.domain.correspondence import Correspondence
from notify.domain.sms import SendSms

from .story import AGENT, PERSON, TEN, submitted

HOSPITAL = "H52020199001"


def hospital(instead_of: str | None = None) -> DesignatedHospitalChosen:
    return DesignatedHospitalChosen(
        person_ref=PERSON,
        hospital=HOSPITAL,
        effective_from="2026-11-25",
        change_of_year=1,
        instead_of=instead_of,
    )


SAID: dict[str, tuple[Event, int, str]] = {
    "nothing granted": (
        EntitlementRefused(person_ref=PERSON, reason="ALREADY_ENTITLED", refused_at=TEN),
        2,
        "未新增待遇",
    ),
    "over": (EntitlementEnded(person_ref=PERSON, reason="EXPIRED", ended_at=TEN), 1, "已终止"),
    "due": (RecertificationDue(person_ref=PERSON, due_on="2031-11-24"), 1, "2031年11月24日到期"),
    "chosen": (hospital(), 1, "已登记，自2026年11月25日起生效"),
    "changed": (hospital(instead_of="H52020199002"), 1, "已变更，自2026年11月25日起生效"),
    "left": (
        DesignatedHospitalLeft(person_ref=PERSON, hospital=HOSPITAL, left_on="2026-12-15"),
        1,
        "您的就诊医院自2026年12月15日起",
    ),
    "refused": (
        HospitalChoiceRefused(
            person_ref=PERSON,
            hospital=HOSPITAL,
            code="CHANGE_QUOTA_USED",
            next_possible="2027-01-01",
            refused_at=TEN,
        ),
        1,
        "未能登记或变更",
    ),
}


def texts(notify: Harness[Correspondence]) -> tuple[list[str], list[str]]:
    sms = [pending.body.text for pending in notify.effects if isinstance(pending.body, SendSms)]
    return sms, [due.text for due in notify.events(AppMessageDue)]


@pytest.mark.parametrize("what", SAID)
@pytest.mark.parametrize("is_early", [False, True])
async def test_each_is_told_once_by_app_and_sms(notify: Harness[Correspondence], what: str, is_early: bool) -> None:  # noqa: FBT001
    application: UUID = uuid7()
    event, by_sms, words = SAID[what]
    heard = [submitted(agent=AGENT), event]
    for each in reversed(heard) if is_early else heard:
        await notify.event(each, application)
    sms, messages = texts(notify)
    assert len([text for text in sms if words in text]) == by_sms
    assert len([text for text in messages if words in text]) == 1
    assert all(len(text) <= 70 for text in sms)
    assert not [text for text in sms + messages if "哮喘" in text or HOSPITAL in text]


async def test_a_refusal_says_when_the_hospital_may_be_changed(notify: Harness[Correspondence]) -> None:
    application = uuid7()
    for event in (submitted(), SAID["refused"][0]):
        await notify.event(event, application)
    assert texts(notify)[1][-1].endswith("2027年1月1日起可再次变更。")


async def test_nobody_is_written_to_who_died(notify: Harness[Correspondence]) -> None:
    application = uuid7()
    await notify.event(submitted(), application)
    before = texts(notify)
    await notify.event(EntitlementEnded(person_ref=PERSON, reason="DIED", ended_at=TEN), application)
    assert texts(notify) == before


async def test_who_has_to_choose_another_hospital_reads_that_it_costs_no_change(
    notify: Harness[Correspondence],
) -> None:
    application = uuid7()
    for event in (submitted(), SAID["left"][0]):
        await notify.event(event, application)
    assert texts(notify)[1][-1].endswith("不计入年度变更次数。")
