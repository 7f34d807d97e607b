"""The register asked over HTTP: the fake one, misbehaving as providers do."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from chassis.performer import TryLater
from chassis.testing.http_server import served
from contracts.vocabulary import Scheme
from intake.domain.identity import IdType
from intake.domain.register import Entitled, Insured
from intake.register.asking import Found, Question, Unclear
from intake.register.over_http import RegisterOverHttp
from mante.fakes.insurance_register import Fault, Register, create_app
from mante.fakes.jsonl import Written

SECRET = "a-secret-of-the-register"
NUMBER = "520200195507080018"
ASKED = Question(IdType.RESIDENT, NUMBER, "520200")
BOTH = tuple(Insured(area="520200", scheme=scheme) for scheme in Scheme)


@dataclass(slots=True)
class Office:
    """The adapter, and the register's own side."""

    register: RegisterOverHttp
    fake: Register
    control: httpx.AsyncClient

    async def knows(self, **known: object) -> None:
        answer = await self.control.put("/persons", json={"id_number": NUMBER, **known})
        answer.raise_for_status()

    async def misbehaves(self, *faults: Fault) -> None:
        (await self.control.put("/faults", json={"id_number": NUMBER, "faults": faults})).raise_for_status()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    fake = Register(Written(tmp_path / "ledger.jsonl"))
    headers = {"Authorization": f"Bearer {SECRET}"}
    async with (
        served(create_app(fake, SECRET)) as base,
        httpx.AsyncClient(base_url=base, headers=headers, timeout=0.5) as http,
    ):
        yield Office(RegisterOverHttp(http, f"{base}/insurance"), fake, http)


async def test_everybody_is_insured_where_they_are_asked_for_unless_the_table_says_otherwise(office: Office) -> None:
    assert await office.register.ask(ASKED) == Found(insured=BOTH)
    await office.knows(insured=[], entitlements=[])
    assert await office.register.ask(ASKED) == Found()


async def test_what_it_says_of_schemes_days_and_ends_is_read_as_it_is_meant(office: Office) -> None:
    await office.knows(
        insured=[{"area": "520281", "scheme": "390"}, {"area": "520281", "scheme": "399"}],
        entitlements=[
            {"national_code": "M03900", "start": "2020-10-01 00:00:00", "end": "2120-11-01"},
            {"disease_code": "epilepsy", "start": "20210203", "end": "20270202"},
            {"national_code": "M01600", "disease_code": "", "start": "2020-10-01", "end": ""},
        ],
    )
    assert await office.register.ask(ASKED) == Found(
        insured=(Insured(area="520281", scheme=Scheme.RESIDENT),),
        entitlements=(
            Entitled(national_code="M03900", start="2020-10-01"),
            Entitled(disease_code="epilepsy", start="2021-02-03", end="2027-02-02"),
            Entitled(national_code="M01600", start="2020-10-01"),
        ),
    )


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        (Fault.TIME_OUT, httpx.ReadTimeout),
        (Fault.ERROR, Unclear),
        (Fault.THROTTLED, TryLater),
        (Fault.GARBLED, Unclear),
    ],
)
async def test_whatever_goes_wrong_means_to_ask_again(office: Office, fault: Fault, raised: type[Exception]) -> None:
    await office.misbehaves(fault)
    with pytest.raises(raised) as told:
        await office.register.ask(ASKED)
    assert NUMBER not in str(told.value)
    assert (await office.register.ask(ASKED)).insured == BOTH


@pytest.mark.parametrize(
    "entitlement",
    [{"start": "2020-02-30"}, {"start": "soon"}, {"start": "2020-10-01", "national_code": "not a code"}],
)
async def test_an_answer_that_means_nothing_is_no_answer(office: Office, entitlement: dict[str, str]) -> None:
    await office.knows(entitlements=[entitlement])
    with pytest.raises(Unclear):
        await office.register.ask(ASKED)


async def test_the_number_is_in_the_body_and_in_no_address(office: Office) -> None:
    await office.register.ask(ASKED)
    assert [asked["id_number"] for asked in office.fake.asked] == [NUMBER]
    assert NUMBER not in repr(ASKED)
    assert NUMBER not in office.register.url


async def test_a_register_that_is_away_answers_nobody(office: Office) -> None:
    (await office.control.put("/outage", json={"away": True})).raise_for_status()
    with pytest.raises(Unclear):
        await office.register.ask(ASKED)
    (await office.control.put("/outage", json={"away": False})).raise_for_status()
    assert (await office.register.ask(ASKED)).insured == BOTH
