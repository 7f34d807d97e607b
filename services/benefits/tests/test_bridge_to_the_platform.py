"""Files for the clerks and back, while the national platform isn't connected."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from benefits.registrations.cells import cell, plain
from benefits.registrations.columns import COLUMNS
from chassis.testing.vault_office import DAUGHTER, MOTHER
from contracts.events.benefits import EntitlementEnded, EntitlementRegistered
from contracts.ids import uuid7
from hypothesis import given
from hypothesis import strategies as st
from policy.calendar import local

from .serving import Office, office
from .world import FIRST, PRACTITIONER

HEAD = "serv_matt_inst_id,trt_dcla_detl_sn\n"


@pytest.fixture
async def desk(benefits_database: str) -> AsyncIterator[Office]:
    async with office(benefits_database) as opened:
        yield opened


def today() -> str:
    return local(datetime.now(UTC)).date().isoformat()


async def exported(desk: Office, **query: str) -> list[dict[str, str]]:
    answer = await desk.operate("GET", "/registrations", params={"day": today(), **query})
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    return [{name: plain(shown) for name, shown in row.items()} for row in rows]


async def brought(desk: Office, *lines: str, head: str = HEAD) -> tuple[int, dict[str, object]]:
    answer = await desk.operate("POST", "/registrations", content=head + "".join(f"{line}\n" for line in lines))
    return answer.status_code, answer.json()


async def test_a_days_grants_are_exported_with_who_they_are_for(desk: Office) -> None:
    agent = uuid7()
    desk.vault.persons[agent] = DAUGHTER
    _, number = await desk.grant(agent)
    (row,) = await exported(desk)
    assert tuple(row) == COLUMNS
    known = {name: value for name, value in row.items() if value}
    assert known.pop("crte_time").startswith(today())
    assert known == {
        "opsp_dise_code": "M05400",
        "opsp_dise_name": "支气管哮喘",
        "serv_matt_inst_id": number,
        "insutype": "390",
        "psn_cert_type": "01",
        "certno": MOTHER["id_number"],
        "psn_name": MOTHER["name"],
        "gend": "1",
        "brdy": "1955-07-08",
        "tel": MOTHER["phone"],
        "ide_fixmedins_no": FIRST,
        "ide_fixmedins_name": "市一医院",
        "hosp_ide_date": today(),
        "diag_dr_code": PRACTITIONER,
        "diag_dr_name": "=李医生",
        "appy_date": today(),
        "agnter_name": DAUGHTER["name"],
        "agnter_cert_type": "01",
        "agnter_certno": DAUGHTER["id_number"],
        "agnter_tel": DAUGHTER["phone"],
        "begndate": today(),
        "vali_flag": "1",
        "poolarea_no": "520200",
    }
    assert {(asked.purpose, asked.on_behalf_of) for asked in desk.vault.asked} == {("registration", "wang")}


async def test_another_day_or_city_has_none_of_them(desk: Office) -> None:
    await desk.grant()
    assert await exported(desk, area="511300") == []
    assert len(await exported(desk, area="520200")) == 1
    assert (await desk.operate("GET", "/registrations", params={"day": "2026-01-01"})).text.count("\r\n") == 1
    assert (await desk.operate("GET", "/registrations", params={"day": "1 January"})).status_code == 422


async def test_an_erased_person_stays_empty_and_a_vault_that_is_away_makes_no_file(desk: Office) -> None:
    _, number = await desk.grant()
    desk.vault.persons.clear()
    (row,) = await exported(desk)
    assert (row["serv_matt_inst_id"], row["psn_name"], row["certno"]) == (number, "", "")
    desk.vault.away = True
    assert (await desk.operate("GET", "/registrations", params={"day": today()})).status_code == 503


async def test_nobody_but_operators_exports_or_imports(desk: Office) -> None:
    for method, path in (("GET", "/registrations?day=2026-11-24"), ("POST", "/registrations")):
        assert (await desk.operate(method, path, token="another")).status_code == 401
    assert desk.vault.asked == []


async def test_serial_numbers_come_back_once(desk: Office) -> None:
    (_, first), (_, second) = await desk.grant(), await desk.grant()
    answered = await brought(desk, f"{first},52020020261124000017", f"{second},")
    assert answered == (200, {"registered": 1, "unchanged": 0, "waiting": 1})
    again = await brought(desk, f"{first},52020020261124000017", f"{second},")
    assert again == (200, {"registered": 0, "unchanged": 1, "waiting": 1})
    assert await desk.said(EntitlementRegistered) == 1
    assert [row["trt_dcla_detl_sn"] for row in await exported(desk)] == ["52020020261124000017", ""]


async def test_the_exported_file_with_the_numbers_filled_in_is_what_is_imported(desk: Office) -> None:
    await desk.grant()
    answer = await desk.operate("GET", "/registrations", params={"day": today()})
    (head, *rows) = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    rows[0][head.index("trt_dcla_detl_sn")] = "52020020261124000017"
    table = io.StringIO()
    csv.writer(table).writerows([head, *rows])
    saved = await desk.operate("POST", "/registrations", content=table.getvalue().encode("gb18030"))
    assert saved.json()["registered"] == 1


async def test_one_bad_line_and_nothing_of_the_file_is_taken(desk: Office) -> None:
    (_, first), (_, second), (_, third) = await desk.grant(), await desk.grant(), await desk.grant()
    await brought(desk, f"{third},SN3")
    status, said = await brought(
        desk,
        f"{first},SN1",
        "LP20261124999999995,SN2",
        f"{second},SN3",
        f"{third},SN4",
    )
    unknown = "no entitlement was granted under this number"
    assert (status, said["code"], said["lines"]) == (
        422,
        "LINES_REFUSED",
        [
            {"line": 3, "column": "serv_matt_inst_id", "reason": unknown},
            {"line": 4, "column": "trt_dcla_detl_sn", "reason": "the number belongs to another entitlement"},
            {"line": 5, "column": "trt_dcla_detl_sn", "reason": "the entitlement is registered under another number"},
        ],
    )
    assert await desk.said(EntitlementRegistered) == 1


@pytest.mark.parametrize(
    ("lines", "line", "column"),
    [
        (["LP20261124000000015,5.202E+19"], 2, "trt_dcla_detl_sn"),
        (["LP20261124000000015,=cmd|x"], 2, "trt_dcla_detl_sn"),
        (["LP1,SN1"], 2, "serv_matt_inst_id"),
        (["LP20261124000000015,SN1", "LP20261124000000015,SN2"], 3, "trt_dcla_detl_sn"),
        (["LP20261124000000015,SN1", "LP20261124000000025,SN1"], 3, "trt_dcla_detl_sn"),
        (["LP20261124000000015,SN1"] * 5_001, 5_002, ""),
    ],
)
async def test_a_bad_line_is_named_by_line_and_column(desk: Office, lines: list[str], line: int, column: str) -> None:
    status, said = await brought(desk, *lines)
    assert status == 422
    assert isinstance(said["lines"], list)
    assert [(one["line"], one["column"]) for one in said["lines"]] == [(line, column)]


@pytest.mark.parametrize("head", ["", "trt_dcla_detl_sn\n", "\x00,\x01\n"])
async def test_a_file_that_is_no_table_is_refused(desk: Office, head: str) -> None:
    status, said = await brought(desk, head=head)
    assert (status, said["code"]) == (422, "LINES_REFUSED")


async def test_a_benefit_is_ended_by_its_number(desk: Office) -> None:
    _, number = await desk.grant()
    for _ in range(2):
        answer = await desk.operate("POST", f"/entitlements/{number}/ending", json={"reason": "GIVEN_UP"})
        assert (answer.status_code, answer.json()) == (200, {"reason": "GIVEN_UP"})
    other = await desk.operate("POST", f"/entitlements/{number}/ending", json={"reason": "DIED"})
    assert (other.status_code, other.json()["code"]) == (409, "ALREADY_ENDED")
    assert other.headers["content-type"] == "application/problem+json"
    unknown = await desk.operate("POST", "/entitlements/LP20261124999999995/ending", json={"reason": "DIED"})
    assert unknown.status_code == 404
    assert await desk.said(EntitlementEnded) == 1
    assert [row["vali_flag"] for row in await exported(desk)] == ["0"]


@pytest.mark.parametrize("start", list("=+-@\t\r|%＝＋－＠"))
def test_no_cell_begins_a_formula(start: str) -> None:
    assert cell(f"{start}cmd|' /c calc'!A0").startswith("'")
    assert cell(f"  {start}1").startswith("'")


@given(st.text(max_size=40))
def test_what_was_shown_safely_is_read_back(text: str) -> None:
    assert plain(cell(text)) == plain(text) or text.lstrip(" ")[:1] in "=+-@\t\r\n|%＝＋－＠"
