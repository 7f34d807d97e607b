"""The workbench below the browser: what a reviewer reads, ticks, confirms and says."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from contracts.events.intake import InsuranceCheck
from contracts.ids import uuid7
from contracts.vocabulary import InsuranceResult

from .applying import Applied, provided
from .browsing import NOW, Browser, claimed, reviewer, task_of
from .office import FRONT_DOOR, Office, open_review
from .town import CLERK, COLLEAGUE, DOCTOR, DOCTOR_OF_SECOND, FIRST, NANCHONG, NANCHONG_AGENCY

CHOSEN = "a long word of my own 1"
OPERATOR = {"authorization": "Bearer an-operator's-token", "operator": "tests"}
HYPERTENSION, DIALYSIS = "hypertension_with_complications", "chronic_renal_failure_dialysis"


async def test_the_first_password_is_changed_at_once(office: Office) -> None:
    browser, path = Browser(office), f"/operations/accounts/{DOCTOR}/password"
    given = await office.client.post(path, json={"reason": "tests"}, headers=OPERATOR)
    first = given.json()["password"]
    assert "初始密码只能用一次" in await browser.send("/sign-in", 200, code=DOCTOR, password=first)
    assert not browser.cookies
    await browser.send("/password", code=DOCTOR, former=first, password=CHOSEN, again=CHOSEN)
    assert "待办审核" in await browser.read("")


async def test_the_criteria_are_the_tick_list_and_a_sample_is_marked(office: Office) -> None:
    browser = await reviewer(office, DOCTOR)
    page = await claimed(browser, await task_of(office, Applied(disease=HYPERTENSION)))
    ticks = re.findall(r'name="criterion" value="(\w+)">([^<]+)<', page)
    assert [code for code, _ in ticks] == [
        *("diagnosis", "three_visits", "one_stay", "heart", "brain", "kidney", "eye"),
    ]
    assert dict(ticks)["kidney"] == "肾脏并发症"
    assert re.search(r'<p class="deep-1">近2年内：以下任一项：</p>', page)
    assert "示例，非本市标准" in page


async def test_a_disease_without_criteria_has_no_such_list(office: Office) -> None:
    browser = await reviewer(office, DOCTOR)
    page = await claimed(browser, await task_of(office, Applied(disease="epilepsy")))
    assert 'name="criterion"' not in page
    assert "示例，" not in page


async def test_where_a_disease_has_several_national_codes_the_reviewer_picks_one(office: Office) -> None:
    browser = await reviewer(office, DOCTOR)
    page = await claimed(browser, await task_of(office, Applied(disease=DIALYSIS)))
    select = page[page.index("<select") : page.index("</select>")]
    assert "required" in select[: select.index(">")]
    assert re.findall(r'<option value="(\w*)">', select) == ["", "M07803", "M07804", "M07801"]
    only = await claimed(browser, await task_of(office, Applied()))
    assert re.findall(r'<option value="(\w*)">', only) == ["M05400"]


async def test_a_step_before_the_last_may_leave_the_national_code_open(office: Office) -> None:
    applied = Applied(area=NANCHONG, hospital=None)
    browser, task = await reviewer(office, CLERK), await task_of(office, applied, NANCHONG_AGENCY)
    page = await claimed(browser, task)
    select = page[page.index("<select") : page.index("</select>")]
    assert "required" not in select
    assert '<option value="">暂不选择</option>' in select
    assert "示例病种，非本市目录" in page
    assert "示例病种" in await browser.read("")
    await browser.send(f"/tasks/{task}/saying", key=uuid7(), what="approve")
    assert len(await office.worklist(NANCHONG_AGENCY)) == 3


@pytest.mark.parametrize(
    ("applied", "institution", "code", "said"),
    [
        (Applied(), FIRST, DOCTOR, "早于 2025年11月24日：超出规定的时间范围。"),
        (Applied(area=NANCHONG, hospital=None), NANCHONG_AGENCY, CLERK, "早于 2025年11月24日：超过一定年限，仍可采用"),
    ],
)
async def test_from_which_day_a_record_is_too_old_is_reckoned_from_the_first_submission(
    office: Office, applied: Applied, institution: str, code: str, said: str
) -> None:
    browser = await reviewer(office, code)
    first = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    page = await claimed(browser, await task_of(office, applied, institution, submitted_at=first))
    assert said in re.sub(r"<[^>]+>", "", page)


async def test_what_the_ticks_leave_open_is_said_before_an_approval_and_the_ticks_go_with_it(office: Office) -> None:
    browser, task = await reviewer(office, DOCTOR), await task_of(office, Applied(disease=HYPERTENSION))
    await claimed(browser, task)
    said = {"key": uuid7(), "what": "approve", "national_code": "M03900"}
    doubtful = await browser.send(f"/tasks/{task}/confirmation", 200, **said, criterion=["diagnosis", "one_stay"])
    assert "以下认定标准尚未满足" in doubtful
    assert "肾脏并发症" in doubtful
    assert "门诊就诊" not in doubtful
    sure = await browser.send(f"/tasks/{task}/confirmation", 200, **said, criterion=["diagnosis", "one_stay", "kidney"])
    assert "尚未满足" not in sure
    assert re.findall(r'name="criterion" value="(\w+)"', sure) == ["diagnosis", "one_stay", "kidney"]
    await browser.send(f"/tasks/{task}/saying", **said, criterion=["diagnosis", "one_stay", "kidney"])
    assert await office.worklist(FIRST) == []


async def test_a_tick_that_is_not_on_the_list_decides_nothing(office: Office) -> None:
    browser, task = await reviewer(office, DOCTOR), await task_of(office, Applied(disease=HYPERTENSION))
    await claimed(browser, task)
    said = {"key": uuid7(), "what": "approve", "national_code": "M03900", "criterion": ["diagnosis", "egfr"]}
    assert "UNKNOWN_CRITERION" in await browser.send(f"/tasks/{task}/saying", 422, **said)
    assert len(await office.worklist(FIRST)) == 1


@pytest.mark.parametrize("result", InsuranceResult)
async def test_the_registers_word_stands_there_with_the_time_it_was_asked(
    office: Office, result: InsuranceResult
) -> None:
    at = None if result is InsuranceResult.NOT_CHECKED else datetime(2026, 11, 24, 2, 5, tzinfo=UTC)
    check = InsuranceCheck(result=result, checked_at=at)
    browser, task = await reviewer(office, DOCTOR), await task_of(office, Applied(), insurance=check)
    page = await browser.read(f"/tasks/{task}")
    assert "参保核验" in page
    assert ("11月24日 10:05" in page) is (at is not None)
    assert ("最早可于" in page) is (at is None)


async def test_a_supplement_is_read_whole_before_it_is_asked_for_once(office: Office) -> None:
    applied = Applied()
    browser, task = await reviewer(office, DOCTOR), await task_of(office, applied)
    await claimed(browser, task)
    items = ["test_report:NO_SEAL", "diagnosis_certificate:NO_DIAGNOSIS"]
    said = {"key": uuid7(), "what": "supplement", "item": items}
    page = await browser.send(f"/tasks/{task}/confirmation", 200, **said)
    assert "检查化验报告：未见医院公章。" in page
    assert "没有明确的诊断结论。" in page
    await browser.send(f"/tasks/{task}/saying", **said)
    await browser.send(f"/tasks/{task}/saying", **said)  # a double click
    await office.hear(provided(NOW, 1, absent=("test_report", "diagnosis_certificate")), applied.id)
    (again,) = await office.worklist(FIRST)
    assert (again["round"], "第1次补正" in await browser.read(f"/tasks/{again['task_id']}")) == (2, True)


async def test_nothing_ticked_is_nothing_asked(office: Office) -> None:
    browser, task = await reviewer(office, DOCTOR), await task_of(office, Applied())
    await claimed(browser, task)
    page = await browser.send(f"/tasks/{task}/confirmation", 422, key=uuid7(), what="supplement")
    assert "请先选择至少一项" in page
    page = await browser.send(f"/tasks/{task}/saying", 422, key=uuid7(), what="reject")
    assert "MISSING_REASONS" in page
    assert len(await office.worklist(FIRST)) == 1


async def test_the_worklist_names_the_disease_and_a_colleague_has_what_is_in_hand(office: Office) -> None:
    applied = Applied()
    task = await task_of(office, applied)
    mine, colleagues = await reviewer(office, DOCTOR), await reviewer(office, COLLEAGUE)
    await claimed(mine, task)
    assert "支气管哮喘" in await mine.read("")
    page = await colleagues.read(f"/tasks/{task}")
    assert f"正由 {DOCTOR}" in page
    assert "/confirmation" not in page


async def test_another_hospitals_reviewer_finds_nothing_and_a_stranger_signs_in_first(office: Office) -> None:
    task = await task_of(office, Applied())
    elsewhere = await reviewer(office, DOCTOR_OF_SECOND)
    assert task not in await elsewhere.read("")
    await elsewhere.read(f"/tasks/{task}", 404)
    answer = await office.client.get(f"/desk/tasks/{task}")
    assert (answer.status_code, "/desk/sign-in" in answer.headers.get("location", "")) == (303, True)


async def test_a_form_from_another_site_says_nothing(office: Office) -> None:
    browser, task = await reviewer(office, DOCTOR), await task_of(office, Applied())
    headers = browser.headers() | {"origin": FRONT_DOOR}
    answer = await office.client.post(f"/desk/tasks/{task}/claim", data={"key": str(uuid7())}, headers=headers)
    assert answer.status_code == 403
    assert (await office.worklist(FIRST))[0]["claimed_by"] is None
    assert UUID(task)


async def test_passwords_are_tried_from_one_address_only_so_often(migrated: Callable[[str], Awaitable[str]]) -> None:
    limits = {"trusted_proxies": ["127.0.0.1/32"], "sign_ins_per_second": 0.01, "sign_ins_burst": 3}
    async with open_review(migrated, **limits) as office:

        async def tried(path: str, at: str, **fields: str) -> int:
            headers = {"origin": "http://service", "x-forwarded-for": at}
            return (await office.client.post(f"/desk/{path}", data=fields, headers=headers)).status_code

        here, there = "203.0.113.7", "203.0.113.8"
        assert [await tried("sign-in", here, code=f"D{number}", password="x") for number in range(3)] == [422] * 3
        change = {"code": DOCTOR, "former": "x", "password": CHOSEN, "again": CHOSEN}
        assert [await tried("password", here, **change), await tried("password", there, **change)] == [429, 422]
        assert (await office.client.get("/desk/sign-in", headers={"x-forwarded-for": here})).status_code == 200
