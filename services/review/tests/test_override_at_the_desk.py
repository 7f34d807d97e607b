"""At the desk a lead, and nobody else, may ask for what the first notice forgot: for a reason that stays on record."""

import re

import orjson
import pytest
from contracts.ids import uuid7
from contracts.vocabulary import OverrideReason
from review.pages.overriding import WHY

from .applying import Applied, papers, provided
from .browsing import NOW, Browser, claimed, plain, reviewer, task_of
from .office import Office
from .town import COLLEAGUE, FIRST, LEAD

UNSIGNED = {"what": "supplement", "item": ["clinical_record:NO_SIGNATURE"]}
FIRST_NOTICE = {"what": "supplement", "item": ["diagnosis_certificate:NO_SEAL"]}
FIELD = '<select name="override"'


async def _second_round(office: Office, who: str) -> tuple[Browser, Applied, str]:
    """A case whose first notice forgot the unsigned record, in somebody's hands."""
    browser, applied = await reviewer(office, who), Applied()
    task = await task_of(office, applied)
    await claimed(browser, task)
    await browser.send(f"/tasks/{task}/saying", key=uuid7(), **FIRST_NOTICE)
    await office.hear(provided(NOW, 1, *papers("diagnosis_certificate")), applied.id)
    again = next(one for one in await office.worklist(FIRST) if one["application_id"] == str(applied.id))
    return browser, applied, again["task_id"]


async def test_a_lead_sees_the_field_once_a_notice_has_gone_out_and_a_colleague_never(office: Office) -> None:
    lead, task = await reviewer(office, LEAD), await task_of(office, Applied())
    assert FIELD not in await claimed(lead, task)
    await lead.send(f"/tasks/{task}/release", key=uuid7())
    lead, _, again = await _second_round(office, LEAD)
    page = await claimed(lead, again)
    select = page[page.index(FIELD) : page.index("</select>", page.index(FIELD))]
    assert re.findall(r'value="(\w*)"', select) == ["", *OverrideReason]
    assert all(words.zh in select for words in WHY.values())
    described = re.search(r'aria-describedby="([\w-]+)"', select)
    assert described is not None
    assert f'id="{described[1]}"' in page
    await lead.send(f"/tasks/{again}/release", key=uuid7())
    assert FIELD not in await claimed(await reviewer(office, COLLEAGUE), again)


@pytest.mark.parametrize(
    ("language", "sure", "kept"),
    [
        ("zh", "理由：首次审核时遗漏。将记录在案。", "审核负责人要求补正首次通知遗漏的材料：首次审核时遗漏"),
        (
            "en",
            "because: it was overlooked. This is kept on record.",
            "what the first notice forgot: it was overlooked",
        ),
    ],
)
async def test_a_lead_asks_for_what_was_forgotten_and_the_reason_is_kept(
    office: Office, language: str, sure: str, kept: str
) -> None:
    lead, applied, task = await _second_round(office, LEAD)
    lead.cookies.set("mante-language", language)
    await claimed(lead, task)
    page = await lead.send(f"/tasks/{task}/confirmation", 200, key=uuid7(), **UNSIGNED, override="overlooked")
    assert sure in plain(page)
    assert '<input type="hidden" name="override" value="overlooked">' in page
    await lead.send(f"/tasks/{task}/saying", key=uuid7(), **UNSIGNED, override="overlooked")
    body = await office.pool.fetchval(
        "select body from audit where subject = $1 and decision = 'ask_for_a_supplement' order by id desc", applied.id
    )
    said = orjson.loads(body)
    assert (said["practitioner"], said["override"]) == (LEAD, "overlooked")
    await office.hear(provided(NOW, 2, *papers("clinical_record")), applied.id)
    (last,) = await office.worklist(FIRST)
    colleague = await reviewer(office, COLLEAGUE)
    colleague.cookies.set("mante-language", language)
    page = plain(await claimed(colleague, last["task_id"]))
    assert (kept in page, LEAD in page) == (True, True)
    notices = (await office.get(FIRST, f"/v1/tasks/{last['task_id']}")).json()["notices"]
    assert [(one["overridden_by"], one["override"]) for one in notices] == [(None, None), (LEAD, "overlooked")]


async def test_without_a_reason_even_a_lead_is_refused_before_anything_is_confirmed(office: Office) -> None:
    lead, _, task = await _second_round(office, LEAD)
    await claimed(lead, task)
    for step in ("confirmation", "saying"):
        page = await lead.send(f"/tasks/{task}/{step}", 409, key=uuid7(), **UNSIGNED, override="")
        assert "NOT_IN_FIRST_NOTICE" in page
    assert "出院小结或门诊病历" in page
    assert "FORM_INVALID" in await lead.send(
        f"/tasks/{task}/confirmation", 422, key=uuid7(), **UNSIGNED, override="because"
    )
    assert len(await office.worklist(FIRST)) == 1


async def test_whoever_is_no_lead_is_refused_whatever_form_they_send(office: Office) -> None:
    colleague, applied, task = await _second_round(office, COLLEAGUE)
    await claimed(colleague, task)
    for step in ("confirmation", "saying"):
        page = await colleague.send(f"/tasks/{task}/{step}", 403, key=uuid7(), **UNSIGNED, override="overlooked")
        assert "LEAD_ONLY" in page
    row = await office.pool.fetchrow(
        "select outcome, detail from audit where subject = $1 order by id desc limit 1", applied.id
    )
    assert (row["outcome"], row["detail"]) == ("refused", "LEAD_ONLY")
    (still,) = await office.worklist(FIRST)
    assert (still["task_id"], still["claimed_by"]) == (task, COLLEAGUE)


async def test_no_reason_gets_a_third_notice(office: Office) -> None:
    lead, applied, task = await _second_round(office, LEAD)
    await claimed(lead, task)
    await lead.send(f"/tasks/{task}/saying", key=uuid7(), **UNSIGNED, override="rule_requires")
    await office.hear(provided(NOW, 2, *papers("clinical_record")), applied.id)
    (last,) = await office.worklist(FIRST)
    assert FIELD not in await claimed(lead, last["task_id"])
    page = await lead.send(
        f"/tasks/{last['task_id']}/confirmation", 409, key=uuid7(), **UNSIGNED, override="rule_requires"
    )
    assert "SUPPLEMENT_CAP" in page


def test_every_reason_has_its_words() -> None:
    assert set(WHY) == set(OverrideReason)
