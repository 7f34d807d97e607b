"""Every row of the sandbox's table happens, in every area that it names, seen through the public HTTP interface."""

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count

import pytest
from channel_over_http import Refused
from mante.sandbox import births
from mante.sandbox.people import YOURS, YOURS_IN_A_HURRY
from mante.sandbox.persons import somebody
from mante.sandbox.rows import LIUPANSHUI, SANDBOX, Row
from mante.sandbox.table import ROWS

from .sandboxed import OTHER_CHANNEL, Followed, Guest, eventually, of_birth, papers, sandbox

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.xdist_group("system")]
AT_ONCE = 8
PLAYED = [(row, area) for row in ROWS for area in row.areas or (LIUPANSHUI,)]


def approved(guest: Guest) -> Followed:
    application = guest.apply()
    application.reaches("approved")
    return application


def rejected(guest: Guest) -> None:
    progress = guest.apply().reaches("rejected")
    assert progress["reasons"] == ["CRITERIA_NOT_MET", "EVIDENCE_INSUFFICIENT"]


def supplement_asked(guest: Guest) -> None:
    application = guest.apply()
    asked = application.reaches("awaiting_supplement")
    assert {item["material"] for item in asked["items"]} == {"diagnosis_certificate", "test_report"}
    application.answers(1, guest.area)
    application.reaches("approved")


def supplement_asked_twice(guest: Guest) -> None:
    application = guest.apply()
    application.answers(1, guest.area)
    application.answers(2, guest.area)
    application.reaches("approved")


def withdrawn(guest: Guest) -> None:
    application = guest.apply()
    application.reaches("in_review")
    application.channel.withdraw(application.id)
    application.reaches("withdrawn")


def duplicate(guest: Guest) -> None:
    first = guest.apply()
    number = first.progress["number"]
    other = guest.channel(OTHER_CHANNEL[guest.area])
    opened = guest.draft(other)
    again = other.lodge(opened["application_id"], other.upload(opened["upload_grant"], papers(guest.area, seed=2)))
    assert (again["state"], again["joined"], again["number"]) == ("joined", first.id, number)
    first.reaches("approved")
    Followed(other, first.id).reaches("approved")


def sent_twice(guest: Guest) -> None:
    channel, key = guest.channel(), str(uuid.uuid4())
    opened = guest.draft(channel)
    body = {"papers": channel.upload(opened["upload_grant"], papers(guest.area)), "declared_true": True}
    path = f"/v1/applications/{opened['application_id']}/lodging"
    assert channel.post(path, body, key).content == channel.post(path, body, key).content
    Followed(channel, opened["application_id"]).reaches("approved")


def already_entitled(guest: Guest) -> None:
    (item,) = guest.apply().reaches("not_accepted")["items"]
    assert (item["code"], item["since"]) == ("ALREADY_ENTITLED", "2020-10-01")


def not_insured_here(guest: Guest) -> None:
    (item,) = guest.apply().reaches("not_accepted")["items"]
    assert item["code"] == "NOT_INSURED_HERE"


def lapsed(guest: Guest) -> None:
    application = guest.apply()
    application.reaches("awaiting_supplement")
    application.reaches("lapsed")
    reminders = [one for one in guest.short_messages() if "材料待补正" in one["text"]]
    assert len(reminders) == 1


def deadline_missed(guest: Guest) -> None:
    assert guest.apply().has(state="approved", overdue=True)


def draft_expires(guest: Guest) -> None:
    channel = guest.channel()
    Followed(channel, guest.draft(channel)["application_id"]).reaches("expired")


def papers_missing(guest: Guest) -> None:
    application = guest.apply(papers(guest.area)[:2])
    told = application.reaches("not_accepted")
    missing = {file[0] for file in papers(guest.area)[2:]}
    assert {(item["material"], item["code"]) for item in told["items"]} == {(one, "MISSING") for one in missing}


def unfit(name: str, media_type: str, code: str) -> Callable[[Guest], None]:
    """Hand in a file of the sandbox in place of the certificate."""

    def play(guest: Guest) -> None:
        bad = ("diagnosis_certificate", guest.bad(name), media_type, name)
        good = papers(guest.area, without=("diagnosis_certificate",))
        (item,) = guest.apply([bad, *good]).reaches("not_accepted")["items"]
        assert (item["material"], item["code"].lower()) == ("diagnosis_certificate", code)

    return play


def agent_without_proof(guest: Guest) -> None:
    agent = somebody("19850505", guest.serial)
    told = guest.apply(agent=agent).reaches("not_accepted")
    assert ("relation_proof", "MISSING") in {(item["material"], item["code"]) for item in told["items"]}


def agent_is_the_applicant(guest: Guest) -> None:
    with pytest.raises(Refused, match="AGENT_IS_APPLICANT"):
        guest.draft(guest.channel(), agent=guest.person)


def hospital_changed_twice(guest: Guest) -> None:
    application = approved(guest)
    for hospital in ("H52020199001", "H52020199002"):
        application.chooses(hospital)
        application.has(hospital=hospital)
    application.chooses("H52020199001")
    refused = application.hears("RequestRefused")
    assert refused["code"] == "CHANGE_QUOTA_USED"
    assert refused["next_possible"].endswith("-01-01")


def no_hospital_to_choose(guest: Guest) -> None:
    application = approved(guest)
    with pytest.raises(Refused, match="NOT_OFFERED"):
        application.chooses("H51130299001")


def sms_sent_once(guest: Guest) -> None:
    approved(guest)
    taken = eventually(lambda: len(guest.short_messages()) >= 2 and guest.short_messages())
    assert len({one["out_id"] for one in taken}) == len(taken)


def sms_number_unknown(guest: Guest) -> None:
    approved(guest)
    assert guest.short_messages() == []


def waits_for_you(guest: Guest) -> None:
    desk = guest.desk(YOURS)
    task = eventually(lambda: of_birth(desk, guest.row.born))
    who = {"practitioner": desk.who_acts(task)}
    assert desk.say("claim", task["task_id"], who)
    item = {"material": "test_report", "code": "NO_SEAL"}
    assert desk.say("supplement", task["task_id"], who | {"items": [item]})
    again = eventually(lambda: next((one for one in desk.worklist() if _continues(one, task)), None))
    assert desk.say("claim", again["task_id"], who)
    assert desk.say("verdict", again["task_id"], who | {"verdict": "approved", "national_code": "M05400"})
    following = eventually(lambda: of_birth(desk, guest.row.born))
    assert following["application_id"] != task["application_id"]


def _continues(one: dict[str, object], task: dict[str, object]) -> bool:
    return one["application_id"] == task["application_id"] and one["round"] == 2


def withdrawn_at_yours(guest: Guest) -> None:
    desk = guest.desk(YOURS)
    task = eventually(lambda: of_birth(desk, guest.row.born))
    eventually(lambda: task["task_id"] not in {one["task_id"] for one in desk.worklist()})
    assert not desk.say("claim", task["task_id"], {"practitioner": desk.who_acts(task)})


def limit_passes_at_yours(guest: Guest) -> None:
    desk = guest.desk(YOURS_IN_A_HURRY)
    task = eventually(lambda: (found := of_birth(desk, guest.row.born)) and found["overdue"] and found)
    who = {"practitioner": desk.who_acts(task)}
    assert desk.say("claim", task["task_id"], who)
    assert desk.say("verdict", task["task_id"], who | {"verdict": "rejected", "reasons": ["CRITERIA_NOT_MET"]})


def from_a_channel_to_you(guest: Guest) -> None:
    institution = YOURS_IN_A_HURRY if guest.area == SANDBOX else YOURS
    application, desk = guest.apply(hospital=institution), guest.desk(institution)
    task = eventually(lambda: of_birth(desk, births.NOBODY_DECIDES))
    approved(guest.another(ROWS[0]))
    assert application.progress["state"] == "in_review"
    who = {"practitioner": desk.who_acts(task)}
    assert desk.say("claim", task["task_id"], who)
    assert desk.say("verdict", task["task_id"], who | {"verdict": "approved", "national_code": "M05400"})
    application.reaches("approved")


PLAYS: dict[str, Callable[[Guest], object]] = {
    "approved": approved,
    "rejected": rejected,
    "supplement_asked": supplement_asked,
    "supplement_asked_twice": supplement_asked_twice,
    "withdrawn": withdrawn,
    "duplicate": duplicate,
    "sent_twice": sent_twice,
    "already_entitled": already_entitled,
    "not_insured_here": not_insured_here,
    "register_stumbles": approved,
    "register_away": approved,
    "lapsed": lapsed,
    "deadline_missed": deadline_missed,
    "draft_expires": draft_expires,
    "papers_missing": papers_missing,
    "paper_is_something_else": unfit("renamed-word.pdf", "application/pdf", "type_not_allowed"),
    "paper_damaged": unfit("truncated.jpg", "image/jpeg", "invalid_image"),
    "photo_of_an_iphone": unfit("heic.jpg", "image/jpeg", "type_not_allowed"),
    "agent_without_proof": agent_without_proof,
    "agent_is_the_applicant": agent_is_the_applicant,
    "hospital_changed_twice": hospital_changed_twice,
    "no_hospital_to_choose": no_hospital_to_choose,
    "sms_throttled": sms_sent_once,
    "sms_taken_with_an_error": sms_sent_once,
    "sms_gateway_away": sms_sent_once,
    "sms_number_unknown": sms_number_unknown,
    "sms_undelivered": sms_sent_once,
    "waits_for_you": waits_for_you,
    "withdrawn_at_yours": withdrawn_at_yours,
    "limit_passes_at_yours": limit_passes_at_yours,
    "from_a_channel_to_you": from_a_channel_to_you,
}


def play(guest: Guest) -> None:
    try:
        PLAYS[guest.row.code](guest)
    finally:
        guest.close()


@pytest.fixture(scope="module")
def played() -> Iterator[dict[tuple[str, str], Future[None]]]:
    """Play all of it at once, as teams would."""
    serials = count(101)
    with sandbox() as place, ThreadPoolExecutor(AT_ONCE) as threads:
        yield {(row.code, area): threads.submit(play, Guest(place, row, area, next(serials))) for row, area in PLAYED}


@pytest.mark.parametrize(("row", "area"), [pytest.param(row, area, id=f"{row.code}-{area}") for row, area in PLAYED])
def test_the_row_happens(played: dict[tuple[str, str], Future[None]], row: Row, area: str) -> None:
    played[row.code, area].result()
