"""A channel on HTTP, against the running service and a real Postgres."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from contracts.event import Event
from contracts.events.requests import HospitalChoiceLodged, MessageReceipt, WithdrawalLodged
from contracts.ids import uuid7
from contracts.vocabulary import ReceiptStatus
from policy.codes.resident_number import check_character

from .serving import CANARY, NOTIFY_TOKEN, OPERATOR_TOKEN, Asking, asking
from .story import LIUPANSHUI_PAPERS, draft, lodging, papers, supplement
from .world import APP, TUESDAY_TEN, WECHAT

HOSPITAL = "H52020199001"


@pytest.fixture
async def ask(intake_database: str) -> AsyncIterator[Asking]:
    async with asking(intake_database, APP, WECHAT) as client:
        yield client


async def test_a_channel_registers_drafts_lodges_and_asks(ask: Asking) -> None:
    person_ref = await ask.person(APP)
    opened = await ask.post(APP, "/v1/applications", draft(person_ref))
    assert opened.status_code == 200, opened.text
    one = f"/v1/applications/{opened.json()['application_id']}"
    assert opened.json()["upload_grant"].count(".") == 2

    lodged = await ask.post(APP, f"{one}/lodging", lodging(*papers(*LIUPANSHUI_PAPERS)))
    assert lodged.json()["state"] == "lodged"
    shown = (await ask.get(APP, one)).json()
    assert shown["progress"]["number"] == lodged.json()["number"]
    assert (shown["disease_code"], shown["pooling_area"]) == ("bronchial_asthma", "520200")
    assert (await ask.post(APP, f"{one}/withdrawal", WithdrawalLodged())).json()["state"] == "withdrawn"


async def test_a_retry_finds_the_first_answer(ask: Asking) -> None:
    person_ref = await ask.person(APP)
    key = {"idempotency-key": "one and the same"}
    first = await ask.post(APP, "/v1/applications", draft(person_ref), **key)
    again = await ask.post(APP, "/v1/applications", draft(person_ref), **key)
    assert first.content == again.content
    other = await ask.post(APP, "/v1/applications", draft(person_ref, disease="epilepsy"), **key)
    assert (other.status_code, other.json()["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    elsewhere = await ask.post(WECHAT, "/v1/applications", draft(person_ref), **key)
    assert elsewhere.json()["application_id"] != first.json()["application_id"]


async def test_a_channel_may_bring_its_own_id(ask: Asking) -> None:
    own = str(uuid7())
    opened = await ask.post(APP, "/v1/applications", draft(await ask.person(APP)), **{"application-id": own})
    assert opened.json()["application_id"] == own


async def test_another_channels_application_looks_like_none(ask: Asking) -> None:
    opened = await ask.post(APP, "/v1/applications", draft(await ask.person(APP)))
    foreign, unknown = f"/v1/applications/{opened.json()['application_id']}", f"/v1/applications/{uuid7()}"
    for path in (foreign, unknown):
        assert (await ask.get(WECHAT, path)).status_code == 404
        for step in ("lodging", "withdrawal", "grants"):
            body: Event | dict[str, object] = lodging() if step == "lodging" else {}
            answer = await ask.post(WECHAT, f"{path}/{step}", body)
            assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")


async def test_two_channels_at_the_same_instant_make_one_application(ask: Asking) -> None:
    for birthday in range(10, 20):
        number = f"520200195507{birthday}001"
        number += check_character(number)
        person_ref = await ask.person(APP, id_number=number)
        opened = [await ask.post(channel, "/v1/applications", draft(person_ref)) for channel in (APP, WECHAT)]
        paths = [f"/v1/applications/{each.json()['application_id']}/lodging" for each in opened]
        body = lodging(*papers(*LIUPANSHUI_PAPERS))
        lodged = await asyncio.gather(*map(ask.post, (APP, WECHAT), paths, (body, body)))
        assert sorted(each.json()["state"] for each in lodged) == ["joined", "lodged"]
        assert len({each.json()["number"] for each in lodged}) == 1


@pytest.mark.parametrize(
    ("step", "body", "code"),
    [
        ("supplements", supplement(*papers("test_report")), "NOT_AWAITING_SUPPLEMENT"),
        ("hospital", HospitalChoiceLodged(hospital=HOSPITAL), "NOT_APPROVED"),
        ("receipts", MessageReceipt(notice_id=uuid7(), status=ReceiptStatus.SHOWN, at=TUESDAY_TEN), "NOT_FOUND"),
    ],
)
async def test_every_step_has_its_time(ask: Asking, step: str, body: Event, code: str) -> None:
    opened = await ask.post(APP, "/v1/applications", draft(await ask.person(APP)))
    answer = await ask.post(APP, f"/v1/applications/{opened.json()['application_id']}/{step}", body)
    assert answer.json()["code"] == code


async def test_a_grant_is_given_anew(ask: Asking) -> None:
    opened = await ask.post(APP, "/v1/applications", draft(await ask.person(APP)))
    anew = await ask.post(APP, f"/v1/applications/{opened.json()['application_id']}/grants", {})
    assert anew.status_code == 200
    assert anew.json()["upload_grant"].count(".") == 2


async def test_a_person_nobody_registered_cannot_apply(ask: Asking) -> None:
    refused = await ask.post(APP, "/v1/applications", draft(uuid7()))
    assert (refused.status_code, refused.json()["code"]) == (422, "PERSON_UNKNOWN")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id_number": "520200195507080019"}, "ID_NUMBER_INVALID"),
        ({"id_number": "520200550708001"}, "ID_NUMBER_TOO_OLD"),
        ({"name": "王5"}, "NAME_INVALID"),
        ({"phone": "12345"}, "PHONE_INVALID"),
        ({"sex": "female"}, "BODY_INVALID"),
        ({"id_type": "club_card"}, "BODY_INVALID"),
        ({"name": "王" * 201}, "BODY_INVALID"),
    ],
)
async def test_a_person_is_refused_without_an_echo(ask: Asking, change: dict[str, str], code: str) -> None:
    refused = await ask.post(APP, "/v1/persons", {**CANARY, **change})
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    for given in (CANARY | change).values():
        assert given not in refused.text


async def test_another_name_is_a_mismatch(ask: Asking) -> None:
    await ask.person(APP)
    refused = await ask.post(WECHAT, "/v1/persons", CANARY | {"name": "王不是"})
    assert (refused.status_code, refused.json()["code"]) == (422, "IDENTITY_MISMATCH")


async def test_extra_fields_change_nothing(ask: Asking) -> None:
    body = draft(await ask.person(APP)).model_dump(mode="json") | {"status": "approved", "benefit_start": "2026-01-01"}
    refused = await ask.post(APP, "/v1/applications", body)
    assert refused.status_code == 422
    assert await ask.pool.fetchval("select count(*) from aggregates") == 0


async def test_the_doors_are_closed_to_others(ask: Asking) -> None:
    assert (await ask.client.post("/v1/persons", json=CANARY)).status_code == 401
    assert (await ask.client.post("/v1/persons", json=CANARY, auth=(APP, "wrong"))).status_code == 401
    assert (await ask.post(HOSPITAL, "/v1/persons", CANARY)).status_code == 403
    assert (await ask.client.post("/internal/vault/read", json={})).status_code == 401


async def test_a_service_reads_for_its_purpose_only(ask: Asking) -> None:
    person_ref = str(await ask.person(APP))

    async def read(fields: list[str], purpose: str = "notice", person: str = person_ref) -> tuple[int, object]:
        body = {"person_ref": person, "fields": fields, "purpose": purpose, "on_behalf_of": "notice-1"}
        token = {"authorization": f"Bearer {NOTIFY_TOKEN}"}
        answer = await ask.client.post("/internal/vault/read", json=body, headers=token)
        return answer.status_code, answer.json()

    assert await read(["phone"]) == (200, {"phone": CANARY["phone"]})
    assert (await read(["id_number"]))[0] == 403
    assert (await read(["phone"], purpose="curiosity"))[0] == 403
    assert (await read(["phone"], person=str(uuid7())))[0] == 404
    reads = await ask.pool.fetch("select reader, purpose, found from vault_reads order by id")
    assert [tuple(row) for row in reads] == [("notify", "notice", True), ("notify", "notice", False)]


async def test_an_erased_person_is_gone_with_their_applications(ask: Asking) -> None:
    person_ref = await ask.person(APP)
    opened = await ask.post(APP, "/v1/applications", draft(person_ref))
    erasure = f"/operations/persons/{person_ref}/erasure"
    assert (await ask.client.post(erasure, json={"reason": "by law"})).status_code == 401
    token = {"authorization": f"Bearer {OPERATOR_TOKEN}"}
    erased = await ask.client.post(erasure, json={"reason": "by law"}, headers=token)
    assert erased.json() == {"person": True, "applications": 1}
    assert (await ask.get(APP, f"/v1/applications/{opened.json()['application_id']}")).status_code == 404
    assert await ask.pool.fetchval("select count(*) from requests") == 0
    again = await ask.client.post(erasure, json={"reason": "by law"}, headers=token)
    assert again.json() == {"person": False, "applications": 0}
    assert (await ask.client.post("/operations/vault/wrapping", headers=token)).json() == {"keys": 0}


async def test_openapi_tells_bodies_and_answers(ask: Asking) -> None:
    paths = (await ask.client.get("/openapi.json")).json()["paths"]
    lodge = paths["/v1/applications/{application_id}/lodging"]["post"]
    assert "papers" in lodge["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert not [path for path in paths if path.startswith("/internal")]


async def test_a_second_disease_may_use_the_first_ones_papers_and_a_strangers_may_not(ask: Asking) -> None:
    person_ref = await ask.person(APP)
    first = (await ask.post(APP, "/v1/applications", draft(person_ref))).json()["application_id"]
    second = await ask.post(APP, "/v1/applications", draft(person_ref, disease="epilepsy", of=UUID(first)))
    assert second.status_code == 200, second.text
    shown = (await ask.get(APP, f"/v1/applications/{second.json()['application_id']}")).json()
    assert (shown["with_papers_of"], shown["may_be_named"]) == (first, [])

    other = await ask.person(WECHAT, id_number="52020019880229002X", name="李四")
    answers = [
        await ask.post(WECHAT, "/v1/applications", draft(other, of=of), **{"idempotency-key": "the same"})
        for of in (UUID(first), uuid7())
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


async def test_a_channel_uses_papers_of_another_channels_application_once_the_person_came_to_it(ask: Asking) -> None:
    person_ref = await ask.person(APP)
    first = UUID((await ask.post(APP, "/v1/applications", draft(person_ref))).json()["application_id"])
    again = draft(person_ref, of=first)
    assert (await ask.post(WECHAT, "/v1/applications", again)).status_code == 404
    assert await ask.person(WECHAT) == person_ref
    assert (await ask.post(WECHAT, "/v1/applications", again)).status_code == 200


async def test_a_form_takes_five_diseases(ask: Asking) -> None:
    person_ref = await ask.person(APP)
    first = UUID((await ask.post(APP, "/v1/applications", draft(person_ref))).json()["application_id"])
    diseases = ("epilepsy", "severe_psychosis", "aplastic_anaemia", "malignant_tumour", "chronic_leukaemia")
    answers = [
        await ask.post(APP, "/v1/applications", draft(person_ref, disease=disease, of=first)) for disease in diseases
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 422]
    assert answers[-1].json()["code"] == "TOO_MANY_DISEASES"
