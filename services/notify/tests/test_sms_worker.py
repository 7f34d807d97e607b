"""The worker against a gateway that misbehaves: nobody gets a message twice, nobody is forgotten."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from chassis.parties import Directory, Staff
from chassis.performer import TryLater
from chassis.storage import Job
from chassis.testing.eventually import eventually
from chassis.testing.http_server import served
from chassis.vault import Erased
from contracts.ids import uuid7
from mante.fakes.faults import Fault, Script
from mante.fakes.ledger import Ledger
from mante.fakes.receipts import Receipts
from mante.fakes.sms_gateway import Gateway as FakeGateway
from mante.fakes.sms_gateway import create_app
from notify.domain.sms import FindReceipt, SendSms, SmsOutcome
from notify.effects import SmsWorker
from notify.gateway import Gateway

SECRET = "a-secret-of-the-gateway"
PHONE = "13800000001"
DUTY = Staff("D520201000101", "H52020199001", "值班", frozenset({"duty"}), "19900000101", None)


@dataclass(slots=True)
class Phones:
    """The vault, as far as the worker sees it."""

    of: dict[UUID, str] = field(default_factory=dict)

    async def read(self, person_ref: UUID, fields: tuple[str, ...], purpose: str, on_behalf_of: str) -> dict[str, str]:
        assert (fields, purpose, on_behalf_of) == (("phone",), "notice", "notify")
        if person_ref not in self.of:
            raise Erased
        return {"phone": self.of[person_ref]}


def a_job(kind: str, attempt: int = 1) -> Job:
    return Job(uuid7(), uuid7(), kind, b"", attempt, attempt, uuid7(), None)


@dataclass(slots=True)
class Post:
    """A worker, the gateway it talks to, and the gateway's ledger."""

    worker: SmsWorker
    ledger: Ledger
    control: httpx.AsyncClient
    phones: Phones

    async def expect(self, *faults: Fault) -> None:
        script = Script(phone=PHONE, faults=list(faults))
        (await self.control.put("/faults", json=script.model_dump(mode="json"))).raise_for_status()

    def sms(self, **more: object) -> SendSms:
        person = uuid7()
        self.phones.of[person] = PHONE
        return SendSms(**{"notice_id": uuid7(), "text": "【六盘水医保】您好。", "person_ref": person, **more})

    async def attempt(self, sms: SendSms, attempt: int) -> object:
        return (await self.worker.send_sms(sms, a_job("SendSms", attempt))).outcome

    async def arrived(self, sms: SendSms) -> bool | None:
        found = await self.worker.find_receipt(FindReceipt(notice_id=sms.notice_id), a_job("FindReceipt"))
        return found.delivered


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    fake = FakeGateway(ledger, Receipts("http://127.0.0.1:9/nowhere", SECRET, ledger))
    headers = {"Authorization": f"Bearer {SECRET}"}
    async with (
        served(create_app(fake, SECRET)) as base,
        httpx.AsyncClient(base_url=base, headers=headers, timeout=0.5) as http,
    ):
        phones = Phones()
        directory = Directory.of([], [DUTY])
        yield Post(SmsWorker(Gateway(http), phones, lambda: directory), ledger, http, phones)  # type: ignore[arg-type]


async def test_a_message_is_handed_over_with_our_own_id(post: Post) -> None:
    sms = post.sms()
    assert await post.attempt(sms, 1) is SmsOutcome.TAKEN
    assert [(taken.out_id, taken.phone) for taken in post.ledger.entries] == [(str(sms.notice_id), PHONE)]


@pytest.mark.parametrize("fault", [Fault.TIME_OUT_TAKEN, Fault.ERROR_TAKEN])
async def test_after_an_unknown_outcome_it_asks_and_does_not_send_again(post: Post, fault: Fault) -> None:
    await post.expect(fault)
    sms = post.sms()
    with pytest.raises(Exception):  # noqa: B017, PT011 - the ladder takes any exception
        await post.attempt(sms, 1)
    assert await post.attempt(sms, 2) in (SmsOutcome.TAKEN, SmsOutcome.DELIVERED)
    assert len(post.ledger.entries) == 1


@pytest.mark.parametrize("fault", [Fault.TIME_OUT_LOST, Fault.ERROR])
async def test_what_the_gateway_never_took_is_sent_again(post: Post, fault: Fault) -> None:
    await post.expect(fault)
    sms = post.sms()
    with pytest.raises(Exception):  # noqa: B017, PT011 - the ladder takes any exception
        await post.attempt(sms, 1)
    assert await post.attempt(sms, 2) is SmsOutcome.TAKEN
    assert len(post.ledger.entries) == 1


async def test_a_throttled_message_waits_as_long_as_the_gateway_says(post: Post) -> None:
    await post.expect(Fault.THROTTLED)
    with pytest.raises(TryLater) as later:
        await post.attempt(post.sms(), 1)
    assert later.value.after == 1.0


async def test_a_number_that_does_not_exist_is_refused_for_good(post: Post) -> None:
    await post.expect(Fault.REFUSED)
    assert await post.attempt(post.sms(), 1) is SmsOutcome.REFUSED


async def test_a_shared_number_gets_one_copy(post: Post) -> None:
    other = uuid7()
    post.phones.of[other] = PHONE
    assert await post.attempt(post.sms(unless_same_as=other), 1) is SmsOutcome.SAME_NUMBER
    assert post.ledger.entries == []


async def test_an_erased_person_has_no_number(post: Post) -> None:
    assert await post.attempt(post.sms(person_ref=uuid7()), 1) is SmsOutcome.NO_NUMBER


async def test_a_role_is_reached_through_whoever_is_on_duty(post: Post) -> None:
    sms = post.sms(person_ref=None, on_duty_at="H52020199001")
    assert await post.attempt(sms, 1) is SmsOutcome.TAKEN
    assert post.ledger.entries[0].phone == DUTY.phone


@pytest.mark.parametrize(("fault", "arrived"), [(None, True), (Fault.UNDELIVERED, False), (Fault.NO_RECEIPT, None)])
async def test_what_became_of_a_message_is_known_without_its_receipt(
    post: Post, fault: Fault | None, *, arrived: bool | None
) -> None:
    if fault:
        await post.expect(fault)
    sms = post.sms()
    await post.attempt(sms, 1)
    await eventually(lambda: post.ledger.delivered.get(str(sms.notice_id)) is arrived)
    assert await post.arrived(sms) is arrived


async def test_a_message_that_the_gateway_never_had_has_no_receipt(post: Post) -> None:
    assert await post.arrived(post.sms()) is None


async def test_who_is_not_let_in_asks_again_and_takes_no_message_for_refused(post: Post) -> None:
    post.control.headers["Authorization"] = "Bearer another-secret"
    with pytest.raises(TryLater, match="401"):
        await post.attempt(post.sms(), 1)
    with pytest.raises(TryLater, match="401"):
        await post.arrived(post.sms())
